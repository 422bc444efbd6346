"""A sheet written on the pages, part by part, until it is weighed and frozen."""

import re
from html import unescape

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.assessments import services
from landenbenadering.web.assessments.models import SheetVersion
from landenbenadering.web.assessments.selectors import appraisal_named
from landenbenadering.web.assessments.views.asking import now
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.register.services import load_records
from tests.web.assessments.conftest import browser_of

pytestmark = pytest.mark.django_db
HEAD = {
    "version": "0",
    "title_nl": "Ghana 2026",
    "title_en": "Ghana 2026",
    "on": "2026-01-15",
    "note_nl": "Een proef.",
    "note_en": "A trial.",
    "disclosure": "internal",
}
START = {
    **HEAD,
    "owner": "migration",
    "departments": ["migration", "foreign_affairs"],
    "usual": "on",
}
# What not everybody may read is named with a mark that only this register makes.
NAME = "ghana-2026-mark0"
ROOM = f"/en/appraisals/{NAME}"
EDIT = f"{ROOM}/edit"
SCORE = {
    "lower": "1",
    "upper": "2",
    "grade": "opinion",
    "author": "desk",
    "on": "2026-01-10",
    "reason": "As the desk sees it.",
}


def text_of(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return unescape(answer.content.decode())


def version() -> int:
    return SheetVersion.objects.filter(name=NAME).count()


def put(client: Client, part: str, place: int, **fields: object) -> HttpResponse:
    """Send the form of a part with the version that is there."""
    data = {"version": version(), **fields}
    answer = client.post(f"{EDIT}/{part}/{place}", data)
    assert isinstance(answer, HttpResponse)
    return answer


def instrument(name: str, **fields: object) -> dict[str, object]:
    return {
        "name_nl": name,
        "name_en": name,
        "country": "GHA",
        "department": "migration",
        "policy_area": "return",
        "direction": "incentive",
        **fields,
    }


@pytest.fixture(autouse=True)
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mark names in a way that the tests know."""
    monkeypatch.setattr(services, "mark_of", lambda _level, n, _said: f"mark{n}")


@pytest.fixture
def started(desk: Client) -> Client:
    """Start a sheet with the usual criteria and two departments."""
    answer = desk.post("/en/appraisals/new", START)
    assert answer.status_code == 302
    assert answer.headers["Location"] == EDIT
    return desk


@pytest.fixture
def filled(started: Client) -> Client:
    """Fill the sheet with two instruments, a cost and a budget."""
    for place, name in enumerate(("Talks", "Visas")):
        assert put(started, "instrument", place, **instrument(name)).status_code == 302
    cost = {"instrument": "visas", "department": "migration", "year": 2026}
    assert put(started, "cost", 0, **cost, eur=50_000).status_code == 302
    budget = {"department": "migration", "year": 2026, "eur": 40_000}
    assert put(started, "budget", 0, **budget).status_code == 302
    return started


def test_a_started_sheet_says_what_it_still_needs(started: Client) -> None:
    page = text_of(started.get(EDIT))

    assert "It cannot be weighed yet." in page
    assert "There is nothing to weigh." in page
    assert "cooperation with return" in page
    room = text_of(started.get(ROOM))
    assert "This cannot be weighed" in room


def test_a_filled_sheet_is_weighed_and_frozen(filled: Client) -> None:
    assert "It cannot be weighed yet." not in text_of(filled.get(EDIT))
    room = text_of(filled.get(ROOM))

    # Visas cost more than the budget: they fall out, and without any score talks
    # may do good or harm, so both with and without them nothing is beaten.
    assert "2 packages that nothing beats" in room
    answer = filled.post(
        f"{ROOM}/freeze",
        {"package": 1, "owner": "migration"},
        follow=True,
    )
    assert "The appraisal is frozen." in text_of(answer)


def test_each_change_is_a_version_with_an_event(filled: Client) -> None:
    written = SheetVersion.objects.filter(name=NAME).order_by("version")

    assert [row.version for row in written] == [1, 2, 3, 4, 5]
    assert {row.author for row in written} == {"desk"}
    events = AuditEvent.objects.filter(action="appraisal_sheet.written")
    assert [event.subject_id for event in events.order_by("sequence")] == [
        f"{NAME}/{row.version}" for row in written
    ]
    with pytest.raises(DatabaseError, match="ASM110"), transaction.atomic():
        SheetVersion.objects.update(sheet="{}")


def test_a_score_is_given_changed_and_taken_out(filled: Client) -> None:
    # Place 5 is the first criterion of the second of the instruments.
    assert put(filled, "score", 5, **SCORE).status_code == 302
    assert "1 … 2 (opinion)" in text_of(filled.get(EDIT))
    form = text_of(filled.get(f"{EDIT}/score/5"))
    assert "Visas: cooperation with return" in form
    assert "As the desk sees it." in form

    assert put(filled, "score", 5, **{**SCORE, "upper": "3"}).status_code == 302
    assert "1 … 3 (opinion)" in text_of(filled.get(EDIT))

    assert put(filled, "score", 5, remove="yes").status_code == 302
    assert "(opinion)" not in text_of(filled.get(EDIT))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"upper": "0"}, "A score has the wrong bounds."),
        ({"on": "2026-02-01"}, "A score is later than the day of the weighing."),
        ({"upper": ""}, "This is needed here."),
        ({"figure": "exposure:GHA:NLD:visas"}, "not both"),
    ],
)
def test_a_wrong_score_is_said_on_its_form(
    filled: Client, changes: dict[str, str], said: str
) -> None:
    before = version()
    answer = put(filled, "score", 0, **{**SCORE, **changes})

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert version() == before


def test_a_figure_can_stand_for_a_score(filled: Client) -> None:
    # On a day on which the figure is known.
    head = {**HEAD, "version": version(), "on": str(timezone.localdate())}
    assert filled.post(f"{EDIT}/head", head).status_code == 302
    form = text_of(filled.get(f"{EDIT}/score/0"))
    assert "exposure of Ghana to Netherlands, percent: visas" in form
    chosen = {"lower": "", "upper": "", "grade": ""}
    figure = "exposure:GHA:NLD:visas"
    assert put(
        filled, "score", 0, **{**SCORE, **chosen}, figure=figure
    ).status_code == (302)
    assert "(computed)" in text_of(filled.get(EDIT))


def test_what_is_still_named_is_not_taken_out(filled: Client) -> None:
    why = {"reason": "Talks come first."}
    named = {"instrument": "visas", "needs": "talks"}
    assert put(filled, "prerequisite", 0, **named, **why).status_code == 302

    answer = put(filled, "instrument", 0, remove="yes")

    assert answer.status_code == 422
    assert "Something else in the sheet still names it" in text_of(answer)
    assert put(filled, "prerequisite", 0, remove="yes").status_code == 302
    assert put(filled, "instrument", 0, remove="yes").status_code == 302


def test_groups_synergies_and_situations_are_written(filled: Client) -> None:
    both = {"instruments": ["talks", "visas"]}
    group = {**both, "at_most": "1", "reason": "They exclude each other."}
    assert put(filled, "group", 0, **group).status_code == 302
    shared = {k: SCORE[k] for k in ("grade", "author", "on", "reason")}
    bounds = {"low-cooperation": "-2", "high-cooperation": "-1"}
    assert put(filled, "synergy", 0, **both, **shared, **bounds).status_code == 302
    situation = {
        "country": "GHA",
        "kind": "departure_moratorium",
        "since": "2026-01-01",
        "until": "",
        "source": "Kamerstuk",
    }
    assert put(filled, "situation", 0, **situation).status_code == 302
    forced = instrument("Talks", forced_return="on")
    assert put(filled, "instrument", 0, **forced).status_code == 302

    page = text_of(filled.get(f"{ROOM}/basis"))

    assert "at most 1 of Talks, Visas" in page
    assert "-2 … -1 points" in page
    assert "Ghana: departure moratorium, 1 January 2026 to … (LB12)" in page
    assert "forbidden by LB12" in page


def test_a_cost_is_the_amount_of_a_linkage_or_a_sum(filled: Client) -> None:
    cost = {"instrument": "talks", "department": "migration", "year": 2026}
    both = put(filled, "cost", 1, **cost, eur=1, linkage="")
    neither = put(filled, "cost", 2, **cost, eur="")

    assert both.status_code == 302
    assert neither.status_code == 422
    moved = {**cost, "instrument": "visas"}
    # Costs stand in the order of their instruments: the first is now of the talks.
    assert put(filled, "cost", 0, **moved, eur=2).status_code == 302
    found = appraisal_named(NAME, now(), frozenset(Disclosure))
    assert found is not None
    paid = {i.code: [c.eur for c in i.cost] for i in found.sheet.instrument}
    assert paid == {"talks": [], "visas": [50_000, 2]}


def test_who_was_first_is_not_written_over(filled: Client) -> None:
    seen = version()
    assert put(filled, "instrument", 2, **instrument("Mission")).status_code == 302

    late = filled.post(f"{EDIT}/instrument/2", {"version": seen, **instrument("Study")})

    assert late.status_code == 409
    assert "Someone changed this sheet while you were writing." in text_of(late)
    assert "Study" in text_of(late)
    assert version() == seen + 1


def test_only_its_department_writes_a_sheet(filled: Client, client: Client) -> None:
    other = browser_of("bz", Role.DESK_OFFICER, Department.FOREIGN_AFFAIRS)
    reader = browser_of("kamer", Role.HOUSE_READER, None)

    assert other.get(ROOM).status_code == 200
    assert other.get(EDIT).status_code == 404
    assert other.post(f"{EDIT}/budget/1", {"version": 5}).status_code == 404
    assert other.post(f"{ROOM}/keep").status_code == 404
    assert reader.get(ROOM).status_code == 404
    assert reader.get(EDIT).status_code == 404
    assert client.get(EDIT).status_code == 302
    assert "Ghana 2026" not in text_of(client.get("/en/appraisals"))


def test_what_is_chosen_in_the_room_is_kept_in_the_sheet(filled: Client) -> None:
    asked = "budget.migration.2026=60000&say=ratio~joint~cooperation~speed~2~"
    room = ROOM
    before = text_of(filled.get(f"{room}?{asked}"))

    answer = filled.post(f"{room}/keep?{asked}", {"version": version()}, follow=True)

    page = text_of(answer)
    assert "now stands in the sheet" in page
    counted = re.compile(r"(\d+) packages? that nothing beats")
    assert counted.findall(page) == counted.findall(before) != []
    assert 'value="60000"' in page
    assert "weighs at least 2 × speed" in page
    stale = filled.post(f"{room}/keep?drop=0", {"version": 1}, follow=True)
    assert "Someone changed this sheet" in text_of(stale)


def test_an_illustration_that_is_copied_stays_one(desk: Client) -> None:
    answer = desk.post("/en/appraisals/morocco-example/copy")
    assert answer.status_code == 302
    edit = answer.headers["Location"]
    assert "What is invented here shows the method" in text_of(desk.get(edit))

    head = {**HEAD, "version": 1, "on": "2013-03-06"}
    assert desk.post(f"{edit}/head", head).status_code == 302

    row = SheetVersion.objects.get(version=2)
    assert row.illustration
    assert desk.get(edit.replace("/edit", "/freeze")).status_code == 404


def test_a_day_shows_the_version_of_that_day(filled: Client) -> None:
    page = text_of(filled.get("/en/appraisals?known-on=2020-01-01"))

    assert "Ghana 2026" not in page
    assert filled.get(f"{ROOM}?known-on=2020-01-01").status_code == 404


def test_a_closed_version_hides_the_open_ones_before_it(
    filled: Client, client: Client
) -> None:
    def read(level: str) -> int:
        head = {**HEAD, "version": version(), "disclosure": level}
        assert filled.post(f"{EDIT}/head", head).status_code == 302
        return client.get(ROOM).status_code

    assert [read("public"), read("internal")] == [200, 404]


def test_a_text_with_a_service_number_is_refused(filled: Client) -> None:
    answer = put(filled, "score", 0, **{**SCORE, "author": "123456782"})

    assert answer.status_code == 422
    assert "looks like data on a person" in text_of(answer)


def test_an_instrument_is_named_by_the_register(started: Client) -> None:
    load_records(reference_records())
    page = text_of(started.get(EDIT))
    offered = re.findall(r'<option value="([^"]+)">([^<]+)</option>', page)
    linkages = {name: told for name, told in offered if told.startswith("linkage, ")}
    assert "linkage-gha-2012" in linkages

    form = text_of(started.get(f"{EDIT}/instrument/0?from=linkage-gha-2012"))

    assert '<option value="GHA" selected>' in form
    assert '<option value="restriction" selected>' in form

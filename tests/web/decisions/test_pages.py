"""The pages of the cycle: six people carry a package through, and others cannot."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from landenbenadering.policy.record import Record
from landenbenadering.web.decisions import services
from landenbenadering.web.decisions.models import FrozenNote
from landenbenadering.web.decisions.storing import held
from landenbenadering.web.register.models import RecordVersion
from tests.web.decisions.conftest import Dossiers, People

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]


def records_of(kind: str) -> set[str]:
    """Name the facts of a kind."""
    rows = RecordVersion.objects.filter(kind=kind)
    return set(rows.values_list("record_id", flat=True))


@pytest.fixture
def browse(people: People) -> Browse:
    """Give a browser in which someone is signed in; of a stranger for no name."""

    def browser(name: str) -> Client:
        client = Client()
        if name:
            client.force_login(people[name])
        return client

    return browser


def version(record_id: str) -> int:
    record = held(record_id)
    assert record is not None
    return record.version


def send(client: Client, address: str, **data: object) -> HttpResponse:
    return client.post(f"/en{address}", data, follow=True)  # type: ignore[return-value]  # the test client's own class


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


PROPOSAL = {
    "country": "GHA",
    "owner": "migration",
    "title": "Cut aid",
    "text": "Cut aid until papers come in time.",
    "pursues_forced_return": "on",
    "least": "100",
    "most": "250",
    "basis": "Orders and returns, 2024.",
    "alternative_text_1": "Talk on",
    "alternative_why_1": "Tried for two years.",
    "interest_of_1": "development_trade",
    "interest_text_1": "Schools lose money.",
    "relations_effect": "Relations cool.",
    "country_effect": "Small.",
    "consideration": "Considered; help was offered.",
    "frame": "european",
    "version": "0",
}
LINKAGE = {
    "policy_area": "development",
    "direction": "restriction",
    "text_nl": "een korting op hulp",
    "text_en": "a cut in aid",
    "amount": "10,000,000",
    "currency": "EUR",
}


def test_six_people_carry_a_package_from_draft_to_review(
    browse: Browse, papers: tuple[str, ...]
) -> None:
    desk, minister = browse("desk"), browse("minister")
    next_year = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    answer = send(
        desk,
        "/proposals/add",
        **PROPOSAL,
        documents=list(papers),
        review_on=next_year.isoformat(),
    )
    (name,) = records_of("proposal")
    page = f"/proposals/{name}"
    assert "The draft is stored." in text_of(answer)
    assert "The package is empty" in text_of(answer)
    send(desk, f"{page}/linkages/add", **LINKAGE, version=version(name))
    answer = send(desk, f"{page}/ask", version=version(name))
    assert "has not advised; asked before" in text_of(answer)

    for who, department, position, reasons in (
        ("diplomat", "foreign-affairs", "agree", ""),
        ("helper", "development-trade", "object", "It harms schools."),
    ):
        advice = f"advice-{name}-{department}"
        answer = send(
            browse(who),
            f"/advice/{advice}",
            position=position,
            reasons=reasons,
            version=version(advice),
        )
        assert "Your advice is on record." in text_of(answer)
    send(browse("coordinator"), f"{page}/close", version=version(name))
    answer = send(
        minister,
        f"{page}/decide",
        outcome="adopted",
        weighing="Return weighs more here.",
        review_on=next_year.isoformat(),
        version=version(name),
    )
    shown = text_of(answer)
    assert "The decision is on record." in shown
    assert "It harms schools." in shown, "dissent stays on the page"

    (linkage,) = records_of("linkage")
    send(desk, f"/linkages/{linkage}/step", to="announced", version=version(linkage))
    answer = send(
        desk,
        f"/linkages/{linkage}/review",
        finding="adequate",
        text="Wait and see.",
        next_on=next_year.isoformat(),
        version=version(linkage),
    )
    assert "The review is on record." in text_of(answer)


def test_the_note_is_frozen_with_the_decision(
    draft: Record, people: People, dossier: Dossiers, browse: Browse
) -> None:
    from tests.web.decisions.test_cycle_in_the_register import decide, put_to_decision

    put_to_decision(draft, people, dossier)
    minister = browse("minister")
    open_note = minister.get(f"/nl/proposals/{draft.id}/note.pdf")
    assert open_note.content.startswith(b"%PDF")
    assert not FrozenNote.objects.exists()

    decide(draft, people["minister"], dossier)

    stored = FrozenNote.objects.get(language="nl", suffix="pdf")
    assert minister.get(f"/nl/proposals/{draft.id}/note.pdf").content == bytes(
        stored.content
    )
    assert stored.sha256 in text_of(minister.get(f"/nl/proposals/{draft.id}/note"))  # type: ignore[arg-type]  # the test client's own class


ADDRESSES = (
    "",
    "/change",
    "/linkages/add",
    "/papers/add",
    "/decide",
    "/note",
    "/note.pdf",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_finds_nothing_of_a_proposal(
    draft: Record, browse: Browse, address: str
) -> None:
    client = browse("")
    real = client.get(f"/en/proposals/{draft.id}{address}")
    unknown = client.get(f"/en/proposals/{draft.id}-2{address}")

    assert real.status_code == unknown.status_code
    assert real.status_code in (302, 404)
    assert b"Cut aid" not in real.content


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [
        ("desk", "/change", 200),
        ("neighbour", "/change", 404),
        ("diplomat", "/change", 404),
        ("minister", "/change", 404),
        ("neighbour", "/linkages/add", 404),
        ("coordinator", "/change", 404),
        ("coordinator", "/papers/add", 404),
        ("desk", "/decide", 404),
        ("coordinator", "/decide", 404),
        ("diplomat", "", 200),
        ("minister", "/note", 200),
    ],
)
def test_a_page_opens_for_those_whose_step_it_is(
    draft: Record, browse: Browse, name: str, address: str, status: int
) -> None:
    assert browse(name).get(f"/en/proposals/{draft.id}{address}").status_code == status


@pytest.mark.parametrize("step", ["ask", "withdraw", "drop", "close", "take-back"])
def test_a_step_of_another_department_changes_nothing(
    draft: Record, browse: Browse, step: str
) -> None:
    before = version(draft.id)
    answer = browse("neighbour").post(
        f"/en/proposals/{draft.id}/{step}", {"version": before}
    )

    assert answer.status_code in (302, 404)
    assert version(draft.id) == before


def test_a_step_is_never_a_visit(draft: Record, browse: Browse) -> None:
    assert browse("desk").get(f"/en/proposals/{draft.id}/ask").status_code == 405


def test_two_who_change_a_draft_see_both_versions(
    draft: Record, browse: Browse
) -> None:
    desk = browse("desk")
    seen = version(draft.id)
    address = f"/proposals/{draft.id}/change"
    changed = {k: v for k, v in PROPOSAL.items() if k not in ("country", "owner")}
    send(desk, address, **{**changed, "title": "First", "version": seen})
    answer = send(desk, address, **{**changed, "title": "Second", "version": seen})

    assert answer.status_code == 409
    assert "Someone was before you" in text_of(answer)
    assert "First" in text_of(answer)
    assert "Second" in text_of(answer)
    again = send(
        desk, address, **{**changed, "title": "Second", "version": version(draft.id)}
    )
    assert again.status_code == 200


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(
    people: People, browse: Browse
) -> None:
    wrong = {**PROPOSAL, "most": "50", "alternative_why_1": ""}
    answer = send(browse("desk"), "/proposals/add", **wrong)

    assert answer.status_code == 422
    text = text_of(answer)
    assert "This is less than the lower bound." in text
    assert "Fill in both of this pair, or neither." in text
    assert "Cut aid until papers come in time." in text


def test_a_broken_rule_says_what_to_do(draft: Record, browse: Browse) -> None:
    text = text_of(browse("desk").get(f"/en/proposals/{draft.id}"))  # type: ignore[arg-type]  # the test client's own class

    assert "LB04" in text
    assert "A department was not asked for advice: Foreign Affairs." in text
    assert "Ask for the advice" in text


def test_the_rules_page_names_every_rule_its_source_and_its_breaches(
    draft: Record, browse: Browse
) -> None:
    text = text_of(browse("").get("/nl/rules"))  # type: ignore[arg-type]  # the test client's own class

    for number in range(1, 19):
        assert f"LB{number:02d}" in text
    assert draft.id not in text


def test_the_rules_page_shows_which_open_proposals_break_a_rule(
    draft: Record, browse: Browse
) -> None:
    desk = text_of(browse("desk").get("/en/rules"))  # type: ignore[arg-type]  # the test client's own class

    assert "1 open proposal does not keep it yet" in desk
    assert f"/en/proposals/{draft.id}" in desk
    assert "A department was not asked for advice: Foreign Affairs." in desk
    assert "14 days to advise; a reminder 3 days before the deadline." in desk


def test_the_list_is_narrowed_by_the_database(
    draft: Record, people: People, browse: Browse, dossier: Dossiers
) -> None:
    desk = browse("desk")

    def found(query: str) -> bool:
        return draft.id in text_of(desk.get(f"/en/proposals?{query}"))  # type: ignore[arg-type]  # the test client's own class

    assert found("country=GHA&state=draft&department=migration")
    assert not found("state=decided")
    assert not found("country=IRQ")
    assert not found("department=finance")
    services.withdraw(
        dossier(draft.id),
        expected_version=version(draft.id),
        author=people["desk"],
    )
    assert found("state=withdrawn"), "what is withdrawn stays visible"

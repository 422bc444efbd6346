"""The appraisal room as its visitors see it: what they find, and what they may do."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from landenbenadering.appraisal.robust import Standing, standing
from landenbenadering.appraisal.sheet import InstrumentLine
from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.pipelines.appraise import appraise, weigh
from landenbenadering.pipelines.appraise_files import shipped_sheet
from landenbenadering.policy.dealings import Situation
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Disclosure,
    DocumentKind,
    SituationKind,
)
from landenbenadering.web.assessments.models import StoredAppraisal
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.register.services import add_records

pytestmark = pytest.mark.django_db
ROOM = "/en/appraisals/morocco-example"
SAID = Bilingual(nl="iets", en="something")
SOURCE = Record(
    id="some-paper",
    known_from=date(2011, 6, 15),
    fact=Document(DocumentKind.REPORT, SAID, "1"),
)
INVENTED = "What is invented here shows the method"


def text_of(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def upload(client: Client, text: str, **fields: str) -> object:
    file = BytesIO(text.encode())
    file.name = "sheet.toml"
    data = {"owner": "migration", "disclosure": "public", "file": file, **fields}
    return client.post("/en/appraisals/add", data, follow=True)


def test_a_stranger_finds_an_illustration_marked_on_every_page(client: Client) -> None:
    for address in ("/en/appraisals", ROOM, f"{ROOM}/compare?package=1&package=2"):
        assert INVENTED in text_of(client.get(address))
    file = client.get(f"{ROOM}/packages.csv")
    assert file.headers["Content-Disposition"].count("illustration") == 1
    assert "yes,1," in text_of(file)


def test_what_is_chosen_changes_what_stands(client: Client) -> None:
    before = text_of(client.get(ROOM))
    chosen = text_of(client.get(f"{ROOM}?choice.visas=out&drop=0"))

    assert "40 packages that nothing beats" in before
    assert "40 packages that nothing beats" not in chosen
    assert '<option value="out" selected>' in chosen


def test_contradicting_statements_are_shown_as_a_smallest_set(client: Client) -> None:
    said = "say=bounds~joint~speed~0.6~&say=bounds~bz~country~0.5~&view=bz"

    page = text_of(client.get(f"{ROOM}?{said}"))

    assert "These statements contradict each other" in page
    told = page.split("contradict each other")[1].split("</ul>")[0]
    assert "speed has at least 60% of all weight" in told
    assert told.count("<li>") == 2


def test_constraints_that_leave_no_package_are_shown(client: Client) -> None:
    codes = "choice.talks=in&budget.bz.2013=0"
    page = text_of(client.get(f"{ROOM}?{codes}"))

    assert "No package keeps every constraint" in page
    assert "has to be in" in page
    assert "has 0 euros in 2013" in page


def test_a_preference_that_is_filled_in_comes_into_the_address(client: Client) -> None:
    form = "state=ratio&said_by=joint&more=speed&less=country&lower=1.5&upper="

    answer = client.get(f"{ROOM}?choice.visas=in&{form}")

    assert answer.status_code == 302
    assert "choice.visas=in" in answer.headers["Location"]
    assert "say=ratio~joint~speed~country~1.5~" in answer.headers["Location"]


def test_a_preference_that_is_not_complete_is_said_at_its_field(client: Client) -> None:
    answer = client.get(
        f"{ROOM}?state=ratio&said_by=joint&more=speed&less=speed&lower=1"
    )

    assert answer.status_code == 422
    assert "Choose two different criteria." in text_of(answer)


def test_htmx_gets_the_room_alone(client: Client) -> None:
    part = client.get(ROOM, headers={"HX-Request": "true", "HX-Target": "room"})

    assert text_of(part).lstrip().startswith('<div id="room"')


def test_why_a_package_is_not_in_the_list_is_said(client: Client) -> None:
    page = text_of(client.get(f"{ROOM}?why="))

    assert "It is beaten, whatever the weights and scores, by:" in page


def test_pictures_are_drawn(client: Client) -> None:
    for name in ("frontier.svg", "packages.svg?package=2"):
        answer = client.get(f"{ROOM}/{name}")
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert "<svg" in text_of(answer)


def test_a_sheet_is_stored_frozen_and_read_by_who_may(
    desk: Client, house_reader: Client, client: Client, sheet_text: str
) -> None:
    stored = upload(desk, sheet_text, disclosure="internal")
    assert "The appraisal sheet is stored." in text_of(stored)
    (sheet,) = StoredAppraisal.objects.all()
    room = f"/en/appraisals/{sheet.name}"
    assert desk.get(room).status_code == 200
    assert {house_reader.get(room).status_code, client.get(room).status_code} == {404}
    assert "/appraisals/own" not in text_of(house_reader.get("/en/appraisals"))

    address = f"{room}/freeze?choice.visas=in"
    answer = desk.post(address, {"package": 1, "owner": "migration"}, follow=True)

    assert "The appraisal is frozen." in text_of(answer)
    frozen = StoredAppraisal.objects.get(based_on=sheet.name)
    assert "visas" in frozen.package.split(",")
    actions = AuditEvent.objects.filter(subject_kind="appraisal")
    assert {"appraisal.stored", "appraisal.frozen"} <= {e.action for e in actions}


def test_a_moratorium_of_the_register_forbids_forced_return(
    desk: Client, client: Client, sheet_text: str
) -> None:
    text = sheet_text.replace(
        'direction = "restriction"',
        'direction = "restriction"\nforced_return = true',
        1,
    )
    answer = upload(desk, text.replace('"MAR"', '"SYR"'), disclosure="public")
    assert "The appraisal sheet is stored." in text_of(answer)
    room = "/en/appraisals/own"
    assert "forbidden by LB12" not in text_of(desk.get(room))
    moratorium = Record(
        id="situation-syr-moratorium",
        known_from=date(2011, 6, 15),
        valid_from=PartialDate(2011, 6, 15),
        valid_until=PartialDate(2013, 3, 6),
        disclosure=Disclosure.INTERNAL,
        citations=(Citation("some-paper"),),
        fact=Situation("SYR", SituationKind.DEPARTURE_MORATORIUM, SAID),
    )
    add_records([SOURCE, moratorium])

    assert "forbidden by LB12" in text_of(desk.get(room))
    assert "situation-syr-moratorium" in text_of(desk.get(f"{room}/basis"))
    # Who may not read of it finds the room as it was.
    for page in (room, f"{room}/basis"):
        assert "LB12" not in text_of(client.get(page))
        assert "moratorium" not in text_of(client.get(page))


def test_a_stored_appraisal_cannot_be_changed(desk: Client, sheet_text: str) -> None:
    upload(desk, sheet_text)

    with pytest.raises(DatabaseError, match="ASM110"), transaction.atomic():
        StoredAppraisal.objects.update(package="visas")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("swing = 10", "swing = 0", "The scale of a criterion is wrong."),
        ('department = "bz"', 'department = "zz"', "A code is unknown"),
        ("on = 2013-03-06", "on = 2013-03-06 x", "The file is not TOML"),
        ("illustration = false", "extra = 1\nillustration = false", "does not know"),
        ("upper = ", "upper = -9", "A score has the wrong bounds."),
    ],
)
def test_a_wrong_sheet_is_refused_in_plain_words(
    desk: Client, sheet_text: str, old: str, new: str, said: str
) -> None:
    answer = upload(desk, sheet_text.replace(old, new, 1))

    assert said in text_of(answer)
    assert "It is on line" in text_of(answer) or "TOML" in said
    assert not StoredAppraisal.objects.exists()


def test_only_who_may_appraise_stores_freezes_or_runs(
    house_reader: Client, desk: Client, client: Client
) -> None:
    for reader in (house_reader, client):
        assert reader.get("/en/appraisals/add").status_code in (302, 404)
        assert reader.post(f"{ROOM}/run").status_code in (302, 404)
    assert desk.get(f"{ROOM}/freeze").status_code == 404


def test_each_score_and_cost_leads_back_to_where_it_came_from(client: Client) -> None:
    day = f"known-on={timezone.localdate()}"
    page = text_of(client.get(f"/en/appraisals/ghana-example/basis?{day}"))

    cut = page.split("cut in development aid", 1)[1].split("</details>")[0]
    assert "-0.8 … 1.6" in cut
    assert "illustration, 1 March 2013" in cut
    # This register holds no linkages, so their amounts are not known.
    assert "not known on this day" in cut
    assert "Foreign Affairs, 2013: 150,000 euros" in page
    assert f"/register/linkage-gha-2012?{day}" in cut
    assert "nobody gave a score: the whole scale is taken" in page
    assert INVENTED in page
    # Schengen statistics of 2023: visas applied for in Ghana at Dutch consulates.
    assert "23.9% of the country" in page


def test_the_nearest_judgement_that_moves_an_instrument_moves_it(
    client: Client,
) -> None:
    page = text_of(client.get(f"{ROOM}?take=more"))
    reasons = page.split('id="reasons"')[1].split("</section>")[0]
    told = re.findall(
        r"<strong>([^<]*)</strong>: in \d+ of 40 packages[^<]*It belongs in all once "
        r"([^<(]*) \([^<)]*\) is known to be above ([\d.-]+) ",
        reasons,
    )
    sheet = shipped_sheet("morocco-example")
    name, criterion, value = told[0]
    code = next(i.code for i in sheet.instrument if i.name.en == name)
    wanted = next(c.code for c in sheet.criterion if c.name.en == criterion)

    def standing_at(score: Decimal) -> object:
        lines = tuple(_scored(i, wanted, score, code) for i in sheet.instrument)
        share = appraise(
            weigh(replace(sheet, instrument=lines)), draws=0, sensitivity=False
        ).solution.core_index[code]
        return standing(share)

    margin = Decimal("0.002")
    assert standing_at(Decimal(value) + margin) is Standing.CORE
    assert standing_at(Decimal(value) - margin) is not Standing.CORE


def _scored(
    line: InstrumentLine, criterion: str, score: Decimal, code: str
) -> InstrumentLine:
    """Give an instrument with one score known exactly, if it is the one."""
    if line.code != code:
        return line
    scores = tuple(
        replace(one, lower=score, upper=score) if one.criterion == criterion else one
        for one in line.score
    )
    return replace(line, score=scores)


def test_what_is_exported_comes_back_as_the_very_same_question(
    desk: Client, sheet_text: str
) -> None:
    upload(desk, sheet_text)
    asked = "choice.visas=in&drop=0&say=ratio~joint~speed~country~1.5~"
    first = text_of(desk.get(f"/en/appraisals/own/appraisal.json?{asked}"))

    assert "The appraisal sheet is stored." in text_of(upload(desk, first))

    again = text_of(desk.get("/en/appraisals/own-2/appraisal.json"))
    assert json.loads(again) == json.loads(first)


def test_a_score_is_computed_from_what_binds_the_country(
    desk: Client, sheet_text: str
) -> None:
    today = timezone.localdate()
    text = sheet_text.replace("on = 2013-03-06", f"on = {today}", 1)
    line = re.search(r"lower = [^,]+, upper = [^,]+, grade = [^,]+,", text)
    assert line is not None
    figure = 'figure = "exposure:GHA:NLD:visas",'

    assert "is stored" in text_of(upload(desk, text.replace(line[0], figure, 1)))

    page = text_of(desk.get("/en/appraisals/own/basis"))
    # As on the page of exposure: 23.88% of the visas applied for in Ghana in 2023.
    assert ">23.88" in page
    assert "schengen-visas, 2023" in page
    earlier = sheet_text.replace(line[0], figure, 1)
    assert "not known on that day" in text_of(upload(desk, earlier))

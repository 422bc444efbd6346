"""Several countries weighed together, under the budgets that they share."""

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from landenbenadering.appraisal.sheet import BudgetLine
from landenbenadering.pipelines.appraise_exports import sheet_as_plain
from landenbenadering.pipelines.appraise_files import read_sheet
from landenbenadering.web.assessments.models import StoredAppraisal
from tests.web.assessments.test_rooms import upload

pytestmark = pytest.mark.django_db
NAMES = ("ghana-example", "morocco-example")
ROOM = f"/en/appraisals/{'+'.join(NAMES)}"


def text_of(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return unescape(answer.content.decode())


def test_chosen_appraisals_lead_to_the_room_of_the_programme(client: Client) -> None:
    chosen = "&".join(f"sheet={name}" for name in NAMES)
    answer = client.get(f"/en/appraisals/programme?{chosen}&known-on=2026-01-01")

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{ROOM}?known-on=2026-01-01"


@pytest.mark.parametrize("asked", ["weigh=yes", "sheet=ghana-example"])
def test_a_programme_needs_two_appraisals(client: Client, asked: str) -> None:
    answer = client.get(f"/en/appraisals/programme?{asked}")

    assert answer.status_code == 422


def two_small_sheets(
    desk: Client, sheet_text: str, *, level: str = "public"
) -> dict[str, dict[str, int]]:
    """Store two sheets, of Morocco and of Ghana, and give what instruments cost."""
    costs = {}
    for name, country in (("own", "MAR"), ("own-2", "GHA")):
        text = sheet_text.replace('country = "MAR"', f'country = "{country}"')
        sheet = read_sheet(text, name=name)
        small = replace(
            sheet,
            instrument=sheet.instrument[:5],
            group=(),
            prerequisite=(),
            synergy=(),
            budget=(BudgetLine("bz", 2013, 200_000), BudgetLine("vj", 2013, 900_000)),
        )
        upload(desk, json.dumps(sheet_as_plain(small)), disclosure=level)
        costs[name] = {
            f"{name}:{line.code}": sum(cost.eur or 0 for cost in line.cost)
            for line in small.instrument
        }
    return costs


def packages_of(desk: Client) -> list[dict[str, str]]:
    file = desk.get("/en/appraisals/own+own-2/packages.csv")
    return list(csv.DictReader(io.StringIO(text_of(file))))


def test_the_room_tells_what_each_country_gets(desk: Client, sheet_text: str) -> None:
    costs = two_small_sheets(desk, sheet_text)
    packages = packages_of(desk)
    page = text_of(desk.get("/en/appraisals/own+own-2"))
    table = page.split('id="by-country"')[1].split("</table>")[0]

    assert packages
    for name, country in (("own", "Morocco"), ("own-2", "Ghana")):
        spent = [
            sum(eur for code, eur in costs[name].items() if one[code] == "1")
            for one in packages
        ]
        choices = {tuple(one[code] for code in costs[name]) for one in packages}
        row = re.search(rf">{country}<.*?</tr>", table, re.DOTALL)
        assert row is not None
        for number in (min(spent), max(spent), len(choices)):
            assert f">{number:,}<" in row[0]


def test_no_package_of_a_programme_passes_a_shared_budget(
    desk: Client, sheet_text: str
) -> None:
    two_small_sheets(desk, sheet_text)
    found = json.loads(text_of(desk.get("/en/appraisals/own+own-2/appraisal.json")))
    costs = [
        (line["code"], cost["department"], cost["eur"])
        for line in found["sheet"]["instrument"]
        for cost in line["cost"]
    ]

    assert len(found["sheet"]["budget"]) == 2
    for budget in found["sheet"]["budget"]:
        spent = [
            sum(
                eur
                for code, who, eur in costs
                if who == budget["department"] and one[code] == "1"
            )
            for one in packages_of(desk)
        ]
        assert 0 < max(spent) <= budget["eur"]


def test_appraisals_of_different_days_do_not_fit(
    client: Client, desk: Client, sheet_text: str
) -> None:
    later = sheet_text.replace("on = 2013-03-06", "on = 2013-03-07", 1)
    upload(desk, later, disclosure="internal")
    (own,) = StoredAppraisal.objects.values_list("name", flat=True)

    chosen = desk.get(f"/en/appraisals/programme?sheet={own}&sheet=ghana-example")
    by_hand = desk.get(f"/en/appraisals/{own}+ghana-example")

    assert chosen.status_code == 422
    assert "do not fit in one programme" in text_of(chosen)
    assert by_hand.status_code == 400
    assert "do not fit in one programme" in text_of(by_hand)
    # Who may not read one of them is not told that it exists.
    assert client.get(f"/en/appraisals/{own}+ghana-example").status_code == 404


def test_a_programme_of_own_sheets_is_frozen_for_all_its_countries(
    desk: Client, house_reader: Client, sheet_text: str
) -> None:
    two_small_sheets(desk, sheet_text, level="internal")
    names = StoredAppraisal.objects.order_by("pk").values_list("name", flat=True)
    room = f"/en/appraisals/{'+'.join(names)}"

    answer = desk.post(
        f"{room}/freeze", {"package": 1, "owner": "migration"}, follow=True
    )

    assert "The appraisal is frozen." in text_of(answer)
    assert "Ghana" in text_of(desk.get("/en/appraisals"))
    # As closed as the most closed of its parts.
    frozen = f"/en/appraisals/{StoredAppraisal.objects.latest('pk').name}"
    assert house_reader.get(frozen).status_code == 404
    assert desk.get(frozen).status_code == 200

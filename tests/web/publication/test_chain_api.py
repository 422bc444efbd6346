"""The API tells of the chain what the files of the page tell, number for number."""

from dataclasses import replace

import pytest
from django.test import Client

from landenbenadering.core.funnel import Follow, Stage
from landenbenadering.policy.chain import CountedStage, CountedWait
from landenbenadering.policy.dealings import DocumentGrant
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.services import add_records
from tests.web.pages.test_recorded_chain import COUNTS, held
from tests.web.recording.facts import POINTED_AT, record

pytestmark = pytest.mark.django_db
CHAIN, PROFILE = "/api/v1/countries/GHA/chain", "/api/v1/countries/GHA/profile"
ROUNDED = replace(
    COUNTS,
    follow=Follow.COHORT,
    rounded_to=10,
    stages=(
        CountedStage(Stage.REQUESTS, value=140),
        CountedStage(Stage.ANSWERED, below=5),
    ),
    waits=(CountedWait(0, None, 10),),
    waiting=10,
)


@pytest.fixture
def told(reader: Client) -> Client:
    """Give a reader of a register that holds counts, rounded ones, and a grant."""
    grant = DocumentGrant("GHA", granted=52, not_found=51)
    counts = [held("counts-2023"), held("rounded", ROUNDED, year=2022)]
    add_records([*POINTED_AT, *counts, record("grant", grant)])
    return reader


def ends(bounds: dict[str, float] | None) -> list[float | None] | None:
    return None if bounds is None else [bounds["lower"], bounds.get("upper")]


def test_counts_rates_and_waits_are_those_of_the_file(told: Client) -> None:
    asked = told.get(CHAIN)
    assert asked.status_code == 200
    given = asked.json()
    file = told.get("/en/countries/GHA/chain.json").json()

    assert [
        (
            one["record"]["id"],
            count["stage"],
            count.get("departure"),
            count["published"].get("value"),
            count["published"].get("fewerThan"),
            ends(count["bounds"]),
        )
        for one in given["funnels"]
        for count in one["counts"]
    ] == [
        (
            row["record"],
            row["stage"],
            row["departure"],
            row["published"],
            row["fewer_than"],
            [row["lower"], row["upper"]],
        )
        for row in file["counts"]
    ]
    rates = [
        (one["record"]["id"], rate["earlier"], rate["later"], rate.get("interval"))
        for one in given["funnels"]
        for rate in (*one["rates"], *filter(None, [one.get("issuance")]))
    ]
    assert len(rates) == len(file["rates"]) == 4
    for (name, earlier, later, bounds), row in zip(rates, file["rates"], strict=True):
        assert (name, earlier, later) == (row["record"], row["from"], row["to"])
        assert (ends(bounds) or [None, None]) == [row["lower"], row["upper"]]
    assert [
        (ends(one["waits"].get("medianDays")), ends(one["waiting"]))
        for one in given["funnels"]
    ] == [(row["median_days"], row["waiting"]) for row in file["waits"]]


def test_bounds_come_from_hiding_and_rounding(told: Client) -> None:
    cohort, period = told.get(CHAIN).json()["funnels"]

    # 140 rounded to tens; "fewer than 5" answered is 0 to 4, so at most 4 of 135.
    assert cohort["record"]["id"] == "rounded"
    assert [ends(count["bounds"]) for count in cohort["counts"]] == [[135, 145], [0, 4]]
    assert ends(cohort["rates"][0]["interval"]) == [0, pytest.approx(4 / 135)]
    assert cohort["population"]["follow"] == "cohort"
    assert ends(cohort["waits"]["medianDays"]) == [0, None]
    assert period["issuance"]["passedOver"] == [
        "answered",
        "nationality_confirmed",
        "document_promised",
    ]
    assert ends(period["issuance"]["interval"]) == [0, pytest.approx(4 / 141)]
    assert "interval" not in period["rates"][-1]
    assert told.get(CHAIN).json()["grantsTogether"]["usedShare"] == {
        "lower": 0,
        "upper": pytest.approx(1 / 52),
    }


def test_the_profile_is_that_of_the_file(told: Client) -> None:
    given = told.get(PROFILE).json()
    file = told.get("/en/countries/GHA/profile.json").json()["parts"]

    measures = [
        (
            profile["reporter"],
            part["part"],
            part["state"],
            one["measure"],
            one["unit"],
            one["reporter"],
            one["record"],
            ends(one.get("value")) or [None, None],
        )
        for profile in given["profiles"]
        for part in profile["parts"]
        for one in part["counted"]
    ]
    assert measures == [
        (
            row["reporter"],
            row["part"],
            row["state"],
            row["measure"],
            row["unit"],
            row["counted_by"],
            row["record"],
            [row["value_lower"], row["value_upper"]],
        )
        for row in file
        if row["measure"]
    ]
    assert {one["id"] for one in given["records"]} == {"counts-2023", "rounded"}
    dutch = told.get(f"{PROFILE}?reporter=NLD").json()["profiles"]
    assert [one["reporter"] for one in dutch] == ["NLD"]
    assert told.get(f"{PROFILE}?reporter=XYZ").status_code == 400


@pytest.mark.parametrize("address", [CHAIN, PROFILE])
def test_both_clocks_hold_and_no_country_is_nothing(told: Client, address: str) -> None:
    assert b"counts-2023" in told.get(f"{address}?knownOn=2024-02-01").content
    assert b"counts-2023" not in told.get(f"{address}?knownOn=2024-01-31").content
    assert b"counts-2023" not in told.get(f"{address}?enteredBy=2024-02-01").content
    assert told.get(address.replace("GHA", "XXX")).status_code == 404


@pytest.mark.parametrize("address", [CHAIN, PROFILE])
def test_what_is_hidden_changes_no_byte(told: Client, address: str) -> None:
    before = told.get(address)
    hidden = replace(held("secret", year=2021), disclosure=Disclosure.INTERNAL)
    add_records([hidden])
    after = told.get(address)

    assert (after.content, after["ETag"]) == (before.content, before["ETag"])

"""Page, CSV, JSON, API and command tell the same numbers of the chain."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from landenbenadering.cli.main import main
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.funnel import Departure, Follow, Stage
from landenbenadering.core.interval import Interval
from landenbenadering.letters.formats import format_ratio
from landenbenadering.policy.chain import CountedStage, CountedWait
from landenbenadering.policy.dealings import DocumentGrant
from landenbenadering.policy.record import Record
from landenbenadering.web.publication.plain import camel
from landenbenadering.web.register.services import add_records
from tests.web.pages.test_recorded_chain import COUNTS, held, said
from tests.web.recording.facts import POINTED_AT, record

pytestmark = pytest.mark.django_db
API = "/api/v1/countries/GHA"
PAGE = "/en/countries/GHA"
OF_A_GRANT = ("granted", "used", "used_share", "not_found_share", "available_days")
ROUNDED = replace(
    COUNTS,
    follow=Follow.COHORT,
    rounded_to=10,
    stages=(
        CountedStage(Stage.REQUESTS, value=140),
        CountedStage(Stage.ANSWERED, value=60),
        CountedStage(Stage.DOCUMENT_ISSUED, below=5),
        CountedStage(Stage.DEPARTED, Departure.INDEPENDENT, below=5),
        CountedStage(Stage.DEPARTED, Departure.FORCED, 0),
        CountedStage(Stage.DEPARTED, Departure.UNKNOWN_DESTINATION, below=3),
    ),
    waits=(CountedWait(0, 5, below=5), CountedWait(6, None, 0)),
    waiting=None,
    waiting_below=20,
)
Number = tuple[str, str, str, str, float | None, float | None]
Row = dict[str, Any]


def grant(name: str, year: int, fact: DocumentGrant) -> Record:
    when = PartialDate(year)
    known = date(year + 1, 1, 10)
    return replace(
        record(name, fact), valid_from=when, valid_until=when, known_from=known
    )


def number(
    name: str, quantity: str, ends: list[float | None], stage: str = "", kind: str = ""
) -> Number:
    """Give record, quantity, stage, kind of departure and bounds."""
    lower, upper = (None if end is None else round(end, 12) for end in ends)
    return name, quantity, stage, kind, lower, upper


def of_csv(text: str) -> set[Number]:
    return {
        number(
            line["record"],
            line["quantity"],
            [float(line[end]) if line[end] else None for end in ("lower", "upper")],
            line["stage"] or line["since_days"] or line["term"],
            line["departure"],
        )
        for line in csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    }


def of_json(told: Row) -> set[Number]:
    return {*_rates_of_json(told), *_waits_of_json(told), *_grants_of_json(told)}


def _rates_of_json(told: Row) -> Iterator[Number]:
    for row in (*told["counts"], *told["rates"]):
        quantity = "issuance" if row.get("passed_over") else "rate"
        yield number(
            row["record"],
            "count" if "stage" in row else quantity,
            [row["lower"], row["upper"]],
            row.get("stage") or row["to"],
            row["departure"] or "",
        )


def _waits_of_json(told: Row) -> Iterator[Number]:
    for row in told["waits"]:
        name = row["record"]
        for band in row["bands"]:
            days = str(band["since_days"])
            yield number(name, "documents_by_days", band["bounds"], days)
        yield number(name, "time_to_document", row["median_days"] or [None, None])
        yield number(name, "open_requests", row["waiting"])
    for row in told["within_terms"]:
        ends = [row["lower"], row["upper"]]
        yield number(row["record"], "within_term", ends, row["term"])


def _grants_of_json(told: Row) -> Iterator[Number]:
    for row in told["grants"]:
        for quantity in OF_A_GRANT:
            ends = row[quantity] or [None, None]
            yield number(row["record"], quantity, ends)


def of_api(told: Row) -> set[Number]:
    found = {n for one in told["funnels"] for n in _of_funnel(one)}
    for one in told["grants"]:
        for quantity in OF_A_GRANT:
            bounds = one["readiness"].get(camel(quantity))
            found.add(number(one["record"]["id"], quantity, ends(bounds)))
    return found


def _of_funnel(one: Row) -> Iterator[Number]:
    name = one["record"]["id"]
    for row in one["counts"]:
        place = row["stage"], row.get("departure", "")
        yield number(name, "count", ends(row.get("bounds")), *place)
    for row in one["rates"]:
        place = row["later"], row.get("departure", "")
        yield number(name, "rate", ends(row.get("interval")), *place)
    issued = one["issuance"]
    yield number(name, "issuance", ends(issued.get("interval")), issued["later"])
    yield number(name, "time_to_document", ends(one["waits"].get("medianDays")))
    yield number(name, "open_requests", ends(one["waiting"]))
    for row in one["withinTerms"]:
        yield number(name, "within_term", ends(row.get("share")), row["term"]["name"])


def ends(bounds: Row | None) -> list[float | None]:
    found = bounds or {}
    return [found.get("lower"), found.get("upper")]


@pytest.fixture
def everything(reader: Client) -> Client:
    add_records(
        [
            *POINTED_AT,
            held("counts-2023"),
            held("rounded", ROUNDED, year=2022),
            grant("grant-2019", 2019, DocumentGrant("GHA", 52, not_found=51)),
            grant("grant-2020", 2020, DocumentGrant("GHA", 30, used_below=5)),
        ]
    )
    return reader


def command(capsys: pytest.CaptureFixture[str], form: str) -> str:
    capsys.readouterr()
    assert main(["chain", "--country", "GHA", "--format", form]) == 0
    return capsys.readouterr().out


def test_files_api_and_command_tell_the_same(
    everything: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    told = everything.get(f"{PAGE}/chain.json").json()
    file = of_csv(everything.get(f"{PAGE}/chain.csv").content.decode())
    api = everything.get(f"{API}/chain").json()

    assert file - of_json(told) == {
        ("grant-2019", "not_found", "", "", 51.0, 51.0),
    }
    assert of_json(told) <= file
    bands = {row for row in file if row[1] in ("documents_by_days", "not_found")}
    assert of_api(api) == file - bands
    del told["known_on"]
    assert json.loads(command(capsys, "json")) == told
    assert of_csv(command(capsys, "csv")) == file
    assert api["grantsTogether"]["usedShare"]["upper"] == pytest.approx(5 / 82)
    assert told["grants_together"]["used_share"] == [0, pytest.approx(5 / 82)]


def test_the_page_and_the_command_show_what_the_files_hold(
    everything: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    page, printed = said(everything, PAGE), command(capsys, "table")
    for row in everything.get(f"{PAGE}/chain.json").json()["rates"]:
        lower, upper = row["lower"], row["upper"]
        text = "cannot tell" if lower is None else format_ratio(Interval(lower, upper))
        assert f">{text}</td>" in page
        assert f": {text}\n" in printed
    # At most 1 of 52, at most 4 of 30, and at most 5 of all 82.
    for text in ("0–2%", "0–14%", "0–7%"):
        assert f"{text} of them" in page or f"used: {text}" in page
        assert text in printed
    for text in ("fewer than 5", "fewer than 20", "0–19"):
        assert text in page
    assert "Requests still open at the end: 0–19" in printed


def test_kinds_of_departure_and_stock_stay_apart_and_rates_go_between_neighbours(
    everything: Client,
) -> None:
    file = of_csv(everything.get(f"{PAGE}/chain.csv").content.decode())
    departed = {row[3] for row in file if row[:3] == ("rounded", "count", "departed")}
    assert departed == {"independent", "forced", "unknown_destination"}
    rates = {row[2:4] for row in file if row[:2] == ("rounded", "rate")}
    assert rates == {("answered", ""), *(("departed", kind) for kind in departed)}
    profile = everything.get(f"{PAGE}/profile.json").json()["parts"]
    stock = [row for row in profile if row["measure"] == "open_requests"]
    assert {row["unit"] for row in stock} == {"requests"}


def test_grants_of_periods_that_overlap_are_not_added_up(
    everything: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    other = grant("grant-twice", 2020, DocumentGrant("GHA", 7, used=1))
    add_records([other])

    assert "documents would count twice" in said(everything, PAGE)
    told = everything.get(f"{PAGE}/chain.json").json()
    assert (told["grants_overlap"], told["grants_together"]) == (True, None)
    assert everything.get(f"{PAGE}/chain.csv").status_code == 200
    api = everything.get(f"{API}/chain").json()
    assert api["grantsOverlap"]
    assert "grantsTogether" not in api
    assert "they are not added up" in command(capsys, "table")


def test_files_are_offered_where_only_documents_granted_are_recorded(
    reader: Client,
) -> None:
    assert "chain.csv" not in said(reader, PAGE)
    add_records([*POINTED_AT, grant("grant-2019", 2019, DocumentGrant("GHA", 52))])
    assert "chain.csv" in said(reader, PAGE)


def test_what_was_granted_in_a_past_period_stays_granted(everything: Client) -> None:
    page = said(everything, PAGE)
    section = page[page.index('id="readiness"') :]
    section = section[: section.index("</section>")]

    assert "52 documents granted" in section
    assert "no longer holds" not in section

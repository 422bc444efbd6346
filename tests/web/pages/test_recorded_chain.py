"""The page of a country tells what was recorded of requests and travel documents."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.funnel import Departure, Stage
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.chain import ChainCounts, CountedStage, CountedWait
from landenbenadering.policy.dealings import DocumentGrant
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.register.services import add_records
from tests.web.recording.facts import DAY, POINTED_AT, record

pytestmark = pytest.mark.django_db
COUNTS = ChainCounts(
    country="GHA",
    counted=Bilingual("aanvragen om een reisdocument", "requests for a document"),
    stages=(
        CountedStage(Stage.REQUESTS, value=141),
        CountedStage(Stage.ANSWERED, value=20),
        CountedStage(Stage.DOCUMENT_ISSUED, below=5),
        CountedStage(Stage.DEPARTED, Departure.FORCED, 3),
    ),
    waits=(CountedWait(0, 30, 1), CountedWait(31, 90, 2)),
    waiting=12,
)


def held(name: str, fact: ChainCounts = COUNTS, *, year: int = 2023) -> Record:
    when = PartialDate(year)
    known = date(year + 1, 2, 1)
    return replace(
        record(name, fact), valid_from=when, valid_until=when, known_from=known
    )


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def rows(page: str) -> Iterator[tuple[str, str]]:
    """Give the first cell of every row of the recorded tables, by its name."""
    part = page[page.index('id="recorded-steps"') : page.index('id="visa-code"')]
    for row in part.split("<tr ")[1:]:
        name = re.search(r'<th scope="row"[^>]*>(.*?)</th>', row)
        cell = re.search(r"<td[^>]*>(.*?)</td>", row)
        if name and cell:
            yield name[1], re.sub(r"<[^>]*>", " ", cell[1]).strip()


def test_counts_stand_with_bounds_rates_waits_and_what_is_not_counted(
    reader: Client,
) -> None:
    add_records([*POINTED_AT, held("counts-2023")])
    page = said(reader, "/en/countries/GHA")

    assert "Requests for a document, as counted by the Netherlands" in page
    assert 'fewer than 5<br><span class="app-quiet">0–4</span>' in page
    # 20 of 141 is 14.2 %; at most 4 of 141 is 2.8 %; 3 of at most 4 is 75 % or more.
    cells = dict(rows(page))
    assert cells["From “Travel document requested” to “Request answered”"] == "14–15%"
    assert (
        cells["From “Travel document issued” to “Departed by force”"] == "cannot tell"
    )
    issuance = [name for name in cells if name.startswith("Documents issued over")]
    assert [cells[name] for name in issuance] == ["0–3%"]
    assert "“Request answered” to “Travel document issued”" not in page
    assert cells["Days until half of the documents had come"] == "31–90"
    assert cells["Requests still open at the end: a stock, in no rate"] == "12"
    assert cells["Travel document requested"] == "141"
    assert "the record counts-2023 and its sources" in page

    page = said(reader, "/nl/countries/GHA")
    assert "minder dan 5" in page
    assert "Aanvragen om een reisdocument" in page


def test_what_was_not_known_yet_is_not_told(reader: Client) -> None:
    add_records([*POINTED_AT, held("counts-2023")])

    assert "counts-2023" in said(reader, "/en/countries/GHA?known-on=2024-02-01")
    assert "counts-2023" not in said(reader, "/en/countries/GHA?known-on=2024-01-31")


def test_counts_of_a_higher_level_are_not_told_to_everyone(reader: Client) -> None:
    hidden = replace(held("counts-2023"), disclosure=Disclosure.INTERNAL)
    add_records(POINTED_AT)
    before = reader.get("/en/countries/GHA").content
    add_records([hidden])

    assert reader.get("/en/countries/GHA").content == before


def test_two_records_that_cannot_both_be_right_say_so(reader: Client) -> None:
    other = replace(COUNTS, stages=(CountedStage(Stage.REQUESTS, value=150),))
    add_records([*POINTED_AT, held("counts-one"), held("counts-two", other)])
    page = said(reader, "/en/countries/GHA")

    assert "Records contradict each other" in page
    assert "requested”: counts-one says 141 and counts-two says 150." in page


def test_only_the_last_periods_stand_on_the_page(reader: Client) -> None:
    every = [held(f"counts-{year}", year=year) for year in range(2018, 2024)]
    add_records([*POINTED_AT, *every])
    page = said(reader, "/en/countries/GHA")

    assert "counts-2018" not in page
    assert "1 earlier period stands in the files below." in page


def test_everything_recorded_can_be_taken_along(reader: Client) -> None:
    every = [held(f"counts-{year}", year=year) for year in range(2018, 2024)]
    grant = DocumentGrant("GHA", granted=52, not_found=1)
    add_records([*POINTED_AT, *every, replace(record("grant", grant), known_from=DAY)])
    page = said(reader, "/en/countries/GHA?known-on=2024-02-01")
    assert "/en/countries/GHA/chain.csv?known-on=2024-02-01" in page

    text = said(reader, "/en/countries/GHA/chain.csv?known-on=2023-02-01")
    assert "counts-2018" in text
    assert "counts-2022" in text
    assert "counts-2023" not in text
    told = reader.get("/en/countries/GHA/chain.json").json()
    hidden = [row for row in told["counts"] if row["stage"] == "document_issued"]
    assert [(row["fewer_than"], row["lower"], row["upper"]) for row in hidden] == [
        (5, 0, 4)
    ] * 6
    answered = next(rate for rate in told["rates"] if rate["to"] == "answered")
    assert answered["lower"] == answered["upper"] == pytest.approx(20 / 141)
    assert told["waits"][0]["waiting"] == [12, 12]
    # One of 52 was not found: at most the other 51 left with their document.
    assert told["grants_together"]["used_share"] == [0, pytest.approx(51 / 52)]


def test_files_hold_nothing_of_a_higher_level(reader: Client) -> None:
    add_records(POINTED_AT)
    files = [f"/en/countries/GHA/chain.{suffix}" for suffix in ("csv", "json")]
    before = [reader.get(address).content for address in files]
    add_records([replace(held("counts-2023"), disclosure=Disclosure.INTERNAL)])

    assert [reader.get(address).content for address in files] == before


def test_the_profile_tells_whose_counts_fill_it_and_adds_nothing_up(
    reader: Client,
) -> None:
    other = replace(COUNTS, reporter="BEL", stages=(COUNTS.stages[0],), waits=())
    add_records(
        [
            *POINTED_AT,
            held("counts-2023"),
            held("counts-2022", year=2022),
            held("belgian", other),
        ]
    )
    page = said(reader, "/en/countries/GHA")
    assert "for the Netherlands: 4 of 7" in page
    assert "Answered, of the requests</th>" in page
    assert "From recorded counts of this state" in page
    assert "Counted by" not in page
    # Only the latest period of what was counted alike.
    profile = page[page.index('id="visa-code"') : page.index('id="linkages"')]
    assert "counts-2022" not in profile
    assert "belgian" not in profile

    page = said(reader, "/nl/countries/GHA?reporter=EU28")
    profile = page[page.index('id="visa-code"') : page.index('id="linkages"')]
    assert "): 2 van 7" in profile
    assert "Alleen geteld door Nederland" in profile
    assert "Alleen geteld door België" in profile
    assert "geen cijfer van de Unie" in profile


def test_the_profile_can_be_taken_along_as_known_on_a_day(reader: Client) -> None:
    add_records([*POINTED_AT, held("counts-2023")])
    told = reader.get("/en/countries/GHA/profile.json").json()["parts"]
    rows = [row for row in told if row["measure"]]

    assert {(row["reporter"], row["counted_by"], row["state"]) for row in rows} == {
        ("NLD", "NLD", "counted"),
        ("EU28", "NLD", "counted_by_members"),
    }
    own = {row["measure"]: row for row in rows if row["reporter"] == "NLD"}
    assert own["response"]["value_lower"] == pytest.approx(20 / 141)
    assert (own["issuance"]["value_lower"], own["issuance"]["value_upper"]) == (
        0,
        pytest.approx(4 / 141),
    )
    assert (own["time_to_document"]["value_upper"], own["open_requests"]["unit"]) == (
        90,
        "requests",
    )
    text = said(reader, "/en/countries/GHA/profile.csv")
    assert text.count("counts-2023") == len(rows)
    early = said(reader, "/en/countries/GHA/profile.csv?known-on=2024-01-31")
    assert "counts-2023" not in early
    assert early.count("no_data") == 2 * 5


def test_the_profile_holds_nothing_of_a_higher_level(reader: Client) -> None:
    add_records(POINTED_AT)
    files = [f"/en/countries/GHA/profile.{suffix}" for suffix in ("csv", "json")]
    before = [reader.get(address).content for address in files]
    add_records([replace(held("counts-2023"), disclosure=Disclosure.INTERNAL)])

    assert [reader.get(address).content for address in files] == before


def test_what_came_within_an_agreed_term_stands_with_counts_and_agreement(
    reader: Client,
) -> None:
    # 1 document within 30 days, 2 later; a term of 5 days lies within the first band.
    add_records([*POINTED_AT, held("counts-2023")])
    said_so = "2023 (Netherlands): 0–34% of the documents issued came within 5 days."
    page = said(reader, "/en/countries/GHA")
    assert page.count(said_so) == 2
    assert said(reader, "/en/register/agreement-held").count(said_so) == 1
    assert "agreement-held" in page[: page.index('id="visa-code"')]
    before = "?known-on=2024-01-31"
    assert "documents issued came" not in said(reader, "/en/countries/GHA" + before)
    assert "came within" not in said(reader, f"/en/register/agreement-held{before}")
    assert "afgegeven documenten kwam binnen 5 dagen" in said(
        reader, "/nl/register/agreement-held"
    )

    [told] = reader.get("/en/countries/GHA/chain.json").json()["within_terms"]
    assert (told["agreement"], told["term_days"]) == ("agreement-held", 5)
    assert (told["lower"], told["upper"]) == (0, pytest.approx(1 / 3))
    [given] = reader.get("/api/v1/countries/GHA/chain").json()["funnels"]
    assert given["withinTerms"][0]["share"] == {"lower": 0, "upper": told["upper"]}


def test_a_hidden_agreement_lends_no_term(reader: Client) -> None:
    add_records([*POINTED_AT, held("counts-2023")])
    addresses = [
        "/en/countries/GHA",
        "/en/countries/GHA/chain.csv",
        "/en/countries/GHA/chain.json",
        "/en/register/agreement-held",
        "/api/v1/countries/GHA/chain",
    ]
    before = [reader.get(address).content for address in addresses]
    other = next(one for one in POINTED_AT if one.id == "agreement-held")
    add_records([replace(other, id="secret", disclosure=Disclosure.INTERNAL)])

    assert [reader.get(address).content for address in addresses] == before


def test_the_table_of_the_file_holds_every_number(reader: Client) -> None:
    grant = DocumentGrant("GHA", granted=52, not_found=51)
    add_records([*POINTED_AT, held("counts-2023"), record("grant", grant)])
    text = reader.get("/en/countries/GHA/chain.csv").content.decode("utf-8-sig")
    lines = [
        {name: value for name, value in row.items() if value}
        for row in csv.DictReader(io.StringIO(text))
    ]
    found: dict[str, list[tuple[str | None, str | None]]] = {}
    for line in lines:
        ends = (line.get("lower"), line.get("upper"))
        found.setdefault(line["quantity"], []).append(ends)

    response, to_departure = found["rate"]
    assert [float(end or "nan") for end in response] == [pytest.approx(20 / 141)] * 2
    assert to_departure == (None, None)
    assert found["issuance"][0] == ("0", str(4 / 141))
    assert found["documents_by_days"] == [("1", "1"), ("2", "2")]
    assert found["time_to_document"] == [("31", "90")]
    assert found["open_requests"] == [("12", "12")]
    assert found["within_term"] == [("0", str(1 / 3))]
    assert found["granted"] == [("52", "52")]
    assert found["not_found"] == [("51", "51")]
    assert found["used_share"] == [("0", str(1 / 52))]
    # Nobody counted the use; 51 of the 52 were not there, so that it is at most 1.
    assert found["used"] == [("0", "1")]
    units = {line["quantity"]: line["unit"] for line in lines}
    assert (units["rate"], units["within_term"]) == ("ratio", "share")


def test_more_departures_than_documents_are_told_everywhere(reader: Client) -> None:
    more = (*COUNTS.stages[:3], CountedStage(Stage.DEPARTED, Departure.FORCED, 7))
    add_records([*POINTED_AT, held("counts-2023", replace(COUNTS, stages=more))])

    assert "2023: more departed than documents were issued." in said(
        reader, "/en/countries/GHA"
    )
    assert "vertrokken meer mensen dan er documenten" in said(
        reader, "/nl/countries/GHA"
    )
    told = reader.get("/en/countries/GHA/chain.json").json()["larger_than_before"]
    pair = {"earlier": "document_issued", "later": "departed"}
    assert told == [{"record": "counts-2023", **pair}]
    [given] = reader.get("/api/v1/countries/GHA/chain").json()["funnels"]
    assert given["largerThanBefore"] == [pair]


def test_who_may_read_internal_counts_sees_that_they_are(
    reader: Client, django_user_model: type[Account]
) -> None:
    hidden = replace(held("counts-2023"), disclosure=Disclosure.INTERNAL)
    agreed = next(one for one in POINTED_AT if one.id == "agreement-held")
    secret = replace(agreed, id="secret", disclosure=Disclosure.HOUSE)
    add_records([*POINTED_AT, hidden, held("counts-2022", year=2022), secret])
    officer = django_user_model.objects.create_user("officer", password="a long word")
    assign(officer, Role.LIAISON, by=None)
    reader.force_login(officer)
    page = said(reader, "/en/countries/GHA")
    table, profile = page.split('id="visa-code"')

    badge = '<span class="nl-data-badge app-badge">internal</span>'
    assert f"2023: {badge}" in table
    assert f"2022: {badge}" not in table
    # Four measures of the latest period.
    assert profile.split('id="linkages"')[0].count(badge) == 4
    for name in ("chain", "profile"):
        text = reader.get(f"/en/countries/GHA/{name}.csv").content.decode("utf-8-sig")
        lines = csv.DictReader(io.StringIO(text))
        found = {
            (row["record"], row["disclosure"])
            for row in lines
            if row["record"] and row.get("agreement") != "secret"
        }
        assert found == {("counts-2023", "internal"), ("counts-2022", "public")}
    assert "2022 (Netherlands): 0–34% of the documents" in page
    # Under the counts of 2023 and beside each of two agreements.
    assert page.count("came within 5 days. (internal)") == 2 + 2
    # What rests on two records is for who may read both.
    [early, late] = reader.get("/api/v1/countries/GHA/chain").json()["funnels"]
    assert [
        {one["agreement"]: one["disclosure"] for one in funnel["withinTerms"]}
        for funnel in (early, late)
    ] == [
        {"agreement-held": "public", "secret": "house"},
        {"agreement-held": "internal", "secret": "internal"},
    ]


def test_the_profile_hides_no_record_that_contradicts_another(reader: Client) -> None:
    other = replace(COUNTS, stages=(CountedStage(Stage.REQUESTS, value=150),))
    twice = replace(
        other, stages=(*other.stages, CountedStage(Stage.ANSWERED, None, 1))
    )
    add_records([*POINTED_AT, held("counts-one"), held("counts-two", twice)])
    page = said(reader, "/en/countries/GHA")
    profile = page[page.index('id="visa-code"') : page.index('id="linkages"')]

    assert profile.count("Answered, of the requests</th>") == 2

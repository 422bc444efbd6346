import re
from dataclasses import dataclass

import pytest

from landenbenadering.policy.checks import citations_of
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record

LETTER = "kst-29344-116"
ROW = re.compile(
    r"\| (?P<place>address|date|signature|\d+|note \d) \| (?P<page>\d) "
    r"\| (?P<anchor>[^|]+) \| (?P<gist>[^|]+) \| (?P<records>[^|]+) \|"
)


@dataclass
class Row:
    place: str
    page: int
    anchor: str
    records: list[str]


@pytest.fixture(scope="module")
def rows(map_text: str) -> list[Row]:
    found = [
        Row(
            match["place"],
            int(match["page"]),
            match["anchor"],
            re.findall(r"`([^`]+)`", match["records"]),
        )
        for match in ROW.finditer(map_text)
    ]
    table = [line for line in map_text.splitlines() if line.startswith("| ")]
    assert len(table) == len(found) + 1, "a row of the table cannot be read"
    return found


def test_the_map_follows_the_letter_passage_by_passage(
    rows: list[Row], passages: list[tuple[str, int, str]]
) -> None:
    assert [(row.place, row.page) for row in rows] == [
        (place, page) for place, page, _ in passages
    ]
    for row, (_, _, text) in zip(rows, passages, strict=True):
        assert " ".join(text.split()).startswith(row.anchor)


def test_the_letter_has_thirteen_paragraphs_and_three_notes(rows: list[Row]) -> None:
    places = {row.place for row in rows}

    assert {place for place in places if place.isdigit()} == {
        str(number) for number in range(1, 14)
    }
    assert {place for place in places if place.startswith("note")} == {
        "note 1",
        "note 2",
        "note 3",
    }


def test_every_row_names_records_or_says_no_fact(
    rows: list[Row], map_text: str
) -> None:
    for match in ROW.finditer(map_text):
        assert bool(re.findall(r"`[^`]+`", match["records"])) != (
            match["records"] == "no fact"
        ), match["place"]


def test_every_id_of_the_map_exists(
    rows: list[Row], records: tuple[Record, ...]
) -> None:
    known = {record.id for record in records}

    assert {name for row in rows for name in row.records} <= known


def test_every_record_stands_in_the_map(
    rows: list[Row], records: tuple[Record, ...]
) -> None:
    mapped = {name for row in rows for name in row.records}

    assert {record.id for record in records} == mapped


def test_every_citation_of_the_letter_stands_at_its_place(
    rows: list[Row], records: tuple[Record, ...]
) -> None:
    cited = {
        (record.id, str(place.paragraph), place.page)
        for record in records
        for place in citations_of(record)
        if place.document == LETTER and place.paragraph is not None
    }
    mapped = {(name, row.place, row.page) for row in rows for name in row.records}

    assert cited <= mapped


def test_what_stands_outside_the_paragraphs_is_cited_by_page(
    rows: list[Row], records: tuple[Record, ...]
) -> None:
    outside = {
        (record.id, place.page)
        for record in records
        for place in record.citations
        if place.document == LETTER and place.paragraph is None
    }

    assert outside == {("office-president-house", 1), ("office-sts-vj", 4)}
    assert outside == {
        (name, row.page)
        for row in rows
        if row.place in ("address", "signature")
        for name in row.records
    }


def test_a_paragraph_names_only_what_cites_it_and_papers(
    rows: list[Row], records: tuple[Record, ...]
) -> None:
    papers = {record.id for record in records if isinstance(record.fact, Document)}
    cited = {
        (record.id, str(place.paragraph), place.page)
        for record in records
        for place in citations_of(record)
        if place.document == LETTER
    }
    paragraphs = [row for row in rows if row.place.isdigit()]

    for row in paragraphs:
        for name in set(row.records) - papers:
            assert (name, row.place, row.page) in cited

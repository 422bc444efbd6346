"""The table of countries: what it shows, in which order, and as a file."""

import csv
import io
import re
from urllib.parse import parse_qsl

import pytest
from django.test import Client

from landenbenadering.web.design.csv_files import write_csv

QUESTIONS = (
    "",
    "?q=gha",
    "?linkage=yes",
    "?judgement=less_smooth&sort=name",
    "?judgement=none&sort=-ratio",
    "?sort=missing&reporter=EU28",
    "?known-on=2013-03-06",
    "?known-on=2013-03-06&linkage=yes&sort=-name",
)


def shown(reader: Client, question: str) -> list[str]:
    whole = dict(parse_qsl(question.lstrip("?")))
    page = reader.get("/en/", {"rows": "all", **whole}).content.decode()
    return re.findall(r'<th scope="row"[^>]*><a [^>]*countries/(\w{3})', page)


def downloaded(reader: Client, question: str) -> list[dict[str, str]]:
    content = reader.get(f"/en/countries.csv{question}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_files_hold_the_rows_of_the_page_in_its_order(
    reader: Client, question: str
) -> None:
    rows = shown(reader, question)
    document = reader.get(f"/en/countries.json{question}").json()

    assert rows
    assert [row["iso3"] for row in downloaded(reader, question)] == rows
    assert [row["iso3"] for row in document["countries"]] == rows


def paged(reader: Client, query: dict[str, str]) -> list[str]:
    page = reader.get("/en/", query).content.decode()
    return re.findall(r'<th scope="row"[^>]*><a [^>]*countries/(\w{3})', page)


def test_the_pages_of_the_table_hold_every_country_once(reader: Client) -> None:
    whole = shown(reader, "?sort=name")
    pages = [paged(reader, {"sort": "name", "page": str(n)}) for n in range(1, 8)]

    assert [len(page) for page in pages] == [25] * 6 + [22]
    assert [country for page in pages for country in page] == whole


@pytest.mark.parametrize(
    ("asked", "given"),
    [("0", "1"), ("-1", "1"), ("x", "1"), ("²", "1"), ("9" * 40, "7")],
)
def test_a_page_that_is_not_there_gives_the_nearest(
    reader: Client, asked: str, given: str
) -> None:
    assert paged(reader, {"page": asked}) == paged(reader, {"page": given})


def test_sorting_starts_at_the_first_page_and_a_file_has_all(reader: Client) -> None:
    page = reader.get("/en/?page=3&reporter=EU28").content.decode()

    assert 'href="/en/?reporter=EU28&amp;sort=name"' in page
    assert 'href="/en/countries.csv?reporter=EU28"' in page
    assert 'href="/en/?reporter=EU28&amp;page=4"' in page


def test_the_numbers_of_the_file_are_those_of_the_page(reader: Client) -> None:
    page = reader.get("/en/?q=ghana").content.decode()
    (row,) = downloaded(reader, "?q=ghana")

    assert (row["orders"], row["returns"]) == ("2415", "730")
    assert "2,415" in page
    assert ">730<" in page
    assert float(row["ratio_lower"]) < 730 / 2415 < float(row["ratio_upper"])
    assert "29–31%" in page


def test_the_files_say_from_when_and_whence_they_are_and_what_the_ratio_is_not(
    reader: Client,
) -> None:
    (row,) = downloaded(reader, "?q=ghana")
    document = reader.get("/en/countries.json?q=ghana").json()

    assert "MIGR_EIORD, 2017-18" in row["sources"]
    assert "not a share" in row["caution"]
    assert row["name_nl"] == "Ghana"
    assert document["caution"] == row["caution"]
    assert document["known_on"] == row["known_on"]


def test_on_a_day_before_any_figure_the_table_shows_what_the_register_knew(
    reader: Client,
) -> None:
    page = reader.get("/en/?known-on=2013-03-06").content.decode()

    assert "No figures were known on 6 March 2013" in page
    assert "runs less smoothly" in page
    assert "Show what is known today" in page
    assert {"GHA", "IRQ", "MAR"} <= set(shown(reader, "?known-on=2013-03-06"))
    assert all(not row["orders"] for row in downloaded(reader, "?known-on=2013-03-06"))


@pytest.mark.parametrize(
    "column", ["orders", "returns", "ratio_lower", "missing_share"]
)
@pytest.mark.parametrize("direction", ["", "-"])
def test_sorting_puts_what_is_not_known_last_in_both_directions(
    reader: Client, column: str, direction: str
) -> None:
    name = {"ratio_lower": "ratio", "missing_share": "missing"}.get(column, column)
    values = [row[column] for row in downloaded(reader, f"?sort={direction}{name}")]
    known = [float(value) for value in values if value]

    assert known == sorted(known, reverse=direction == "-")
    assert all(values[: len(known)])


def test_names_sort_as_readers_expect_in_each_language(reader: Client) -> None:
    rows = reader.get("/nl/countries.json?sort=name").json()["countries"]
    names = [row["name_nl"] for row in rows]

    assert names.index("Egypte") < names.index("Ethiopië") < names.index("Zambia")


def test_filters_combine(reader: Client) -> None:
    assert shown(reader, "?linkage=yes&judgement=less_smooth&sort=name") == [
        "GHA",
        "IRQ",
    ]
    assert shown(reader, "?q=marokko") == ["MAR"]
    assert shown(reader, "?q=TURKIYE") == ["TUR"]


def test_no_country_that_fits_is_said_in_words(reader: Client) -> None:
    page = reader.get("/en/?q=atlantis").content.decode()

    assert "No country matches these filters." in page
    assert downloaded(reader, "?q=atlantis") == []


def test_htmx_gets_the_table_alone_and_a_restored_page_gets_all_of_it(
    reader: Client,
) -> None:
    asked = {"HX-Request": "true", "HX-Target": "countries"}
    part = reader.get("/en/?q=gha", headers=asked)
    restored = reader.get(
        "/en/?q=gha", headers={**asked, "HX-History-Restore-Request": "true"}
    )

    assert part.content.decode().lstrip().startswith('<div id="countries"')
    assert "<html" in restored.content.decode()
    assert "HX-Target" in part["Vary"]


def test_the_sorted_column_says_so_to_a_screen_reader(reader: Client) -> None:
    page = reader.get("/en/?sort=name").content.decode()

    assert page.count("aria-sort=") == 1
    assert 'aria-sort="ascending"' in page
    assert "sort=-name" in page


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_text_becomes_a_formula_in_a_spreadsheet(text: str) -> None:
    lines = write_csv([{"a": text, "b": -5}], columns=("a", "b"))
    (row,) = csv.DictReader(io.StringIO(lines.lstrip("\ufeff"), newline=""))

    assert row == {"a": f"'{text}", "b": "-5"}

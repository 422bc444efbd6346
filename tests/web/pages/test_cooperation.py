"""Pages on how countries cooperate, over an invented register of five states."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from landenbenadering.core.clocks import AsOf
from landenbenadering.evidence.countries import countries
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.outlines import HEIGHT, WIDTH, outlines
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.cooperation.results import Multiplier, NoClass
from landenbenadering.pipelines.cooperation import Cooperation, keep_comparison
from landenbenadering.pipelines.settings import HOME_VARIABLE
from landenbenadering.web.dossiers.cooperation.kept import (
    OF_ALL_YEARS,
    places,
    require_comparison,
)
from tests.measurement_model.registers import CITIZENSHIPS, eurostat_files

# Before the shipped figures were known, so that the invented ones stand alone.
THEN = AsOf(known_on=date(2015, 7, 1))
AT = "known-on=2015-07-01"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def compared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder in which an invented register was compared."""
    home = tmp_path_factory.mktemp("compared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(home))
        store = EvidenceStore(home / "evidence")
        import_files(
            "eurostat-eil",
            eurostat_files(home, 1),
            store=store,
            retrieved=datetime(2026, 1, 1, tzinfo=UTC),
            extracted_on=date(2015, 6, 1),
        )
        assert keep_comparison(store, as_of=THEN)
    return home


@pytest.fixture
def compared(
    reader: Client, compared_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Client:
    """Give a visitor of an installation in which countries were compared."""
    monkeypatch.setenv(HOME_VARIABLE, str(compared_home))
    return reader


def known() -> Cooperation:
    """Give the comparison that the pages show."""
    return require_comparison(THEN)


def of(iso3: str, reporter: str | None = None) -> Multiplier:
    """Give a country's multiplier over all years."""
    return places(known(), reporter=reporter)[iso3][OF_ALL_YEARS]


def text(client: Client, address: str) -> str:
    """Give a page in one line without its markup."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_page_gives_number_intervals_class_and_information(
    compared: Client,
) -> None:
    page = text(compared, f"/en/countries/SOM/cooperation?{AT}")
    somalia = of("SOM")

    assert f"{somalia.median:.2f} times as many returns" in page
    assert f"{somalia.ninety.lower:.2f}–{somalia.ninety.upper:.2f}" in page
    assert f"{somalia.half.lower:.2f}–{somalia.half.upper:.2f}" in page
    assert f"as much as {somalia.information:.0f} returns" in page
    assert f"{somalia.orders:,} ordered to leave" in page
    assert "5 reporting states together" in page


def test_the_reader_chooses_who_meets_the_country_and_who_stands_beside_it(
    compared: Client,
) -> None:
    address = f"/en/countries/SOM/cooperation?met-by=NLD&with=GHA&with=JPN&{AT}"
    page = text(compared, address)

    assert "This is Somalia as the Netherlands meets it" in page
    assert f"{of('SOM', 'NLD').median:.2f} times" in page
    assert "Ghana, all years" in page
    assert "Japan, all years" in page
    whole = f"{of('SOM').median:.2f}"
    assert f"Over all states together the multiplier of Somalia is {whole}" in page


def test_files_hold_the_rows_of_the_page(compared: Client) -> None:
    query = f"with=GHA&{AT}"
    answer = compared.get(f"/en/countries/SOM/cooperation.csv?{query}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    said = compared.get(f"/en/countries/SOM/cooperation.json?{query}").json()

    assert [row["iso3"] for row in rows] == ["SOM"] * 3 + ["GHA"] * 3
    assert float(rows[2]["multiplier"]) == pytest.approx(of("SOM").median)
    assert [row["class"] for row in rows] == [
        row["class"] for row in said["multipliers"]
    ]
    assert "MIGR_EIORD 2015-06-01" in said["sources"]


def test_the_summary_on_the_page_of_the_country_leads_to_it(compared: Client) -> None:
    page = text(compared, f"/en/countries/GHA?{AT}")

    assert f"{of('GHA').median:.2f} times the returns of the average country" in page


@pytest.mark.parametrize(
    "query", ["met-by=XXX", "with=Ghana", "returns=some", "year=soon"]
)
def test_what_the_page_does_not_offer_is_refused(compared: Client, query: str) -> None:
    address = f"/en/countries/GHA/cooperation?{query}&{AT}"

    assert compared.get(address).status_code == 400


def test_a_country_without_counts_gets_no_number(compared: Client) -> None:
    page = text(compared, f"/en/countries/MAR/cooperation?{AT}")

    assert "No state has usable counts of people from Morocco" in page


def test_without_a_comparison_the_page_names_the_command(reader: Client) -> None:
    """The figures that the product ships are there, but nobody compared on them."""
    page = text(reader, "/en/countries/GHA/cooperation?known-on=2019-06-01")

    assert "landenbenadering measure --known-on 2019-06-01" in page
    for name in ("cooperation.csv", "cooperation.json", "cooperation.svg"):
        answer = reader.get(f"/en/countries/GHA/{name}?known-on=2019-06-01")
        assert answer.status_code == 404


def test_before_any_count_was_known_the_page_says_so(reader: Client) -> None:
    page = text(reader, "/en/countries/GHA/cooperation?known-on=2012-10-01")

    assert "No counts of orders and returns were known on 1 October 2012" in page


def test_every_country_of_the_register_can_be_set_beside_another(
    compared: Client,
) -> None:
    page = compared.get(f"/nl/countries/GHA/cooperation?{AT}").content.decode()

    for iso3 in set(CITIZENSHIPS.values()) - {"GHA"}:
        assert f'<option value="{iso3}">' in page


def test_map_list_and_table_hold_the_same_countries_and_classes(
    compared: Client,
) -> None:
    """As the Netherlands met them in 2013."""
    query = f"met-by=NLD&year=2013&{AT}"
    page = compared.get(f"/en/cooperation?{query}").content.decode()
    rows = compared.get(f"/en/cooperation.json?{query}").json()["multipliers"]
    said = {row["iso3"]: row["class"] for row in rows}
    fills = {"smooth": "#1d5f99", "less_smooth": "url(#map-less)"}

    assert 5 <= len(said) <= len(CITIZENSHIPS)
    for iso3, course in said.items():
        drawn = fills.get(course, "url(#map-unsure)")
        name = re.escape(countries()[iso3].name.en)
        assert re.search(rf'fill="{re.escape(drawn)}"><title>{name}: ', page)
        assert page.count(f'href="/en/countries/{iso3}/cooperation?{AT}"') == 2


def test_the_map_stands_alone_as_a_picture(compared: Client) -> None:
    answer = compared.get(f"/nl/cooperation.svg?{AT}")

    assert answer["Content-Type"] == "image/svg+xml"
    root = ElementTree.fromstring(answer.content)  # noqa: S314  (our own)
    assert root.tag == f"{SVG}svg"
    paints = {node.get(name) for node in root.iter() for name in ("fill", "stroke")}
    patterns = {f"url(#{node.get('id')})" for node in root.iter(f"{SVG}pattern")}
    assert len(patterns) == 2
    # "f3b58a" without its mark is no colour: the sea was drawn black.
    for paint in paints - {None, "none"} - patterns:
        assert re.fullmatch("#[0-9a-f]{6}", str(paint))


def test_a_year_without_counts_is_refused(compared: Client) -> None:
    assert compared.get(f"/en/cooperation?year=1999&{AT}").status_code == 400


def test_every_country_has_its_place_on_the_map() -> None:
    drawn = [outline.iso3 for outline in outlines() if outline.iso3]

    assert set(countries()) <= set(drawn)
    assert len(drawn) == len(set(drawn))
    for outline in outlines():
        x, y = outline.place
        assert bool(outline.path) != bool(x and y)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


def test_the_explorer_answers_to_changed_counts_with_and_without_script(
    compared: Client,
) -> None:
    address = f"/en/cooperation/method?country=SOM&{AT}"
    quiet = compared.get(address).content.decode()
    (state,) = re.findall(r'name="returns-(NLD)"', quiet)
    changed = f"{address}&orders-{state}=1000&returns-{state}=1000"
    page = text(compared, changed)
    part = compared.get(changed, headers={"HX-Target": "explored"}).content.decode()

    assert "So far nothing is changed" in quiet
    assert "With your numbers Somalia would have" in page
    assert part.startswith('<div id="explored"')
    assert f"{of('SOM').years[0]}" in quiet


def test_the_explorer_says_what_it_cannot_read(compared: Client) -> None:
    answer = compared.get(f"/en/cooperation/method?orders-NLD=many&country=SOM&{AT}")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Give a whole number from 0 to 1000000." in page
    assert 'value="many"' in page


@pytest.mark.parametrize("written", ["1.820", "1,820", "1\u00a0820"])
def test_the_explorer_reads_counts_as_pages_write_them(
    compared: Client, written: str
) -> None:
    asked = {"country": "SOM", "known-on": "2015-07-01", "orders-NLD": written}
    answer = compared.get("/nl/cooperation/method", asked)

    assert answer.status_code == 200
    assert 'value="1820"' in answer.content.decode()


def test_without_orders_the_explorer_estimates_nothing(compared: Client) -> None:
    answer = compared.get(f"/en/cooperation/method?country=SOM&{AT}").content.decode()
    none = "&".join(
        f"{name}=0" for name in re.findall(r'name="((?:orders)-\w+)"', answer)
    )
    page = text(
        compared, f"/en/cooperation/method?country=SOM&year=2012&only=yes&{none}&{AT}"
    )

    assert "Without orders there is nothing to estimate from" in page


@pytest.mark.parametrize("query", ["country=QQQ", "year=1999"])
def test_the_explorer_refuses_what_has_no_counts(compared: Client, query: str) -> None:
    assert compared.get(f"/en/cooperation/method?{query}&{AT}").status_code == 400


def test_every_judgement_stands_beside_the_counts_of_the_year_before_it(
    compared: Client,
) -> None:
    """By then nine countries were judged; Nigeria in 2014, the others in 2013.

    Source: letter to the House of Representatives, 6 March 2013.
    """
    said = compared.get(f"/en/cooperation/judgements.json?{AT}").json()["judgements"]
    answer = compared.get(f"/en/cooperation/judgements.csv?{AT}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    page = text(compared, f"/en/cooperation/judgements?{AT}")

    assert [row["iso3"] for row in rows] == [row["iso3"] for row in said]
    assert len(said) == 9
    found = {row["iso3"]: row for row in said if row["multiplier"] is not None}
    assert set(found) == {"CHN", "GHA", "IND", "NGA"}
    for iso3, row in found.items():
        year = int(row["known_from"][:4]) - 1
        item = places(known(), reporter=None)[iso3][year]
        assert row["years"] == [year]
        assert row["multiplier"] == pytest.approx(item.median)
        assert f"{item.ninety.lower:.2f}–{item.ninety.upper:.2f}" in page
    assert f"No usable counts: {9 - len(found)}" in page


def test_a_year_that_no_count_has_is_refused_beside_judgements(
    compared: Client,
) -> None:
    assert compared.get(f"/en/cooperation/judgements?year=1999&{AT}").status_code == 400


@pytest.mark.parametrize("disputed", [0, 3])
def test_contradicting_sources_are_named_as_the_reason_for_no_class(
    compared: Client, disputed: int
) -> None:
    item = replace(of("GHA"), disputed=disputed)
    context = {"course": {"average": item}, "known": known(), "name": "Ghana"}
    asked = compared.get(f"/en/countries/GHA/cooperation?{AT}").wsgi_request
    with translation.override("en"):
        said = render_to_string("dossiers/cooperation_lead.html", context, asked)

    assert ("Two sources contradict" in said) is bool(disputed)


def test_a_comparison_on_its_way_is_said(reader: Client, data_home: Path) -> None:
    marker = data_home / "results" / "comparing" / "now"
    marker.parent.mkdir(parents=True)
    marker.touch()
    page = reader.get("/en/cooperation").content.decode()
    marker.unlink()

    assert "are being compared now" in page
    assert "landenbenadering measure" in reader.get("/en/cooperation").content.decode()


@pytest.mark.parametrize("no_class", [None, NoClass.ONE_STATE_COUNTS])
def test_a_country_that_one_state_counts_is_told_why_it_has_no_class(
    compared: Client, no_class: NoClass | None
) -> None:
    item = replace(of("GHA"), no_class=no_class)
    context = {"course": {"average": item}, "known": known(), "name": "Ghana"}
    asked = compared.get(f"/en/countries/GHA/cooperation?{AT}").wsgi_request
    with translation.override("en"):
        said = render_to_string("dossiers/cooperation_lead.html", context, asked)

    assert ("Only one state counts people from Ghana" in said) is bool(no_class)


def test_a_kind_that_no_file_has_is_said_instead_of_a_command_that_is_refused(
    compared: Client,
) -> None:
    for address in ("/en/countries/GHA/cooperation", "/en/cooperation"):
        page = compared.get(f"{address}?returns=forced&{AT}").content.decode()

        assert "No known file tells forced returns apart" in page
        assert "landenbenadering measure" not in page
        assert f'href="{address}?{AT}"' in page


@pytest.mark.parametrize("address", ["countries/GHA/cooperation", "cooperation"])
def test_a_state_without_counts_is_shown_as_one_without(
    compared: Client, address: str
) -> None:
    """It may have counts of other returns: the choice is no mistake in the address."""
    page = compared.get(f"/en/{address}?met-by=ITA&{AT}").content.decode()

    assert '<option value="ITA" selected>' in page
    assert "no usable counts" in page
    assert 'name="returns"' in page

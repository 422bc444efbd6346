"""Country, figure and source pages, and the letter: what leads to what."""

import csv
import io
import re
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Bilingual
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import DocumentKind
from landenbenadering.web.dossiers.evidence import figures_of_country
from landenbenadering.web.register.services import load_records

TODAY = AsOf(known_on=datetime.now(UTC).date())
WEB_PAGE = Record(
    id="a-page",
    version=1,
    fact=Document(
        DocumentKind.WEB_PAGE,
        Bilingual("een pagina", "a page"),
        "",
        dated=date(2014, 1, 2),
    ),
    known_from=date(2014, 1, 2),
)


def test_every_number_of_a_country_leads_to_its_figure(reader: Client) -> None:
    page = reader.get("/en/countries/GHA").content.decode()
    places = re.findall(r'href="(/en/figures/[^"]+)"', page)
    figures = figures_of_country("GHA", TODAY, reporter="NLD")

    assert figures is not None
    # Each stands in the figures and in the stages.
    assert len(places) == 2 * len(set(places)) == 4 * len(figures.years)
    for place in places:
        assert reader.get(place).status_code == 200


def test_every_paper_has_a_name_of_its_own(reader: Client) -> None:
    """Two items of one report share a number, and a web page has none."""
    load_records([WEB_PAGE])
    pages = [reader.get(f"/en/sources?page={n}").content.decode() for n in range(1, 9)]
    last = next(n for n, page in enumerate(pages) if 'rel="next"' not in page)
    names = re.findall(
        r'<th scope="row"[^>]*><a [^>]*>([^<]*)</a>', "".join(pages[: last + 1])
    )

    assert "Handelingen 2012–2013, nr. 28, item 3" in names
    assert "A page" in names
    assert all(name.strip() for name in names)
    assert len(set(names)) == len(names)
    assert "<title>A page" in reader.get("/en/sources/a-page").content.decode()


def test_a_figure_names_file_hash_row_and_column_and_how_to_see_the_line(
    reader: Client,
) -> None:
    page = reader.get("/en/figures/returned/NLD/GHA/2014").content.decode()

    assert "migr_eirtn_Data_allcitizens.csv" in page
    assert "74c9118677b02573814525c6564a7c36fb64cf94da1ef01268afda572d4f86b2" in page
    assert "line 14771, column “Value”" in page
    assert "153–157" in page
    assert "landenbenadering import eurostat-eil" in page


def test_a_figure_shows_the_line_once_its_file_is_imported(
    reader: Client, shared_data: Path
) -> None:
    file = shared_data / "eurostat_eil" / "migr_eirtn_Data_allcitizens.csv"
    if not file.is_file():
        pytest.skip("../shared/data/eurostat_eil/migr_eirtn_Data_allcitizens.csv")
    import_files(
        "eurostat-eil",
        [file],
        store=EvidenceStore(evidence_home()),
        retrieved=datetime.now(UTC),
        extracted_on=None,
        vintage="2017-18",
    )

    answer = reader.get("/en/figures/returned/NLD/GHA/2014").content.decode()
    page = unescape(answer)
    line = file.read_bytes().splitlines()[14770].decode()

    assert '"Ghana"' in line
    assert f"{line}</code>" in page
    assert "The heading and the line as they stand in the file" in page
    assert "landenbenadering import" not in page


def test_the_figures_file_holds_each_count_with_its_cell(reader: Client) -> None:
    answer = reader.get("/nl/countries/GHA/figures.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    (cell,) = [r for r in rows if (r["indicator"], r["year"]) == ("returned", "2014")]

    assert "figures-GHA-NLD-known-on-" in answer["Content-Disposition"]
    assert (cell["value"], cell["lower"], cell["upper"]) == ("155", "153", "157")
    assert (cell["row"], cell["column"]) == ("14771", "Value")
    assert cell["caution"].startswith("De verhouding is geen aandeel")


def test_a_country_page_shows_linkage_judgement_reasons_and_late_entry(
    reader: Client,
) -> None:
    page = reader.get("/en/countries/IRQ?known-on=2013-03-06").content.decode()

    assert "runs less smoothly" in page
    assert "EUR 5,500,000" in page
    assert "none for this country alone" in page
    assert "entered later:" in page
    assert "/en/register/linkage-irq-2012?known-on=2013-03-06" in page
    assert "No figures were known on 6 March 2013." in page


def test_a_country_that_the_ministry_does_not_name_is_not_judged(
    reader: Client,
) -> None:
    page = reader.get("/en/countries/BRA").content.decode()

    assert "That is not a judgement." in page


def test_the_chart_has_words_and_a_table_beside_it(reader: Client) -> None:
    page = reader.get("/en/countries/GHA").content.decode()
    chart = reader.get("/en/charts/GHA.svg")

    assert 'alt="Line chart of the persons from Ghana' in page
    assert chart["Content-Type"] == "image/svg+xml"
    assert "560" in chart.content.decode()


def test_a_paper_lists_what_rests_on_it_with_its_official_page(reader: Client) -> None:
    page = reader.get("/en/sources/kst-29344-90").content.decode()

    assert "https://zoek.officielebekendmakingen.nl/kst-29344-90.html" in page
    assert "/en/register/linkage-gha-2012" in page


def test_a_statistic_shows_terms_and_vintages(reader: Client) -> None:
    page = reader.get("/en/sources/eurostat-eil").content.decode()

    assert "MIGR_EIRTN" in page
    assert "shipped with the product" in page
    assert "Reuse is allowed when Eurostat is named" in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_letter_leads_every_claim_to_its_record(
    reader: Client, language: str
) -> None:
    page = reader.get(f"/{language}/letter?known-on=2013-03-06").content.decode()
    places = set(re.findall(r'class="letter-claim" href="([^"]+)"', page))

    assert len(places) > 20
    for place in places:
        assert reader.get(place).status_code == 200


def test_the_downloads_of_the_letter_obey_the_page(reader: Client) -> None:
    asked = "known-on=2013-03-06&language=en&later-figures=yes"
    page = reader.get(f"/nl/letter?{asked}").content.decode()
    places = re.findall(r'href="(/nl/letter[^"]+)" download', page)
    names = [reader.get(p.replace("&amp;", "&"))["Content-Disposition"] for p in places]

    assert len(places) == 3
    assert all("landenbenadering-2013-03-06-en." in name for name in names)
    html = reader.get(f"/nl/letter-download.html?{asked}").content.decode()
    assert '<html lang="en">' in html
    assert re.search(r"[0-9a-f]{64}", page)


def test_figures_known_later_stand_only_in_an_annex_that_was_asked_for(
    reader: Client,
) -> None:
    address = "/en/letter?known-on=2013-03-06"
    without = reader.get(address).content.decode()
    annex = reader.get(f"{address}&later-figures=yes").content.decode()

    assert "letter-annex" not in without
    assert "letter-annex" in annex
    (chart, *_) = re.findall(r'<img src="([^"]+)"', annex)
    assert reader.get(chart.replace("&amp;", "&"))["Content-Type"] == "image/svg+xml"
    figures = re.findall(r'href="(/en/figures/[^"]+)"', annex)
    assert figures
    assert reader.get(figures[0]).status_code == 200


@pytest.mark.parametrize("question", ["language=fr", "later-figures=maybe"])
def test_a_letter_that_cannot_be_is_refused(reader: Client, question: str) -> None:
    answer = reader.get(f"/en/letter?{question}")

    assert answer.status_code == 400
    assert b"PAG103" in answer.content


def test_a_figure_of_a_tie_says_its_two_countries_and_its_unit(reader: Client) -> None:
    """Net aid of the Netherlands to Ghana in 2012: 40.54 million dollars of 2022."""
    page = reader.get("/en/figures/aid_net/NLD/GHA/2012").content.decode()

    assert "the Netherlands – Ghana: net aid, 2012" in page
    assert "In dollars of 2022, 2012." in page
    assert "40,540,000" in page
    assert "40,535,000–40,545,000" in page
    assert "landenbenadering import oecd-dac2a dac2a_2009_2022.csv.gz" in page
    assert "Nationals of" not in page

"""The page on what binds a country and a sender, over small invented files."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client

from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.settings import HOME_VARIABLE

HTTP_UNPROCESSABLE = 422
HTTP_BAD = 400
# In years of which the product ships nothing of these countries.
AID = """recipient,donor,aid_type,year,value_musd2022
Togo,Netherlands,ODA: Total Net,1999,40.00
Togo,Belgium,ODA: Total Net,1999,10.00
Togo,United States,ODA: Total Net,1999,50.00
Mali,Netherlands,ODA: Total Net,1999,60.00
Togo,Netherlands,Humanitarian Aid,1999,1.00
Togo,Netherlands,ODA: Total Net,2022,25.00
Togo,United States,ODA: Total Net,2022,75.00
"""
INCOME = "geo,var,t,v\nTGO,gdp,1999,1000000000\nTGO,gdp,2022,2000000000\n"


@pytest.fixture(scope="module")
def ties_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with aid and income of one country."""
    home = tmp_path_factory.mktemp("ties")
    store = EvidenceStore(home / "evidence")
    for source, text in (("oecd-dac2a", AID), ("world-bank-wdi", INCOME)):
        path = home / f"{source}.csv"
        path.write_text(text)
        import_files(source, [path], store=store, retrieved=datetime.now(UTC))
    return home


@pytest.fixture
def visitor(reader: Client, ties_home: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Give a visitor of an installation with those figures."""
    monkeypatch.setenv(HOME_VARIABLE, str(ties_home))
    return reader


def _page(visitor: Client, query: str = "", *, language: str = "en") -> str:
    answer = visitor.get(f"/{language}/countries/TGO/ties?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_tie_is_set_against_both_wholes(visitor: Client) -> None:
    # 1999: 40 of 100 that Togo gets, and of the 100 that the Netherlands gives.
    answer = visitor.get("/en/countries/TGO/ties.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))

    (early,) = (row for row in rows if row["flow"] == "aid" and row["year"] == "1999")
    assert float(early["of_country_lower"]) == pytest.approx(0.4, abs=1e-3)
    assert float(early["of_sender_upper"]) == pytest.approx(0.4, abs=1e-3)
    assert early["cells"] == "oecd-dac2a.csv, line 2, value_musd2022"
    assert "not a lever" in early["caution"]
    page = _page(visitor)
    assert "Togo and the Netherlands" in page
    # The share of the country's whole fell from 40 to 25 %.
    assert "−15 points from 1999 to 2022" in page
    assert "oecd-dac2a.csv, line 2" in page


def test_ties_without_a_figure_are_named(visitor: Client) -> None:
    page = _page(visitor, "sender=circle&state=USA")

    assert "No figure known:" in page
    assert "students from the country" in page
    assert "Missing is not nothing" in page


def test_a_circle_counts_as_one_sender(visitor: Client) -> None:
    answer = visitor.get(
        "/en/countries/TGO/ties.json?sender=circle&state=NLD&state=BEL"
    )
    said = json.loads(answer.content)

    assert said["sender"] == "BEL,NLD"
    aid = [row for row in said["exposures"] if row["flow"] == "aid"]
    early, late = aid[0], aid[-1]
    assert early["of_country_lower"] == pytest.approx(0.5, abs=1e-3)
    assert early["country_rank"] == 1
    assert late["members_without_figure"] == ["BEL"]
    assert "Belgium" in _page(visitor, "sender=circle&state=NLD&state=BEL")


def test_an_amount_of_2022_in_dollars_needs_no_rate(visitor: Client) -> None:
    # 10 million of the 25 of the Netherlands, of all 100, of an income of 2,000.
    said = json.loads(visitor.get("/en/countries/TGO/ties.json").content)["aid_change"]

    assert said["year"] == 2022
    assert said["of_sender_aid_there_lower"] == pytest.approx(0.4, rel=1e-3)
    assert said["of_all_aid_there_lower"] == pytest.approx(0.1, rel=1e-3)
    assert said["of_income_lower"] == pytest.approx(0.005)
    assert "0.5%" in _page(visitor)


def test_rates_with_bounds_keep_them_and_no_rate_is_said(visitor: Client) -> None:
    asked = "amount=10&aid_year=1999&dollars=1,3-1,5"
    said = json.loads(visitor.get(f"/en/countries/TGO/ties.json?{asked}").content)
    touched = said["aid_change"]

    assert touched["of_income_lower"] == pytest.approx(0.013)
    assert touched["of_income_upper"] == pytest.approx(0.015)
    assert touched["of_all_aid_there_missing"] == "no_conversion"
    page = _page(visitor, asked)
    assert "no rate given" in page
    assert "1 million dollars of 2022: never a lever" in page
    assert "geen koers gegeven" in _page(visitor, asked, language="nl")


def test_what_cannot_be_read_is_said_beside_its_field(visitor: Client) -> None:
    for query in ("amount=ten", "amount=10&dollars=3-2", "sender=circle", "sender=X"):
        answer = visitor.get(f"/en/countries/TGO/ties?{query}")
        assert answer.status_code == HTTP_UNPROCESSABLE, query
        assert "error" in answer.content.decode()
    assert visitor.get("/en/countries/TGO/ties.csv?sender=X").status_code == HTTP_BAD


def test_a_year_without_aid_is_said(visitor: Client) -> None:
    assert "No figures of aid to Togo in 1998" in _page(visitor, "aid_year=1998")


def test_a_member_has_no_ties_with_its_own_circle(visitor: Client) -> None:
    answer = visitor.get("/en/countries/POL/ties?sender=EU")

    assert answer.status_code == HTTP_BAD
    assert "PAG113" in answer.content.decode()


def test_the_chart_has_a_panel_and_says_nothing_before_it_was_known(
    visitor: Client,
) -> None:
    picture = visitor.get("/en/countries/TGO/ties.svg").content.decode()

    assert picture.startswith("<svg")
    assert "Aid to the country" in picture
    before = "known-on=2013-03-06"
    assert visitor.get(f"/en/countries/TGO/ties.svg?{before}").status_code == 404
    assert "were known on this day" in _page(visitor, before)


def test_a_telephone_gets_the_panels_below_each_other(reader: Client) -> None:
    wide, narrow = (
        ElementTree.fromstring(reader.get(address).content)  # noqa: S314  (our own)
        for address in (
            "/en/countries/GHA/ties.svg",
            "/en/countries/GHA/ties.svg?narrow=yes",
        )
    )
    page = reader.get("/en/countries/GHA/ties?sender=NLD").content.decode()

    assert float(narrow.attrib["width"]) < 0.7 * float(wide.attrib["width"])
    assert float(narrow.attrib["height"]) > 1.5 * float(wide.attrib["height"])
    assert 'srcset="/en/countries/GHA/ties.svg?narrow=yes&amp;sender=NLD"' in page


def test_the_page_of_the_country_shows_the_ties(visitor: Client) -> None:
    page = visitor.get("/en/countries/TGO").content.decode()

    assert 'id="binds"' in page
    assert "Aid to the country" in page
    assert "/en/countries/TGO/ties" in page

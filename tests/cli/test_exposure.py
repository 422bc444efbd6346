"""What the command says of a country and a sender, from imported figures."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from landenbenadering.cli.main import REFUSED, main
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.settings import evidence_home

pytestmark = pytest.mark.once

AID = """recipient,donor,aid_type,year,value_musd2022
Togo,Netherlands,ODA: Total Net,1999,40.00
Togo,United States,ODA: Total Net,1999,60.00
Mali,Netherlands,ODA: Total Net,1999,60.00
Togo,Netherlands,Humanitarian Aid,1999,1.00
"""
INCOME = "geo,var,t,v\nTGO,gdp,1999,1000000000\n"
ASKED = ("exposure", "--country", "TGO", "--years", "1999")


@pytest.fixture
def imported(tmp_path: Path) -> None:
    """Import small files of a year of which the product ships nothing."""
    store = EvidenceStore(evidence_home())
    for source, text in (("oecd-dac2a", AID), ("world-bank-wdi", INCOME)):
        path = tmp_path / f"{source}.csv"
        path.write_text(text)
        import_files(source, [path], store=store, retrieved=datetime.now(UTC))


@pytest.mark.usefixtures("imported")
def test_json_gives_shares_with_bounds_and_the_cells_behind_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    change = ("--aid-change", "1999:10000000", "--usd-rate", "1", "--price-rate", "2")
    assert main([*ASKED, *change, "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)

    [aid] = said["exposures"]
    assert 0.3998 < aid["of_country_lower"] < 0.4 < aid["of_country_upper"] < 0.4002
    assert aid["of_income_missing"] == "other_unit"
    assert aid["cells"] == ["oecd-dac2a.csv, line 2, value_musd2022"]
    touched = said["aid_change"]
    assert touched["of_income_lower"] == pytest.approx(0.01)
    assert touched["of_all_aid_there_lower"] == pytest.approx(0.2, rel=1e-3)
    assert touched["humanitarian_upper"] == 1_005_000
    assert "students" in said["missing"]


@pytest.mark.usefixtures("imported")
def test_csv_and_table_say_the_same_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*ASKED, "--format", "csv"]) == 0
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["flow"] == "aid"
    assert main([*ASKED, "--language", "nl", "--aid-change", "1999:1"]) == 0
    said = capsys.readouterr().out
    assert "hulp" in said
    assert "niet te zeggen" in said
    assert "geen hefboom" in said


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("sender", "code"), [("ATLANTIS", "PIP203"), ("NLD,", "PIP203"), ("TGO", "MEA421")]
)
def test_a_sender_that_cannot_be_is_refused(
    sender: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*ASKED, "--sender", sender]) == REFUSED
    assert code in capsys.readouterr().err


def test_aid_of_a_year_without_figures_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*ASKED, "--aid-change", "1999:10"]) == REFUSED
    assert "PIP204" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--aid-change", "10000000"),
        ("--aid-change", "1999:-1"),
        ("--aid-change", "1999:0"),
        ("--usd-rate", "0"),
        ("--price-rate", "2-1"),
    ],
)
def test_an_amount_or_rate_that_cannot_be_read_ends_with_usage(
    wrong: tuple[str, str],
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*ASKED, *wrong])

    assert stopped.value.code == 2


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("rates", "income", "aid"),
    [
        ((), "geen koers gegeven, zie --usd-rate", "geen koersen gegeven, zie"),
        (("--usd-rate", "1"), "1,00%", "geen koersen gegeven, zie"),
        (("--usd-rate", "1", "--price-rate", "2"), "1,00%", "49,99–50,01%"),
    ],
)
def test_what_cannot_be_told_of_an_aid_change_is_told_why(
    capsys: pytest.CaptureFixture[str], rates: tuple[str, ...], income: str, aid: str
) -> None:
    """Ten million of a thousand million, and twenty of forty million; Dutch marks."""
    change = ("--aid-change", "1999:10000000", *rates, "--language", "nl")
    assert main([*ASKED, *change]) == 0

    lines = capsys.readouterr().out.splitlines()
    [of_income] = [line for line in lines if line.startswith("Van het inkomen")]
    [of_aid] = [line for line in lines if line.startswith("Van de hulp van de afz")]
    assert income in of_income
    assert aid in of_aid
    assert any("40,00 mln. USD 2022" in line for line in lines)


@pytest.mark.usefixtures("imported")
def test_members_without_a_figure_are_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*ASKED, "--sender", "NLD,DEU"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "Without a figure, aid 1999: DEU" in said


def test_shares_that_cannot_be_told_are_named_with_their_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What is carried has the aid of the Union to each country, not its whole."""
    assert main(["exposure", "--country", "GHA", "--sender", "EU"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "No share of the sender's whole: aid 2022, goods to sender 2014" in said
    assert "(whole not known)" in said

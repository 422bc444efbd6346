"""`landenbenadering profile` on the shipped figures."""

import csv
import io
import json
from pathlib import Path

import pytest

from landenbenadering.cli.main import main
from landenbenadering.web.register.services import add_records
from tests.web.pages.test_recorded_chain import held
from tests.web.recording.facts import POINTED_AT

pytestmark = pytest.mark.django_db


def test_parts_with_and_without_data_are_told_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Source: Eurostat, Netherlands 2012, Ghana: 495 orders, 165 returns."""
    asked = ["profile", "gha", "--years", "2012", "--reporter", "NLD"]
    assert main([*asked, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert main([*asked, "--format", "csv"]) == 0
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert [row["state"] for row in rows] == ["measured", "approximated"] + [
        "no_data"
    ] * 5
    assert (rows[0]["value_lower"], rows[0]["value_upper"]) == (493, 497)
    assert rows[1]["value_lower"] == pytest.approx(163 / 497)
    assert all(row["value_lower"] is None for row in rows[2:])
    assert [line["part"] for line in lines] == [row["part"] for row in rows]


def test_the_union_has_a_profile_of_its_own_and_dutch_marks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without a reporter every one with figures is shown."""
    assert main(["profile", "AFG", "--language", "nl"]) == 0

    said = capsys.readouterr().out
    assert "AFG, EU28" in said
    assert "AFG, NLD" in said
    assert "geen gegevens" in said
    assert "Terugkeerbesluiten" in said


def test_what_is_not_known_or_no_country_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No shipped figure was known on the day of the letter."""
    assert main(["profile", "GHA", "--known-on", "2013-03-06"]) == 0
    assert "No figures on GHA were known on 2013-03-06" in capsys.readouterr().out
    assert main(["profile", "XXX"]) == 1
    assert "PIP201" in capsys.readouterr().err


def test_recorded_counts_stand_with_the_state_that_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of 141 requests 20 were answered, and fewer than 5 documents came."""
    add_records([*POINTED_AT, held("counts-2023")])
    assert main(["profile", "GHA", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    measured = [row for row in rows if row["measure"] == "issuance"]
    assert [(row["reporter"], row["counted_by"]) for row in measured] == [
        ("EU28", "NLD"),
        ("NLD", "NLD"),
    ]
    assert measured[1]["value_upper"] == pytest.approx(4 / 141)

    assert main(["profile", "GHA", "--reporter", "EU28", "--language", "nl"]) == 0
    said = capsys.readouterr().out
    assert "lidstaten" in said
    assert "14–15%" in said
    assert main(["profile", "GHA", "--known-on", "2024-01-31"]) == 0
    assert "14–15%" not in capsys.readouterr().out


def test_enforced_returns_are_measured_where_a_table_tells_them_apart(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Of 165 returns of Ghanaians in 2012, 40 by force: that is invented."""
    table = tmp_path / "migr_eirt_vol.csv"
    table.write_text(
        '"TIME","GEO","CITIZEN","RETURN","UNIT","Value","Flag and Footnotes"\n'
        '"2012","Netherlands","Ghana","Forced return","Person","40",""\n'
        '"2012","Netherlands","Ghana","Voluntary return","Person","125",""\n'
    )
    assert main(["import", "eurostat-eil", str(table)]) == 0
    capsys.readouterr()
    asked = ["profile", "GHA", "--reporter", "NLD", "--format", "json"]
    assert main(asked) == 0
    rows = json.loads(capsys.readouterr().out)

    assert [row["state"] for row in rows[:2]] == ["measured", "measured"]
    assert rows[0]["years_used"] == list(range(2012, 2017))
    assert rows[1]["years_used"] == [2012]
    assert rows[1]["value_lower"] == pytest.approx(38 / 497)
    assert rows[1]["value_upper"] == pytest.approx(42 / 493)

"""`landenbenadering measure` on the shipped figures."""

import csv
import io
import json

import pytest

from landenbenadering.cli.main import main


def measured(
    capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[dict[str, object]]:
    """Give the rows of `measure --format json`."""
    assert main(["measure", "--format", "json", *arguments]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert isinstance(rows, list)
    return rows


def test_json_lists_objects_with_their_country(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Ghana comes with its orders, returns and bounds.

    Source: Eurostat MIGR_EIORD and MIGR_EIRTN, Netherlands 2012: 495 and 165.
    """
    (ghana,) = measured(capsys, "--country", "gha", "--years", "2012")

    assert ghana["iso3"] == "GHA"
    assert ghana["orders"] == 495
    assert ghana["returns"] == 165
    assert ghana["ratio_lower"] == pytest.approx(163 / 497)
    assert ghana["ratio_upper"] == pytest.approx(167 / 493)
    assert ghana["missing_share"] == 0


@pytest.mark.parametrize(
    ("iso3", "percent"),
    [("JPN", 2), ("AUS", 8), ("SOM", 9)],
)
def test_pooled_ratios_are_those_of_the_publisher(
    capsys: pytest.CaptureFixture[str], iso3: str, percent: int
) -> None:
    """Netherlands 2012-2016, rounded to whole percents.

    Source: computed from the publisher's files by hand.
    """
    (row,) = measured(capsys, "--country", iso3)

    ratio = row["ratio"]
    assert isinstance(ratio, float)
    assert round(100 * ratio) == percent


def test_csv_has_the_same_rows(capsys: pytest.CaptureFixture[str]) -> None:
    """CSV and JSON hold the same countries in the same order."""
    rows = measured(capsys)
    assert main(["measure", "--format", "csv"]) == 0
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert [line["iso3"] for line in lines] == [row["iso3"] for row in rows]
    assert len(rows) > 150


def test_the_table_says_what_the_ratio_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The caution stands under the table."""
    assert main(["measure", "--country", "GHA"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "not a share of one group of people" in said


def test_nothing_is_known_before_the_figures_were(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On 6 March 2013 no shipped figure was known."""
    assert measured(capsys, "--known-on", "2013-03-06") == []
    assert main(["measure", "--known-on", "2013-03-06"]) == 0
    assert "No figures were known on 2013-03-06" in capsys.readouterr().out


def test_the_aggregate_can_be_the_reporter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """EU-28 ordered more Ghanaians to leave than the Netherlands alone."""
    (netherlands,) = measured(capsys, "--country", "GHA")
    (union,) = measured(capsys, "--country", "GHA", "--reporter", "EU28")

    assert isinstance(netherlands["orders"], int)
    assert isinstance(union["orders"], int)
    assert union["orders"] > netherlands["orders"]


def test_an_unknown_reporter_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """A reporter without figures is not answered with an empty table in silence."""
    assert main(["measure", "--reporter", "NLX"]) == 1
    assert "PIP202" in capsys.readouterr().err

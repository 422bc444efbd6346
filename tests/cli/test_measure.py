"""`landenbenadering measure` on the shipped figures."""

import csv
import io
import json
from pathlib import Path

import pytest

from landenbenadering.cli.main import main
from tests.measurement_model.registers import by_kind_file, eurostat_files

pytestmark = pytest.mark.once


@pytest.fixture
def five_states(tmp_path: Path) -> Path:
    """Import an invented register of five states, known before the shipped figures."""
    files = [str(path) for path in eurostat_files(tmp_path, 1)]
    arguments = ["import", "eurostat-eil", *files, "--extracted-on", "2015-06-01"]
    assert main(arguments) == 0
    return tmp_path


def measured(
    capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[dict[str, object]]:
    """Give the rows of `measure --format json`."""
    capsys.readouterr()
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


def test_the_comparison_stands_beside_the_counts(
    capsys: pytest.CaptureFixture[str], five_states: Path
) -> None:
    """All states together and the reporter's own view, with bounds in order."""
    rows = measured(capsys, "--known-on", "2015-07-01", "--years", "2012-2013")

    assert len(rows) == 10
    parts = ("_90_lower", "_50_lower", "", "_50_upper", "_90_upper")
    for row in rows:
        for prefix in ("", "reporter_"):
            if row[f"{prefix}multiplier"] is None:
                assert row["reporter_multiplier_unknown"] == "no_counts"
                assert row["orders"] == 0
                continue
            values = [float(str(row[f"{prefix}multiplier{part}"])) for part in parts]
            assert values == sorted(values)
            assert row[f"{prefix}multiplier_unknown"] is None
            assert row[f"{prefix}class"] in {"smooth", "less_smooth", "cannot_tell"}
        assert row["multiplier"] is not None
        assert isinstance(row["drivers"], list)
        assert len(row["drivers"]) == min(3, int(str(row["states"])))


def test_a_row_for_each_year_holds_that_year(
    capsys: pytest.CaptureFixture[str], five_states: Path
) -> None:
    """Two years, two rows; the average over both lies between them."""
    options = ("--known-on", "2015-07-01", "--country", "GHA")
    rows = measured(capsys, *options, "--by-year")
    (both,) = measured(capsys, *options)

    assert [row["years"] for row in rows] == [[2012], [2013]]
    medians = sorted(float(str(row["multiplier"])) for row in rows)
    assert medians[0] <= float(str(both["multiplier"])) <= medians[1]


def test_threshold_and_certainty_move_the_class_and_not_the_number(
    capsys: pytest.CaptureFixture[str], five_states: Path
) -> None:
    """Every country lies below a hundred times the average."""
    day = ("--known-on", "2015-07-01")
    usual = measured(capsys, *day)
    strict = measured(capsys, *day, "--threshold", "100", "--certainty", "0.99")

    assert [r["multiplier"] for r in usual] == [r["multiplier"] for r in strict]
    assert {row["class"] for row in strict} == {"less_smooth"}


def test_with_one_state_no_class_is_given_and_the_reason_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The shipped figures have the Netherlands alone."""
    (row,) = measured(capsys, "--country", "JPN")
    assert main(["measure", "--country", "JPN"]) == 0

    assert row["multiplier"] is None
    assert row["multiplier_unknown"] == "one_state"
    assert row["reporter_multiplier"] is not None
    assert row["reporter_class"] == "cannot_tell"
    assert "Only NLD has counts" in " ".join(capsys.readouterr().out.split())


def test_an_aggregate_has_no_view_of_its_own(
    capsys: pytest.CaptureFixture[str], five_states: Path
) -> None:
    """The EU-28 of the shipped figures is no reporting state."""
    (row,) = measured(capsys, "--country", "GHA", "--reporter", "EU28")

    assert row["multiplier"] is not None
    assert row["reporter_multiplier"] is None
    assert row["reporter_multiplier_unknown"] == "reporter_without_counts"


def test_a_country_without_counts_says_so(
    capsys: pytest.CaptureFixture[str], five_states: Path
) -> None:
    """Peru is not in the invented register."""
    (row,) = measured(
        capsys, "--country", "PER", "--known-on", "2015-07-01", "--years", "2012"
    )

    assert row["multiplier_unknown"] == "no_counts"
    assert row["class"] is None


def test_kinds_of_return_that_no_file_has_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Voluntary and forced are not guessed from the total."""
    assert main(["measure", "--returns", "forced"]) == 1
    assert "MEA204" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [("--threshold", "0"), ("--certainty", "0.5"), ("--certainty", "high")],
)
def test_a_standard_that_says_nothing_is_refused(
    wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Such options are wrong calls, said with the bounds."""
    with pytest.raises(SystemExit) as stopped:
        main(["measure", *wrong])

    assert stopped.value.code == 2
    assert "is not a number above" in capsys.readouterr().err


def test_the_dutch_table_is_dutch_throughout(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Headings, words and marks in numbers follow the language.

    Source: Eurostat MIGR_EIORD, Netherlands 2012: Afghanistan 1,650, Andorra 0.
    """
    asked = ["--years", "2012", "--country", "AFG", "--country", "AND"]
    assert main(["measure", "--language", "nl", *asked]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "NLD, 2012 ISO3 Land Besluiten" in said
    assert "Afghanistan 1.650" in said
    assert "niet te zeggen" in said
    for english in ("Orders", "Country", "cannot tell", "Returns"):
        assert english not in said


def test_a_country_named_twice_is_shown_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A row counted twice would be a sum counted twice."""
    assert len(measured(capsys, "--country", "GHA", "--country", "gha")) == 1


def test_years_without_figures_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Figures of other years are known: that none are would be untrue."""
    assert main(["measure", "--years", "2020"]) == 0
    assert "No figures on 2020 were known on" in capsys.readouterr().out


def test_a_total_of_earlier_years_makes_nothing_missing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The publisher's totals begin before its counts of each country."""
    before = measured(capsys)
    totals = tmp_path / "migr_eiord.csv"
    totals.write_text(
        '"TIME","GEO","CITIZEN","UNIT","Value","Flag and Footnotes"\n'
        '"2010","Netherlands","Total","Person","30,000",""\n'
    )
    assert main(["import", "eurostat-eil", str(totals)]) == 0

    after = measured(capsys)

    assert {str(row["years"]) for row in before} == {str(list(range(2012, 2017)))}
    assert after == before


def test_a_country_without_figures_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Figures of other countries are known: that none are would be untrue."""
    assert main(["measure", "--country", "DEU", "--language", "nl"]) == 0
    assert "geen cijfers over DEU (NLD) bekend" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["nl", "en"])
def test_checks_say_what_they_mean(
    capsys: pytest.CaptureFixture[str], five_states: Path, language: str
) -> None:
    """A row for each feature, each prior and each of the five states."""
    asked = ("--checks", "--known-on", "2015-07-01", "--language", language)
    rows = measured(capsys, *asked)
    assert main(["measure", *asked]) == 0

    said = "".join(capsys.readouterr().out.split())
    kinds = [row["check"] for row in rows]
    assert kinds == ["predictive"] * 4 + ["prior"] * 3 + ["without_state"] * 5
    assert {row["name"] for row in rows[7:]} == {"BEL", "DNK", "FRA", "NLD", "SWE"}
    for row in rows:
        assert "".join(str(row["title"]).split()) in said
        assert str(row["meaning"]).endswith(".")


def test_checks_as_csv_have_every_field(
    capsys: pytest.CaptureFixture[str], five_states: Path
) -> None:
    """Lists are written with blanks between, as elsewhere."""
    capsys.readouterr()
    asked = ("--checks", "--known-on", "2015-07-01", "--format", "csv")
    assert main(["measure", *asked]) == 0

    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(lines) == 12
    assert all(None not in line and None not in line.values() for line in lines)
    assert not any("[" in line["changed"] for line in lines)


def test_one_state_cannot_be_checked_by_leaving_it_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The shipped figures have the Netherlands alone."""
    assert main(["measure", "--checks"]) == 1
    assert "MEA206" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "No class, since counts contradict each other: GHA."),
        ("nl", "Geen klasse, want tellingen spreken elkaar tegen: GHA."),
    ],
)
def test_two_files_of_one_day_that_contradict_each_other_are_told(
    capsys: pytest.CaptureFixture[str], five_states: Path, language: str, said: str
) -> None:
    """The second file says ten times as many returns of Ghanaians."""
    second = five_states / "migr_eirtn_second.csv"
    lines = (five_states / "migr_eirtn.csv").read_text(encoding="latin-1")
    second.write_text(
        "".join(
            line.replace('"Person","', '"Person","9') if '"Ghana"' in line else line
            for line in lines.splitlines(keepends=True)
        ),
        encoding="latin-1",
    )
    arguments = ["import", "eurostat-eil", str(second), "--extracted-on", "2015-06-01"]
    assert main(arguments) == 0

    options = ("--known-on", "2015-07-01", "--country", "GHA")
    (row,) = measured(capsys, *options)
    assert main(["measure", *options, "--language", language]) == 0

    assert (row["class"], row["no_class"]) == ("cannot_tell", "contradicted")
    assert said in " ".join(capsys.readouterr().out.split())


def test_forced_returns_alone_are_said_to_be_that(
    capsys: pytest.CaptureFixture[str], five_states: Path
) -> None:
    """The counts beside the multiplier stay those of all returns."""
    kinds = str(by_kind_file(five_states / "migr_eirtn.csv"))
    arguments = ["import", "eurostat-eil", kinds, "--extracted-on", "2015-06-01"]
    assert main(arguments) == 0
    options = ("--known-on", "2015-07-01", "--country", "GHA")

    (every,) = measured(capsys, *options)
    (forced,) = measured(capsys, *options, "--returns", "forced")
    assert main(["measure", *options, "--returns", "forced"]) == 0

    assert every["returns_compared"] == "all"
    assert forced["returns_compared"] == "forced"
    assert forced["returns"] == every["returns"]
    assert forced["multiplier"] != every["multiplier"]
    said = " ".join(capsys.readouterr().out.split())
    assert "of forced departure alone here" in said

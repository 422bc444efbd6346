"""`landenbenadering judgements`: the letter of 2013 beside counts of 2012."""

import csv
import io
import json
from pathlib import Path

import pytest

from landenbenadering.cli.main import main
from tests.measurement_model.registers import eurostat_files

pytestmark = pytest.mark.django_db

LETTER = ["judgements", "--judged-on", "2013-03-06", "--known-on", "2015-07-01"]


@pytest.fixture
def five_states(tmp_path: Path) -> None:
    """Import an invented register of five states, known before the shipped figures."""
    files = [str(path) for path in eurostat_files(tmp_path, 1)]
    arguments = ["import", "eurostat-eil", *files, "--extracted-on", "2015-06-01"]
    assert main(arguments) == 0


@pytest.mark.usefixtures("five_states")
def test_every_country_of_the_letter_stands_beside_the_counts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Eight countries are judged; of China, Ghana and India the register has counts.

    Source: letter to the House of Representatives, 6 March 2013.
    """
    capsys.readouterr()
    assert main([*LETTER, "--years", "2012", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)

    assert len(rows) == 8
    assert {row["judgement"] for row in rows} == {"less_smooth"}
    counted = [row["iso3"] for row in rows if row["multiplier"] is not None]
    assert counted == ["CHN", "GHA", "IND"]
    for row in rows:
        expected = {
            None: "no_estimate",
            "less_smooth": "agree",
            "smooth": "differ",
            "cannot_tell": "undecided",
        }
        assert row["relation"] == expected[row["class"]]
        assert bool(row["reasons"]) == (row["relation"] in {"differ", "undecided"})


@pytest.mark.usefixtures("five_states")
def test_the_dutch_table_is_dutch_and_csv_has_every_row(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Words, marks and reasons follow the language."""
    capsys.readouterr()
    assert main([*LETTER, "--reporter", "NLD", "--format", "csv"]) == 0
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert main([*LETTER, "--language", "nl"]) == 0

    said = capsys.readouterr().out
    assert len(lines) == 8
    assert "Oordeel" in said
    assert "minder soepel" in said
    assert "geen schatting" in said
    assert "cannot" not in said
    assert "less smooth" not in said


@pytest.mark.usefixtures("five_states")
def test_the_view_of_the_state_that_judges_stands_among_the_reasons(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever sees all states together reads what the Netherlands alone meets."""
    options = [*LETTER, "--years", "2012", "--format", "json"]
    capsys.readouterr()
    assert main(options) == 0
    together = json.loads(capsys.readouterr().out)
    assert main([*options, "--reporter", "NLD"]) == 0
    own = {row["iso3"]: row for row in json.loads(capsys.readouterr().out)}

    open_to_doubt = [row for row in together if row["reasons"]]
    assert open_to_doubt
    for row in open_to_doubt:
        number = f"{own[row['iso3']]['multiplier']:.2f}"
        assert f"As the Netherlands meets the country, the multiplier is {number} " in (
            " ".join(row["reasons"])
        )
    assert not any("As the Netherlands" in " ".join(r["reasons"]) for r in own.values())


@pytest.mark.usefixtures("five_states")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--judged-on", "2010-01-01"], "No judgement of the ministry was known on"),
        (["--reporter", "EU28"], "EU28 is a sum and no reporting state"),
        (["--reporter", "GRC"], "No usable counts of GRC are known"),
        (["--years", "1990-1991"], "No usable counts of 1990-1991 are known"),
        (["--reporter", "NLD", "--years", "1990"], "counts of NLD, 1990 are known"),
    ],
)
def test_an_empty_answer_says_why(
    capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    capsys.readouterr()
    assert main([*LETTER, *options]) == 0

    assert said in " ".join(capsys.readouterr().out.split())

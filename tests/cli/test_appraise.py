"""`landenbenadering appraise` on what ships and on sheets of one's own."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from landenbenadering.cli.main import main

pytestmark = pytest.mark.once

FAST = ("--draws", "200", "--no-sensitivity")
NO_REGISTER = """\
id = "own"
title = { nl = "Eigen", en = "Own" }
on = 2026-01-10
illustration = false
note = { nl = "–", en = "–" }
[[criterion]]
code = "gain"
name = { nl = "winst", en = "gain" }
unit = { nl = "punten", en = "points" }
swing = 1
[[department]]
code = "bz"
name = { nl = "BZ", en = "Foreign Affairs" }
[[budget]]
department = "bz"
year = 2026
eur = 5
[[instrument]]
code = "talks"
name = { nl = "gesprekken", en = "talks" }
country = "GHA"
department = "bz"
policy_area = "diplomacy"
direction = "incentive"
cost = [{ department = "bz", year = 2026, eur = 4 }]
score = [{ criterion = "gain", lower = 1, upper = 2, grade = "case", author = "a", \
on = 2026-01-01, reason = "b" }]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give a sheet with one instrument."""
    path = tmp_path / "own.toml"
    path.write_text(NO_REGISTER, encoding="utf-8")
    return path


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run `appraise` and give what it writes."""
    assert main(["appraise", *arguments]) == 0
    return capsys.readouterr().out


def test_one_instrument_is_core_when_it_helps_and_is_paid(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(shown(capsys, str(own), "--format", "json"))

    assert found["illustration"] is False
    assert [p["instruments"] for p in found["packages"]] == [["talks"]]
    (talks,) = found["instruments"]
    assert talks["standing"] == "core"
    assert talks["thresholds"] == [
        {"criterion": "gain", "leaves_below": 0, "core_above": 0}
    ]


def test_formats_tell_the_same_packages_and_mark_the_illustration(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = own.read_text(encoding="utf-8")
    own.write_text(text.replace("tion = false", "tion = true"), encoding="utf-8")
    out = tmp_path / "made" / "x.xml"

    rows = list(csv.DictReader(io.StringIO(shown(capsys, str(own), "--format", "csv"))))
    shown(capsys, str(own), "--format", "xmcda", "--out", str(out))
    tree = ElementTree.parse(out).getroot()  # noqa: S314  (our own output)
    names = {"x": "http://www.decision-deck.org/2021/XMCDA-4.0.0"}
    told = shown(capsys, str(own), "--why", "", "--compare", "1", "1")
    instruments = shown(capsys, str(own), "--format", "instruments-csv")

    assert [row["illustration"] for row in rows] == ["yes"]
    assert rows[0]["talks"] == "1"
    assert rows[0]["eur bz 2026"] == "4"
    assert [a.get("name") for a in tree.findall(".//x:alternative", names)] == ["talks"]
    assert "ILLUSTRATION" in (tree.findtext(".//x:comment", "", names))
    assert "ILLUSTRATION" in told
    assert "is beaten by talks, by 1 to 2 swings" in told
    assert instruments.splitlines()[1].startswith("yes,talks,core,1.0,0.0,0.0")


def test_without_any_package_the_constraints_in_the_way_are_named(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = own.read_text(encoding="utf-8").replace("eur = 5", "eur = 3")
    must = '[[group]]\ninstruments = ["talks"]\nat_least = 1\nreason = "x"\n'
    own.write_text(text + must, encoding="utf-8")

    told = shown(capsys, str(own))

    assert "No package keeps every constraint" in told
    assert "bz has 3 euros in 2026" in told
    assert "at least 1 of talks" in told


def test_contradictory_statements_are_refused_with_the_smallest_set(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = (
        '[[statement]]\nsaid_by = "joint"\nform = "bounds"\n'
        'criterion = "gain"\nupper = 0.5\n'
    )
    own.write_text(own.read_text(encoding="utf-8") + said, encoding="utf-8")

    assert main(["appraise", str(own)]) == 1
    assert "gain weighs at most 1/2 (joint)" in capsys.readouterr().err


def test_a_fault_in_a_sheet_is_told_with_its_line(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = own.read_text(encoding="utf-8")
    own.write_text(text.replace("eur = 5", 'eur = "5"'), encoding="utf-8")

    assert main(["appraise", str(own)]) == 1
    error = capsys.readouterr().err
    assert "POL203" in error
    assert f"{own}, line 17" in error


def test_a_number_that_is_not_in_the_list_is_refused(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["appraise", str(own), *FAST, "--compare", "1", "7"]) == 1
    assert "APP205" in capsys.readouterr().err


def test_an_interrupted_run_keeps_what_it_has(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("landenbenadering.pipelines.appraise.acceptability", stop)

    found = json.loads(shown(capsys, str(own), "--format", "json"))

    assert found["unfinished"] == ["chance", "scores of talks"]
    assert found["packages"]
    assert found["chance"] is None


def test_without_time_packages_come_with_what_is_proven_of_them(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = shown(capsys, str(own), *FAST, "--seconds", "0")

    assert "There was no time to find every package." in text
    assert "by more than 0 swing" in text
    found = json.loads(shown(capsys, str(own), "--format", "json", "--seconds", "0"))
    assert found["complete"] is False
    assert found["shortfall"] == 0

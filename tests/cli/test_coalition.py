"""`landenbenadering coalition` on the shipped figures."""

import json

import pytest

from landenbenadering.cli.main import main

pytestmark = pytest.mark.django_db


def test_json_holds_the_problem_the_partners_and_the_vote(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["coalition", "afg", "--circle", "nld,swe", "--vote-on", "2026-03-06"]
    assert main([*arguments, "--format", "json"]) == 0

    found = json.loads(capsys.readouterr().out)

    assert found["shared_problem"][0]["state"] == "NLD"
    assert found["shared_problem"][0]["share"] is None
    assert found["council"]["verdict"] == "neither"
    assert found["council"]["winning_coalitions"] == 17_713_120
    assert main([*arguments, "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("NLD,6215,1155")


def test_text_names_the_letters_partners_and_whom_to_win_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["coalition", "AFG", "--vote-on", "2026-03-06"]) == 0

    told = " ".join(capsys.readouterr().out.split())
    assert "SWE (no figure), NOR (no figure), GBR (no figure)" in told
    assert "Import the figures of all states" in told
    assert "Fewest to win over (14)" in told
    assert "Not every figure" in told


def test_an_unknown_state_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coalition", "AFG", "--circle", "XXX"]) == 1
    assert "PIP201" in capsys.readouterr().err

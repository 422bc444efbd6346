"""What the command says when it is called wrongly or refuses."""

import errno
from datetime import date
from pathlib import Path

import pytest

from landenbenadering.cli.main import INTERRUPTED, REFUSED, build_parser, main
from landenbenadering.cli.moment import moment
from landenbenadering.web.design.moment import read_moment


def test_a_refusal_shows_code_place_problem_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file is refused with everything a user needs, and no traceback."""
    missing = tmp_path / "absent.csv"

    status = main(["import", "eurostat-eil", str(missing)])

    said = capsys.readouterr().err
    assert status == REFUSED
    assert "EVI" in said
    assert str(missing) in said
    assert "What to do:" in said
    assert "Traceback" not in said


def test_an_unknown_country_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A code that is no country is named in the refusal."""
    status = main(["measure", "--country", "QQQ"])

    assert status == REFUSED
    assert "PIP201" in (said := capsys.readouterr().err)
    assert "QQQ" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["letter", "--known-on", "6 March 2013"],
        ["measure", "--years", "2016-2012"],
        ["measure", "--format", "xml"],
        ["letter", "--language", "de"],
        [],
    ],
)
def test_a_wrong_call_ends_with_usage(arguments: list[str]) -> None:
    """A call that cannot be understood exits with 2 before anything is done."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with the shell's own status and no traceback."""

    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("landenbenadering.cli.imports.read_files", interrupted)

    assert main(["import", "eurostat-eil", "x.csv"]) == INTERRUPTED


def test_output_that_cannot_be_written_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk behind standard output is a refusal, not a traceback."""

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "table.csv")

    monkeypatch.setattr("landenbenadering.cli.measure.measure", full)

    assert main(["measure"]) == REFUSED
    said = capsys.readouterr().err
    assert "CLI102" in said
    assert "No space left on device" in said
    assert "table.csv" in said


@pytest.mark.parametrize("option", ["--known-on", "--entered-by"])
def test_a_day_that_is_still_to_come_is_refused(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As on the pages: nobody can say what will be known then."""
    assert main(["measure", option, "2999-01-01"]) == REFUSED
    assert "CLI104" in capsys.readouterr().err


def test_a_day_ends_when_it_ends_on_the_pages() -> None:
    """The command and the page give the same letter for the same day."""
    options = build_parser().parse_args(
        ["letter", "--known-on", "2026-01-31", "--entered-by", "2026-01-31"]
    )

    assert moment(options) == read_moment(
        {"known-on": "2026-01-31", "entered-by": "2026-01-31"}, today=date(2026, 2, 1)
    )

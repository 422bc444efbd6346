"""`landenbenadering measure --suppressed`: what lies behind a hidden count."""

from pathlib import Path

import pytest

from landenbenadering.cli.main import main
from tests.cli.test_measure import measured
from tests.measurement_model.registers import eurostat_files


def hide_small(path: Path) -> None:
    """Put `:` and the flag c in the place of counts below 5 of Ghanaians."""
    lines = path.read_text(encoding="latin-1").splitlines()
    hidden = [
        line.replace('"Person","0",""', '"Person",":","c"') if "Ghana" in line else line
        for line in lines
    ]
    assert hidden != lines
    path.write_text("\n".join(hidden) + "\n", encoding="latin-1")


def test_a_hidden_count_takes_part_only_with_a_rule_of_whoever_asks(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The rule is named under the table, and pages keep what was found without it."""
    files = eurostat_files(tmp_path, 1)
    hide_small(files[1])
    paths = [str(path) for path in files]
    options = ["import", "eurostat-eil", *paths, "--extracted-on", "2015-06-01"]
    assert main(options) == 0
    day = ("--known-on", "2015-07-01", "--country", "GHA")

    (without,) = measured(capsys, *day)
    (ruled,) = measured(capsys, *day, "--suppressed", "c:0-4")
    (again,) = measured(capsys, *day)
    assert main(["measure", *day, "--suppressed", "c:0-4", "--language", "nl"]) == 0
    said = " ".join(capsys.readouterr().out.split())

    assert int(str(ruled["states"])) >= int(str(without["states"]))
    assert float(str(ruled["multiplier"])) < float(str(without["multiplier"]))
    assert float(str(ruled["information"])) > float(str(without["information"]))
    assert again == without
    assert "met de vlag c als 0 tot en met 4 personen" in said


@pytest.mark.parametrize("wrong", ["c", "c:4", "c:4-0", "cc:0-4", "c:-1-4", "c:a-b"])
def test_a_rule_that_cannot_be_read_ends_with_usage(wrong: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["measure", "--suppressed", wrong])

    assert stopped.value.code == 2

"""Files that come in the layout of the pooling benchmark, and such that nearly do."""

import gzip
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks import pooling
from benchmarks.register_files import Register, RegisterError, read_register

COLUMNS = ("citizen", "geo", "year", "orders", "returns", "eta", "orders5", "returns5")
Line = tuple[str, ...]


def lines(seed: int = 1, *, citizens: int = 8, states: int = 4) -> list[Line]:
    """Draw a small register as the generator of the benchmark would write it."""
    generator = np.random.default_rng(seed)
    rows = []
    level = generator.normal(-1, 0.9, citizens)
    for c, s, t in np.ndindex(citizens, states, 3):
        orders = int(generator.poisson(20))
        returns = int(generator.binomial(orders, 1 / (1 + np.exp(-level[c]))))
        rounded = (5 * ((orders + 2) // 5), 5 * ((returns + 2) // 5))
        row = (c, s, 2010 + t, orders, returns, round(float(level[c]), 5), *rounded)
        rows.append(tuple(str(value) for value in row))
    return rows


def text(rows: Sequence[Line], columns: Sequence[str] = COLUMNS) -> str:
    """Lay rows out as comma-separated text, in the order of `columns`."""
    picked = [[row[COLUMNS.index(name)] for name in columns] for row in rows]
    return "\n".join(",".join(row) for row in [list(columns), *picked]) + "\n"


def written(folder: Path, content: str) -> Path:
    """Write a plain file."""
    path = folder / "register.csv"
    path.write_text(content, encoding="utf-8")
    return path


def same(one: Register, other: Register) -> bool:
    """Compare keys and counts."""
    names = ("citizenship", "reporter", "year", "orders", "returns", "base")
    return all(np.array_equal(getattr(one, n), getattr(other, n)) for n in names)


def test_packing_order_of_columns_and_further_columns_do_not_matter(
    tmp_path: Path,
) -> None:
    rows = lines()
    plain = read_register(written(tmp_path, text(rows)))
    packed = tmp_path / "packed.csv"  # a name that does not tell
    packed.write_bytes(gzip.compress(text(rows).encode()))
    turned = tmp_path / "turned.csv.gz"
    turned.write_text("\ufeff" + text(rows, COLUMNS[::-1]), encoding="utf-8")
    with_semicolons = tmp_path / "semicolons.csv"
    with_semicolons.write_text(text(rows).replace(",", ";"), encoding="utf-8")

    for path in (packed, turned, with_semicolons):
        assert same(read_register(path), plain)
    assert plain.base == 5
    assert plain.eta.size == len(rows) - plain.without_orders


def test_codes_instead_of_numbers_name_the_same_cells(tmp_path: Path) -> None:
    rows = lines()
    named = [(f"C{row[0]}", f"S{row[1]}", *row[2:]) for row in rows]

    first = read_register(written(tmp_path, text(rows)))
    second = read_register(written(tmp_path, text(named)))

    assert same(first, second)


def test_a_file_without_truth_is_fitted_and_not_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = [name for name in COLUMNS if name != "eta"]
    path = written(tmp_path, text(lines(), columns))

    assert pooling.main([str(path)]) == 0

    said = capsys.readouterr().out
    assert "no eta to judge by" in said
    assert "mean logit" in said
    assert "nan" not in said


def test_exact_counts_are_taken_as_exact_and_returns_above_orders_cut_off(
    tmp_path: Path,
) -> None:
    rows = [(*row[:6], row[3], row[4]) for row in lines()]
    rows[0] = (*rows[0][:6], "7", "19")
    register = read_register(written(tmp_path, text(rows)))

    judged = pooling.judge(register)

    assert register.base == 1
    assert register.cut_off == 1
    assert register.returns[0] == register.orders[0] == 7
    assert judged.error < 0.15


def test_rounded_returns_above_orders_are_cut_off(tmp_path: Path) -> None:
    rows = lines()
    rows[3] = (*rows[3][:6], "10", "25")
    register = read_register(written(tmp_path, text(rows)))

    assert register.cut_off == 1
    assert np.isfinite(pooling.judge(register).error)


def test_a_count_that_is_not_known_is_left_out_and_counted(tmp_path: Path) -> None:
    rows = lines()
    rows[0] = (*rows[0][:6], ":", "5")
    rows[1] = (*rows[1][:6], "10.0", "")
    rows[2] = (*rows[2][:5], "NA", "10.0", "5")
    register = read_register(written(tmp_path, text(rows)))

    assert register.not_counted == 2
    assert np.isnan(register.eta[0])
    assert np.isfinite(pooling.judge(register).error)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "lacks the columns"),
        ("citizen,geo,year,orders5\n1,1,2010,5\n", "lacks the columns returns5"),
        (text(lines()[:1]), "fewer than 3 cells"),
        (text([(*lines()[0][:6], "x", "0")]), "no whole number"),
        (text([(*lines()[0][:6], "-5", "0")]), "Line 2: .*no whole number"),
        (text([*lines(), (*lines()[0][:6], "many", "0")]), "Line 98: orders5"),
        (text([(*lines()[0][:5], "high", "5", "0")] * 3), "Line 2: eta"),
        (text([("", *lines()[0][1:])] * 3), "Line 2: citizen is empty"),
    ],
)
def test_a_file_that_is_no_register_is_refused_with_the_reason(
    tmp_path: Path, content: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, content)

    with pytest.raises(RegisterError, match=told):
        read_register(path)
    assert pooling.main([str(path), str(tmp_path / "not-here.csv")]) == 1
    assert re.search(told, capsys.readouterr().err)


@pytest.mark.parametrize("returns", ["none", "all"])
def test_a_register_in_which_nobody_or_everybody_returns_has_an_answer(
    tmp_path: Path, returns: str
) -> None:
    rows = [(*row[:7], row[6] if returns == "all" else "0") for row in lines()]
    register = read_register(written(tmp_path, text(rows)))

    found = pooling.intercept(pooling.fit(register))

    assert (2 < found < 15) if returns == "all" else (-15 < found < -2)


@pytest.mark.parametrize(("citizens", "states"), [(1, 1), (1, 4), (8, 1), (2, 2)])
def test_few_citizenships_or_states_are_no_obstacle(
    tmp_path: Path, citizens: int, states: int
) -> None:
    rows = lines(citizens=citizens, states=states)
    judged = pooling.judge(read_register(written(tmp_path, text(rows))))

    assert judged.error < 0.2


def test_lines_with_the_same_keys_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = lines()
    path = written(tmp_path, text([*rows, rows[3], rows[3]]))

    assert read_register(path).repeated == 2
    assert pooling.main([str(path)]) == 0
    assert "cells given more than once" in capsys.readouterr().out

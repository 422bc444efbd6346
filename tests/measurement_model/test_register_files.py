"""Files that come in the layout of the pooling benchmark, and such that nearly do."""

import gzip
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks import pooling
from benchmarks.register_errors import RegisterError
from benchmarks.register_files import Register, read_register

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
    keys, counts = ("citizenship", "reporter", "year"), ("orders", "returns")
    names = (*keys, *counts, "base", "returns_base")
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
        ("", "BEN103 register.csv: The file is empty"),
        (
            "citizen,geo,year,orders5\n1,1,2010,5\n",
            "BEN103 register.csv, line 1: There are no columns returns5",
        ),
        (
            "citizen,geo,year,orders5,returns5,returns5\n1,1,2010,5,0,0\n",
            "BEN103 register.csv, line 1: More than one column",
        ),
        (text(lines()[:1]), "BEN107 register.csv: It has 1 cells"),
        (text([(*lines()[0][:6], "x", "0")]), "BEN104 .*'x' is no whole number"),
        (text([(*lines()[0][:6], "-5", "0")]), "line 2, .*no whole number"),
        (
            text([*lines(), ("99", *lines()[0][1:6], "many", "0")]),
            "BEN104 register.csv, line 98, column \"orders5\": 'many'",
        ),
        (
            text([(c, *lines()[0][1:5], "high", "5", "0") for c in "123"]),
            'BEN106 register.csv, line 2, column "eta"',
        ),
        (
            text([("", s, *lines()[0][2:]) for s in "123"]),
            'BEN105 register.csv, line 2, column "citizen"',
        ),
        (
            text([*lines(), (*lines()[0][:6], "5", "5")]),
            "BEN110 register.csv, line 98: Line 2 is of the same",
        ),
        (
            text([(*row[:6], f"{row[6]}0", f"{row[7]}0") for row in lines()]),
            'BEN108 register.csv, column "orders5": All counts are multiples of 50',
        ),
        (
            text([(*row[:6], "5", f"{3 + int(row[0]) % 2}0") for row in lines()]),
            "BEN109 register.csv: .*more returns than orders in 96 of 96 cells",
        ),
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


def test_a_line_that_repeats_another_is_taken_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = lines()
    once = read_register(written(tmp_path, text(rows)))
    path = written(tmp_path, text([*rows, rows[3], rows[3]]))

    assert read_register(path).repeated == 2
    assert same(read_register(path), once)
    assert pooling.main([str(path)]) == 0
    assert "lines that repeat another, taken once" in capsys.readouterr().out


def test_a_file_that_cannot_be_unpacked_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(text(lines()).encode())
    path = tmp_path / "register.csv.gz"

    for content in (packed[:200], packed[:100] + b"x" * 60 + packed[160:]):
        path.write_bytes(content)
        with pytest.raises(RegisterError, match=r"BEN102 register.csv.gz: It is not"):
            read_register(path)
    with pytest.raises(RegisterError, match=r"BEN101 .*cannot be read"):
        read_register(tmp_path)


@pytest.mark.parametrize("base", [3, 7, 10])
def test_the_rounding_is_seen_from_the_counts(
    tmp_path: Path, base: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Halves are rounded up where the base is even; 90 % of 1,152 cells, and noise."""
    covered = []
    for seed in range(4):
        rows = [
            (
                *row[:6],
                *(str(base * ((2 * int(n) + base) // (2 * base))) for n in row[3:5]),
            )
            for row in lines(seed, citizens=24)
        ]
        path = written(tmp_path, text(rows))
        register = read_register(path)
        assert (register.base, register.returns_base) == (base, base)
        covered.append(pooling.judge(register).ninety)

    assert 0.8 <= np.mean(covered) <= 0.97
    assert pooling.main([str(path)]) == 0
    assert f"to {base}, to {base}" in capsys.readouterr().out


def test_exact_orders_may_stand_beside_rounded_returns(tmp_path: Path) -> None:
    rows = [(*row[:6], row[3], row[7]) for row in lines()]
    register = read_register(written(tmp_path, text(rows)))

    assert (register.base, register.returns_base) == (1, 5)
    assert register.cut_off == 0
    assert pooling.judge(register).error < 0.15

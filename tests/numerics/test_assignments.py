"""Every non-dominated assignment, against brute force and published fronts."""

import gzip
from itertools import permutations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.portfolio_files import read_dat
from landenbenadering.numerics.assignments import assignment_front
from landenbenadering.numerics.errors import NumericsError

Int64s = npt.NDArray[np.int64]
FOLDER = (
    Path(__file__).resolve().parents[3] / "shared/data/benchmarks/portfolio/kirlik_moap"
)


def totals(cost: Int64s, columns: Int64s) -> Int64s:
    return np.asarray(cost[:, np.arange(cost.shape[1]), columns].sum(axis=1))


def by_hand(cost: Int64s) -> set[tuple[int, ...]]:
    every = {
        tuple(int(v) for v in totals(cost, np.array(order)))
        for order in permutations(range(cost.shape[1]))
    }
    return {
        one
        for one in every
        if not any(
            other != one and all(a <= b for a, b in zip(other, one, strict=True))
            for other in every
        )
    }


@settings(max_examples=60, deadline=None)
@given(
    p=st.integers(1, 4),
    n=st.integers(1, 5),
    spread=st.sampled_from([2, 9, 1000]),
    low=st.sampled_from([0, -7]),
    seed=st.integers(0, 10_000),
)
def test_fronts_equal_brute_force(
    p: int, n: int, spread: int, low: int, seed: int
) -> None:
    cost = np.random.default_rng(seed).integers(low, low + spread, (p, n, n))
    found = assignment_front(cost)

    assert {tuple(int(v) for v in point) for point in found.points} == by_hand(cost)
    assert len(np.unique(found.points, axis=0)) == len(found.points)
    for point, columns in zip(found.points, found.columns, strict=True):
        assert sorted(columns.tolist()) == list(range(n))
        assert np.array_equal(totals(cost, columns), point)


@pytest.mark.parametrize(
    "name",
    [
        "AP_p-3_n-5_ins-1",
        "AP_p-3_n-10_ins-2",
        pytest.param("AP_p-3_n-15_ins-1", marks=pytest.mark.slow),
        pytest.param("AP_p-3_n-20_ins-1", marks=pytest.mark.slow),
        pytest.param("AP_p-3_n-25_ins-1", marks=pytest.mark.slow),
    ],
)
def test_fronts_are_those_of_kirlik_and_sayin(name: str) -> None:
    """Kirlik and Sayin (2014), European Journal of Operational Research 232(3)."""
    file = FOLDER / f"{name}.dat"
    if not file.is_file():
        pytest.skip(f"{file.name} is not here")
    lines = gzip.decompress((FOLDER / f"EffSet_{name}.txt.gz").read_bytes()).decode()
    published = np.array(
        [[float(v) for v in one.split()] for one in lines.splitlines()]
    )
    cost = read_dat(file).cost

    assert cost is not None
    assert np.array_equal(
        assignment_front(cost).points, np.unique(np.abs(published), axis=0)
    )


def test_costs_that_do_not_fit_are_refused() -> None:
    with pytest.raises(NumericsError, match="NUM207"):
        assignment_front(np.full((2, 3, 3), 1 << 50, dtype=np.int64))

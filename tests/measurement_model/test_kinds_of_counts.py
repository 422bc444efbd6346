"""Intervals of the comparison where counts are few, hidden, missing or wild."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest

from landenbenadering.core.observation import Observation
from landenbenadering.measurement.cooperation.model import fit_cooperation
from landenbenadering.measurement.cooperation.panel import build_panel
from landenbenadering.measurement.cooperation.results import log_multipliers
from landenbenadering.measurement.cooperation.sample import sample
from tests.measurement_model.registers import FIRST_YEAR, invented_register

FEW, MANY = range(8), range(100, 160)
Flags = npt.NDArray[np.bool_]


def number(code: str) -> int:
    """Give the number of an invented code."""
    return 26 * (ord(code[1]) - 65) + ord(code[2]) - 65


def everyone(_: int) -> bool:
    """Look at every citizenship."""
    return True


def everything(_: Observation) -> bool:
    """Keep every count."""
    return True


def one_state(item: Observation) -> bool:
    """Keep of every third citizenship the counts of one state."""
    c = number(item.citizenship)
    return c % 3 > 0 or number(item.reporter) == c % 8


def years_missing(item: Observation) -> bool:
    """Leave out about three in ten years of the states, the same for every seed."""
    return (7 * number(item.reporter) + 3 * item.year) % 10 > 2


@dataclass(frozen=True)
class Kind:
    """How a register is drawn and published, and of whom intervals are looked at."""

    log_size: float = 3.0
    heavy: bool = False
    fewer_than_five: bool = False
    kept: Callable[[Observation], bool] = everything
    only: Callable[[int], bool] = everyone


KINDS = {
    "few people": Kind(log_size=1.0),
    "fewer than 5 hidden": Kind(fewer_than_five=True),
    "few people, fewer than 5 hidden": Kind(log_size=1.5, fewer_than_five=True),
    "one state reports on the country": Kind(kept=one_state, only=lambda c: c % 3 == 0),
    "years missing": Kind(kept=years_missing),
    "heavy tails": Kind(heavy=True),
}


def inside(kind: Kind, seed: int) -> Flags:
    """Say which true multipliers the 90 % intervals of one register contain."""
    published, truth = invented_register(
        seed,
        log_size=kind.log_size,
        heavy=kind.heavy,
        fewer_than_five=kind.fewer_than_five,
    )
    panel = build_panel(
        filter(kind.kept, published),
        base=1 if kind.fewer_than_five else 5,
        suppressed={"c": (0, 4)},
    )
    fitted = fit_cooperation(panel)
    drawn = sample(fitted, generator=np.random.default_rng(seed))
    chosen, logs = log_multipliers(drawn)
    names = fitted.cells.citizenships[chosen]
    numbers = np.array([number(str(name)) for name in names], dtype=np.int64)
    years = np.asarray(fitted.cells.years, dtype=np.int64) - FIRST_YEAR
    true = truth.course[np.ix_(numbers, years)]
    true = true - true.mean(axis=0)
    low, high = np.quantile(logs, [0.05, 0.95], axis=0)
    some = [kind.only(one) for one in numbers.tolist()]
    return np.asarray(((low <= true) & (true <= high))[some])


@pytest.mark.parametrize("name", KINDS)
def test_intervals_cover_the_truth_in_a_few_registers(name: str) -> None:
    """Some 240 effects, 80 where one state reports: two errors are 4 to 7 %."""
    covered = np.concatenate([inside(KINDS[name], seed) for seed in FEW])

    assert 0.82 <= covered.mean() <= 0.97


def test_a_mode_that_rounding_hides_is_the_mode() -> None:
    """Its counts are so large that no Newton step seemed to gain anything."""
    covered = inside(KINDS["heavy tails"], 144)

    assert covered.mean() > 0.7


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_intervals_cover_the_truth(name: str) -> None:
    """Reached in November 2026: 88 to 91 % in each kind."""
    covered = np.concatenate([inside(KINDS[name], seed) for seed in MANY])

    assert 0.85 <= covered.mean() <= 0.94

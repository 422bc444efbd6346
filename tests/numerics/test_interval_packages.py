"""The search for non-dominated packages equals brute force, and can be stopped."""

import numpy as np
import numpy.typing as npt
import pytest

from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.interval_packages import nondominated_packages
from landenbenadering.numerics.interval_problem import IntervalProblem

Flags = npt.NDArray[np.bool_]


def _problem(
    seed: int, *, items: int, weightings: int, width: int = 8, at_least: int = 0
) -> IntervalProblem:
    """Correlated values, two budgets, an exclusion, a prerequisite, and some refunds.

    `at_least` so many of all items have to be taken: a limit that binds many groups.
    """
    rng = np.random.default_rng(seed)
    merit = rng.integers(-5, 40, items)
    lower = merit + rng.integers(-15, 15, (weightings, items))
    usage = np.zeros((5, items), dtype=np.int64)
    usage[:2] = merit + rng.integers(-3, 20, (2, items))
    usage[2, :2] = 1
    usage[3, 2], usage[3, 3] = 1, -1
    usage[4] = -1
    limits = np.array([*(usage[:2].sum(axis=1) * 2 // 5), 1, 0, -at_least])
    upper = lower + rng.integers(0, width, lower.shape)
    return IntervalProblem(lower, upper, usage, limits)


def _brute_force(problem: IntervalProblem) -> Flags:
    """Hold every package against every other, as definition 2 of the source says."""
    n = problem.lower.shape[1]
    every = ((np.arange(2**n)[:, None] >> np.arange(n)) & 1).astype(np.int64)
    every = every[(every @ problem.usage.T <= problem.limits).all(axis=1)]
    free = []
    for mine in every:
        theirs, ours = every & ~mine & 1, mine & ~every & 1
        least = theirs @ problem.lower.T - ours @ problem.upper.T
        most = theirs @ problem.upper.T - ours @ problem.lower.T
        free.append(not ((least >= 0).all(axis=1) & (most > 0).any(axis=1)).any())
    kept = every[free].astype(np.bool_)
    return kept[np.lexsort(kept.T[::-1])]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("at_least", [0, 6])
def test_all_packages_equal_brute_force(seed: int, at_least: int) -> None:
    problem = _problem(seed, items=11, weightings=2 + seed % 4, at_least=at_least)

    np.testing.assert_array_equal(nondominated_packages(problem), _brute_force(problem))


@pytest.mark.parametrize("seed", range(6))
def test_numbers_of_fifteen_digits_are_no_special_case(seed: int) -> None:
    small = _problem(seed, items=10, weightings=4)
    rng = np.random.default_rng(seed)
    # One off in the last digit decides.
    tail = rng.integers(0, 2, (2, *small.lower.shape))
    large = IntervalProblem(
        lower=small.lower * 2**41 + tail[0],
        upper=small.upper * 2**41 + tail[0] + tail[1],
        usage=small.usage,
        limits=small.limits,
    )

    np.testing.assert_array_equal(nondominated_packages(large), _brute_force(large))


def test_values_without_doubt_are_no_special_case() -> None:
    problem = _problem(1, items=11, weightings=5, width=1)

    assert np.array_equal(problem.lower, problem.upper)
    np.testing.assert_array_equal(nondominated_packages(problem), _brute_force(problem))


def test_limits_that_nothing_keeps_leave_no_package() -> None:
    problem = _problem(2, items=30, weightings=3, at_least=29)

    assert nondominated_packages(problem).shape == (0, 30)


def test_a_search_that_is_stopped_keeps_nothing_unproven() -> None:
    with pytest.raises(NumericsError, match="NUM206"):
        nondominated_packages(
            _problem(3, items=40, weightings=5), proceed=lambda: False
        )


def test_more_packages_than_memory_holds_are_refused() -> None:
    with pytest.raises(NumericsError, match="NUM205"):
        nondominated_packages(_problem(4, items=11, weightings=3), most_packages=2)

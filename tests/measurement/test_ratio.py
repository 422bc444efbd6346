"""Bounds of a ratio hold the true ratio, of a year and of years together."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landenbenadering.measurement.errors import MeasurementError, TooFewOrdersError
from landenbenadering.measurement.ratio import (
    pooled_bounds,
    pooled_ratio_bounds,
    return_ratio_bounds,
)
from landenbenadering.measurement.rounding import Persons

YEARS = st.lists(
    st.tuples(st.integers(0, 50_000), st.integers(3, 50_000)), min_size=1, max_size=6
)


def published(counts: list[int]) -> Persons:
    return (np.array(counts, dtype=np.int64) + 2) // 5 * 5


@given(returns=st.integers(0, 50_000), orders=st.integers(3, 50_000))
def test_bounds_contain_the_true_ratio(returns: int, orders: int) -> None:
    bounds = return_ratio_bounds(
        returns=published([returns]), orders=published([orders])
    )

    assert bounds.lower[0] <= returns / orders <= bounds.upper[0]


@given(YEARS)
def test_pooled_bounds_contain_the_pooled_truth(years: list[tuple[int, int]]) -> None:
    returns, orders = [r for r, _ in years], [o for _, o in years]
    bounds = pooled_ratio_bounds(returns=published(returns), orders=published(orders))

    assert bounds.lower[0] <= sum(returns) / sum(orders) <= bounds.upper[0]


@given(YEARS)
def test_pooled_bounds_lie_between_those_of_the_years(
    years: list[tuple[int, int]],
) -> None:
    returns, orders = (published([year[i] for year in years]) for i in (0, 1))
    each = return_ratio_bounds(returns=returns, orders=orders)
    pooled = pooled_ratio_bounds(returns=returns, orders=orders)

    assert each.lower.min() - 1e-12 <= pooled.lower[0]
    assert pooled.upper[0] <= each.upper.max() + 1e-12


@given(YEARS, st.randoms(use_true_random=False))
def test_the_order_of_years_does_not_matter(
    years: list[tuple[int, int]], random: Random
) -> None:
    shuffled = list(years)
    random.shuffle(shuffled)
    first, second = (
        pooled_ratio_bounds(
            returns=published([r for r, _ in some]),
            orders=published([o for _, o in some]),
        )
        for some in (years, shuffled)
    )

    assert first.lower[0] == second.lower[0]
    assert first.upper[0] == second.upper[0]


@given(returns=st.integers(0, 10_000), orders=st.integers(1, 10_000))
def test_more_returns_never_lower_and_more_orders_never_raise_the_ratio(
    returns: int, orders: int
) -> None:
    base, more_returns, more_orders = (
        return_ratio_bounds(returns=np.array([5 * r]), orders=np.array([5 * o]))
        for r, o in ((returns, orders), (returns + 1, orders), (returns, orders + 1))
    )

    assert more_returns.lower[0] >= base.lower[0]
    assert more_returns.upper[0] >= base.upper[0]
    assert more_orders.lower[0] <= base.lower[0]
    assert more_orders.upper[0] <= base.upper[0]


@given(returns=st.integers(0, 50_000), orders=st.integers(1, 50_000))
def test_exact_counts_leave_nothing_open(returns: int, orders: int) -> None:
    bounds = return_ratio_bounds(
        returns=np.array([returns]), orders=np.array([orders]), base=1
    )

    assert bounds.lower[0] == bounds.upper[0] == returns / orders


def test_a_ratio_may_pass_1() -> None:
    bounds = return_ratio_bounds(returns=np.array([100]), orders=np.array([50]))

    assert bounds.lower[0] > 1


def test_orders_that_may_be_0_allow_no_ratio_of_the_year() -> None:
    with pytest.raises(TooFewOrdersError) as refusal:
        return_ratio_bounds(returns=np.array([5, 5]), orders=np.array([5, 0]))

    assert str(refusal.value) == (
        "MEA103 Orders of 0 persons, rounded to 5, may be 0. "
        "Pool years before taking a ratio."
    )


def test_a_year_without_orders_still_counts_when_pooled() -> None:
    bounds = pooled_ratio_bounds(returns=np.array([5, 5]), orders=np.array([100, 0]))

    assert bounds.lower[0] == (3 + 3) / (102 + 2)
    assert bounds.upper[0] == (7 + 7) / (98 + 0)


def test_orders_that_may_all_be_0_allow_no_ratio() -> None:
    with pytest.raises(TooFewOrdersError, match="MEA103"):
        pooled_ratio_bounds(returns=np.array([5, 5]), orders=np.array([0, 0]))


def test_returns_and_orders_of_other_years_are_refused() -> None:
    with pytest.raises(MeasurementError, match="MEA104"):
        return_ratio_bounds(returns=np.array([5]), orders=np.array([5, 10]))


def test_no_counts_add_to_nothing() -> None:
    bounds = pooled_bounds(np.array([], dtype=np.int64))

    assert (bounds.lower.tolist(), bounds.upper.tolist()) == ([0], [0])

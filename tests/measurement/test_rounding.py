"""Bounds of a count hold the true number of persons."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.measurement.rounding import Persons, count_bounds

BASES = st.sampled_from([1, 3, 5, 7, 11])


def published(count: int, base: int = 5) -> Persons:
    """Round as the publisher does: to the nearest multiple of an odd base."""
    return np.array([(count + base // 2) // base * base])


@given(count=st.integers(0, 10_000_000), base=BASES)
def test_bounds_contain_the_true_count(count: int, base: int) -> None:
    bounds = count_bounds(published(count, base), base)

    assert bounds.lower[0] <= count <= bounds.upper[0]
    assert bounds.lower[0] >= 0
    assert bounds.upper[0] - bounds.lower[0] <= base - 1


@given(count=st.integers(0, 10_000_000), base=BASES)
def test_bounds_are_as_tight_as_rounding_allows(count: int, base: int) -> None:
    bounds = count_bounds(published(count, base), base)

    for extreme in (int(bounds.lower[0]), int(bounds.upper[0])):
        assert published(extreme, base) == published(count, base)


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=2).map(sorted))
def test_a_larger_count_has_no_smaller_bounds(counts: list[int]) -> None:
    bounds = count_bounds(np.array(counts))

    assert bounds.lower[0] <= bounds.lower[1]
    assert bounds.upper[0] <= bounds.upper[1]


def test_nothing_published_may_be_two_persons() -> None:
    bounds = count_bounds(np.array([0, 5]))

    assert bounds.lower.tolist() == [0, 3]
    assert bounds.upper.tolist() == [2, 7]


def test_counts_are_not_changed() -> None:
    counts = np.array([0, 5])
    count_bounds(counts)

    assert counts.tolist() == [0, 5]


def test_a_count_below_0_is_refused() -> None:
    with pytest.raises(MeasurementError, match=r"MEA101 .*-5"):
        count_bounds(np.array([5, -5]))


@pytest.mark.parametrize("base", [0, -5, 2, 10])
def test_a_base_that_is_not_odd_and_positive_is_refused(base: int) -> None:
    with pytest.raises(MeasurementError, match="MEA102"):
        count_bounds(np.array([5]), base)

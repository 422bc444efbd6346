"""Likelihoods within bounds against sums over every count."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landenbenadering.numerics.errors import CountsError
from landenbenadering.numerics.laplace.likelihoods import (
    BoundedNegativeBinomial,
    Bounds,
    bounded_binomial,
    rounded,
)

NO_PARAMETERS = np.zeros(0)


def between(lower: int, upper: int) -> Bounds:
    """Bound one count."""
    return Bounds(np.array([lower]), np.array([upper]))


def binomial_sum(eta: float, trials: range, successes: range) -> float:
    """Add the probabilities of every pair of counts."""
    p = 1 / (1 + math.exp(-eta))
    return sum(
        math.comb(n, y) * p**y * (1 - p) ** (n - y)
        for n in trials
        for y in successes
        if y <= n
    )


def log_negative_binomial(count: int, mean: float, size: float) -> float:
    """Give the log of the probability of one count, which itself may be too small."""
    return (
        math.lgamma(count + size)
        - math.lgamma(size)
        - math.lgamma(count + 1)
        + size * math.log(size / (size + mean))
        + count * math.log(mean / (size + mean))
    )


@given(
    eta=st.floats(-6, 6),
    trials=st.integers(0, 60),
    successes=st.integers(0, 60),
    widths=st.tuples(st.integers(0, 6), st.integers(0, 6)),
)
@settings(deadline=None)  # the first call compiles
def test_binomial_counts_within_bounds_add_up(
    eta: float, trials: int, successes: int, widths: tuple[int, int]
) -> None:
    successes = min(successes, trials)
    likelihood = bounded_binomial(
        successes=between(successes, successes + widths[0]),
        trials=between(trials, trials + widths[1]),
    )

    log = likelihood.terms(np.array([eta]), NO_PARAMETERS).log[0]

    expected = binomial_sum(
        eta,
        range(trials, trials + widths[1] + 1),
        range(successes, successes + widths[0] + 1),
    )
    assert log == pytest.approx(math.log(expected), rel=1e-9, abs=1e-9)


@given(
    eta=st.floats(-5, 3),
    lower=st.integers(0, 200),
    width=st.integers(0, 10),
    log_size=st.floats(-2, 4),
    share=st.floats(-3, 3),
)
@settings(deadline=None)  # the first call compiles
def test_overdispersed_counts_within_bounds_add_up(
    eta: float, lower: int, width: int, log_size: float, share: float
) -> None:
    first, second = np.array([[8.0, 12.0]]), np.array([[30.0, 20.0]])
    likelihood = BoundedNegativeBinomial(between(lower, lower + width), first, second)

    log = likelihood.terms(np.array([eta]), np.array([log_size, share])).log[0]

    blend = 1 / (1 + math.exp(-share))
    terms = [
        log_negative_binomial(
            y,
            float((1 - blend) * now + blend * before) * math.exp(eta),
            math.exp(log_size),
        )
        for now, before in zip(first[0], second[0], strict=True)
        for y in range(lower, lower + width + 1)
    ]
    expected = float(np.logaddexp.reduce(terms)) - math.log(2)
    assert log == pytest.approx(expected, rel=1e-8, abs=1e-8)


def test_a_suppressed_count_pulls_less_than_a_known_one() -> None:
    """Fewer than 5 says that the rate is small; 0 says that it is smaller."""
    exposure = np.full((1, 1), 100.0)
    parameters = np.array([1.0, 0.0])
    eta = np.array([-1.0])

    def pull(lower: int, upper: int) -> float:
        bounds = between(lower, upper)
        likelihood = BoundedNegativeBinomial(bounds, exposure, exposure)
        return float(likelihood.terms(eta, parameters).first[0])

    assert pull(0, 0) < pull(0, 4) < pull(1, 4) < 0


def test_trials_that_round_to_zero_say_nothing_about_the_share() -> None:
    likelihood = bounded_binomial(successes=between(0, 2), trials=between(0, 2))

    terms = likelihood.terms(np.array([0.7]), NO_PARAMETERS)

    assert terms.first[0] == pytest.approx(0, abs=1e-12)
    assert terms.second[0] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("lower", "upper"), [(-1, 2), (3, 2)])
def test_impossible_bounds_are_refused(lower: int, upper: int) -> None:
    with pytest.raises(CountsError, match="NUM103"):
        between(lower, upper)


def test_more_successes_than_trials_are_refused() -> None:
    with pytest.raises(CountsError, match="more successes"):
        bounded_binomial(successes=between(6, 8), trials=between(3, 5))


def test_an_exposure_of_nothing_is_refused() -> None:
    with pytest.raises(CountsError, match="exposure"):
        BoundedNegativeBinomial(between(0, 2), np.zeros((1, 1)), np.ones((1, 1)))


@given(published=st.integers(0, 200).map(lambda n: 5 * n))
def test_a_rounded_count_lies_within_its_bounds(published: int) -> None:
    bounds = rounded(np.array([published]), 5)

    assert 0 <= bounds.lower[0] <= published <= bounds.upper[0] == published + 2

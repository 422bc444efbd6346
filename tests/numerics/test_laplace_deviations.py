"""Deviations of cells, averaged on nodes that are laid once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.deviations import DeviatingCells, deviating
from landenbenadering.numerics.laplace.likelihoods import (
    BoundedBinomial,
    bounded_binomial,
    rounded,
)


def counts() -> BoundedBinomial:
    """Make cells of few and of many trials, rounded to 5."""
    trials = np.array([5, 5, 10, 40, 300, 5000, 5000])
    successes = np.array([0, 5, 5, 0, 60, 1000, 5000])
    return bounded_binomial(successes=rounded(successes, 5), trials=rounded(trials, 5))


def averaged(likelihood: BoundedBinomial, eta: Reals, sd: float) -> Reals:
    """Average by brute force: 40,001 nodes from -10 to 10 standard deviations."""
    nodes = np.linspace(-10, 10, 40001)
    masses = np.exp(-0.5 * nodes**2) * (nodes[1] - nodes[0]) / np.sqrt(2 * np.pi)
    found = []
    for cell in range(eta.size):
        one = likelihood.part(np.array([cell]))
        wide = BoundedBinomial(
            np.repeat(one.coefficients, nodes.size, axis=1),
            np.repeat(one.reference, nodes.size),
            np.repeat(one.successes, nodes.size),
            np.repeat(one.trials, nodes.size),
        )
        log = wide.terms(eta[cell] + sd * nodes, np.zeros(0)).log
        found.append(np.log(np.sum(masses * np.exp(log - log.max()))) + log.max())
    return np.array(found)


def laid(sd: float) -> tuple[BoundedBinomial, DeviatingCells, Reals]:
    """Lay nodes around predictors that are about known."""
    likelihood = counts()
    eta = np.array([-1.5, 0.5, 0.0, -2.5, -1.2, -1.4, 4.0])
    cells = deviating(
        likelihood, eta=eta, variance=np.full(eta.size, 0.1), sd=sd, doubt=0.05
    )
    return likelihood, cells, eta


@pytest.mark.parametrize("sd", [0.1, 0.4, 1.2])
@pytest.mark.parametrize("shift", [-0.5, 0.0, 0.5])
def test_the_average_is_that_of_brute_force(sd: float, shift: float) -> None:
    likelihood, cells, eta = laid(sd)
    there = eta + shift * np.sqrt(0.1)

    found = cells.terms(there, np.array([np.log(sd)])).log

    np.testing.assert_allclose(found, averaged(likelihood, there, sd), atol=2e-3)


@given(shift=st.floats(-3, 3), sd=st.floats(0.1, 1.5))
@settings(max_examples=30, deadline=None)
def test_derivatives_are_those_of_the_average(shift: float, sd: float) -> None:
    _, cells, eta = laid(sd)
    log_sd, step = np.array([np.log(sd)]), 1e-4
    there = eta + shift * np.sqrt(0.1)
    low, middle, high = (cells.terms(there + d, log_sd) for d in (-step, 0.0, step))

    def sloped(a: Reals, b: Reals) -> Reals:
        return (b - a) / (2 * step)

    scale = 1 + np.abs(middle.first)
    np.testing.assert_allclose(
        sloped(low.log, high.log) / scale, middle.first / scale, atol=1e-4
    )
    np.testing.assert_allclose(
        sloped(low.first, high.first), middle.second, atol=1e-3, rtol=1e-3
    )
    # A node that leaves the sum moves the second derivative by some millionths, which
    # a short step would take for a slope.
    step = 4e-3
    low, high = (cells.terms(there + d, log_sd) for d in (-step, step))
    np.testing.assert_allclose(
        sloped(low.second, high.second), middle.third, atol=4e-3, rtol=4e-3
    )


def test_small_deviations_leave_the_likelihood_as_it_is() -> None:
    likelihood = counts().part(np.arange(5))
    eta = np.array([-1.5, 0.5, 0.0, -2.5, -1.2])
    cells = deviating(
        likelihood, eta=eta, variance=np.full(5, 0.01), sd=0.02, doubt=0.03
    )

    found = cells.terms(eta, np.array([np.log(0.02)]))

    plain = likelihood.terms(eta, np.zeros(0))
    np.testing.assert_allclose(found.log, plain.log, atol=0.01)
    np.testing.assert_allclose(found.first, plain.first, rtol=0.03, atol=1e-3)


def test_a_part_has_the_same_terms() -> None:
    _, cells, eta = laid(0.4)
    some = np.array([1, 4])

    whole, part = (
        cells.terms(eta, np.array([-1.0])).second[some],
        cells.part(some).terms(eta[some], np.array([-1.0])).second,
    )

    np.testing.assert_array_equal(whole, part)


def test_deviations_that_the_nodes_do_not_bear_are_taken_as_the_nearest() -> None:
    _, cells, eta = laid(0.4)

    far, nearest = (
        cells.terms(eta, np.array([log_sd])).log
        for log_sd in (5.0, float(np.log(cells.most)))
    )

    np.testing.assert_array_equal(far, nearest)

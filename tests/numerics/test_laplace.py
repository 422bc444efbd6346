"""The Laplace approximation against dense algebra and differences."""

import numpy as np
import pytest

from landenbenadering.numerics.errors import LayoutError
from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.likelihoods import Likelihood
from landenbenadering.numerics.laplace.marginal import Marginal, laplace
from landenbenadering.numerics.laplace.model import Layout, zero_field
from tests.numerics.crossed import (
    COUNT_PARAMETERS,
    LOG_SD,
    NO_PARAMETERS,
    Case,
    binomial,
    counts,
    crossed_case,
)

CASE = crossed_case()
MODELS = [
    pytest.param(binomial(CASE.n_cells), NO_PARAMETERS, id="binomial"),
    pytest.param(counts(CASE.n_cells), COUNT_PARAMETERS, id="counts"),
]


def at(likelihood: Likelihood, place: Reals) -> Marginal:
    """Integrate the effects of the shared case out, to the last digit."""
    return laplace(
        CASE.structure,
        likelihood,
        log_sd=place[:5],
        parameters=place[5:],
        start=zero_field(CASE.structure.layout),
        tolerance=1e-14,
    )


def dense_covariance(case: Case, marginal: Marginal) -> Reals:
    """Invert the posterior precision without any elimination."""
    prior, n_effects = marginal.mode.prior, case.design.shape[1]
    precision = np.zeros((n_effects, n_effects))
    precision[:8, :8] = prior.shared
    for group in range(6):
        span = slice(8 + 3 * group, 11 + 3 * group)
        precision[span, span] = prior.group
    precision[26:, 26:] = np.eye(n_effects - 26) * prior.leaf
    weighted = case.design * marginal.mode.factor.weights[:, None]
    inverse: Reals = np.linalg.inv(precision + case.design.T @ weighted).astype(float)
    return inverse


@pytest.mark.parametrize(("likelihood", "parameters"), MODELS)
def test_derivatives_of_the_likelihood_match_differences(
    likelihood: Likelihood, parameters: Reals
) -> None:
    eta = np.random.default_rng(0).normal(-1, 1, CASE.n_cells)
    here = likelihood.terms(eta, parameters)
    above = likelihood.terms(eta + 1e-5, parameters)
    below = likelihood.terms(eta - 1e-5, parameters)

    pairs = (("log", "first"), ("first", "second"), ("second", "third"))
    for name, derivative in pairs:
        slope = (getattr(above, name) - getattr(below, name)) / 2e-5
        np.testing.assert_allclose(slope, getattr(here, derivative), atol=1e-7)


@pytest.mark.parametrize(("likelihood", "parameters"), MODELS)
def test_the_gradient_matches_differences_of_the_marginal(
    likelihood: Likelihood, parameters: Reals
) -> None:
    place = np.concatenate([LOG_SD, parameters])
    marginal = at(likelihood, place)

    for index in range(place.size):
        step = np.zeros_like(place)
        step[index] = 1e-4
        above, below = at(likelihood, place + step), at(likelihood, place - step)
        slope = (above.log_likelihood - below.log_likelihood) / 2e-4
        assert marginal.gradient[index] == pytest.approx(slope, abs=1e-6)


@pytest.mark.parametrize(("likelihood", "parameters"), MODELS)
def test_elimination_gives_what_dense_algebra_gives(
    likelihood: Likelihood, parameters: Reals
) -> None:
    marginal = at(likelihood, np.concatenate([LOG_SD, parameters]))
    covariance = dense_covariance(CASE, marginal)
    design, spread = CASE.design, marginal.spread

    log_determinant = -np.linalg.slogdet(covariance)[1]
    assert marginal.mode.factor.log_determinant == pytest.approx(log_determinant)
    of_cells = np.einsum("ij,jk,ik->i", design, covariance, design)
    np.testing.assert_allclose(spread.cells, of_cells, rtol=1e-10)
    np.testing.assert_allclose(spread.leaves, np.diag(covariance)[26:], rtol=1e-10)
    np.testing.assert_allclose(spread.groups[0], covariance[8:11, 8:11], atol=1e-12)
    np.testing.assert_allclose(spread.shared, covariance[:8, :8], atol=1e-12)
    third = likelihood.terms(marginal.mode.eta, parameters).third
    correction = 0.5 * third * of_cells
    shift = design @ covariance @ design.T @ correction
    np.testing.assert_allclose(marginal.shift, shift, atol=1e-12)


def test_a_layout_with_an_index_outside_is_refused() -> None:
    with pytest.raises(LayoutError, match="NUM101"):
        Layout(
            shared=np.array([[3]]),
            position=np.array([0]),
            leaf_start=np.array([0, 1]),
            group_start=np.array([0, 1]),
            group_size=1,
            n_shared=2,
        )

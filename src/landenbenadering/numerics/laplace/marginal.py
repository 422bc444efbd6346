"""The Laplace approximation of the log marginal likelihood, with its gradient."""

from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.elimination import Spread, predictors, spread
from landenbenadering.numerics.laplace.likelihoods import Likelihood
from landenbenadering.numerics.laplace.model import Block, Field, Structure, zero_field
from landenbenadering.numerics.laplace.newton import (
    FLOOR,
    TOLERANCE,
    Mode,
    Peak,
    find_mode,
)
from landenbenadering.numerics.laplace.priors import BlockMoments, deviation_gradient

PARAMETER_STEP = 1e-4


@dataclass(frozen=True, slots=True)
class Marginal:
    """The posterior of the effects at one outer point.

    Attributes
    ----------
    log_sd, parameters : Reals
        The outer point.
    log_likelihood : float
        Laplace approximation of the log marginal likelihood, normalising
        constants included; flat priors count as density 1.
    gradient : Reals, shape (n_deviations + n_parameters,)
        Empty where it was not asked for.
    mode : Mode
    correction : Field
        First-order difference between posterior mean and mode, from the third
        derivatives of the likelihood.
    shift : Reals, shape (n_cells,)
        The same on the predictors.
    spread : Spread
        Posterior variances.
    """

    log_sd: Reals
    parameters: Reals
    log_likelihood: float
    gradient: Reals
    mode: Mode
    correction: Field
    shift: Reals
    spread: Spread


def laplace(
    structure: Structure,
    likelihood: Likelihood,
    *,
    log_sd: Reals,
    parameters: Reals,
    start: Field,
    tolerance: float = TOLERANCE,
    with_gradient: bool = True,
) -> Marginal:
    """Integrate the effects out at given standard deviations and parameters.

    With V the posterior covariance at the mode x, v the variances of the
    predictors and l''' the third derivatives, the mean differs from the mode by
    d = V A' (l''' v) / 2 to first order. The same vector carries the movement
    of the mode into the gradient, so that both cost one solve.

    Returns
    -------
    Marginal
        The gradient is exact for the approximation, up to the differencing of
        the likelihood (not of the mode) towards its own parameters.

    References
    ----------
    Tierney and Kadane (1986), JASA 81:82-86, eq. 2.1 (approximation).
    Kristensen, Nielsen, Berg, Skaug and Bell (2016), J. Stat. Softw. 70(5),
    section 2 (gradient).
    Rue, Martino and Chopin (2009), JRSS B 71:319-392, section 3.2.3 (skewness).
    """
    mode = find_mode(
        structure,
        likelihood,
        log_sd=log_sd,
        parameters=parameters,
        start=start,
        tolerance=tolerance,
    )
    spreads = spread(mode.factor)
    third = np.where(-mode.terms.second > FLOOR, mode.terms.third, 0.0)
    correction = mode.factor.solve(
        0.5 * third * spreads.cells, zero_field(structure.layout)
    )
    shift = predictors(structure.layout, correction)
    slopes = [np.zeros(0)]
    if with_gradient:
        slopes = [
            _towards_deviations(structure, log_sd, mode, correction, spreads),
            _towards_parameters(likelihood, parameters, mode, spreads, shift),
        ]
    return Marginal(
        log_sd=log_sd,
        parameters=parameters,
        log_likelihood=_log_marginal(structure, mode),
        gradient=np.concatenate(slopes),
        mode=mode,
        correction=correction,
        shift=shift,
        spread=spreads,
    )


def _log_marginal(structure: Structure, mode: Peak) -> float:
    determinants = mode.prior.log_determinant - mode.factor.log_determinant
    return mode.log_joint + 0.5 * (determinants + flat_volume(structure))


def flat_volume(structure: Structure) -> float:
    """Give log(2 pi) for each effect without a prior, which its integral is left."""
    flat = sum(block.size for block in structure.shared if block.is_flat)
    return flat * float(np.log(2.0 * np.pi))


def _towards_parameters(
    likelihood: Likelihood,
    parameters: Reals,
    mode: Peak,
    spreads: Spread,
    shift: Reals,
) -> Reals:
    """Difference the likelihood at fixed predictors towards its parameters."""
    gradient = np.zeros(parameters.size)
    for index in range(parameters.size):
        sides = []
        for sign in (1.0, -1.0):
            moved = parameters.copy()
            moved[index] += sign * PARAMETER_STEP
            terms = likelihood.terms(mode.eta, moved)
            weights = np.maximum(-terms.second, FLOOR)
            sides.append(
                float(np.sum(terms.log - 0.5 * spreads.cells * weights))
                + float(shift @ terms.first)
            )
        gradient[index] = (sides[0] - sides[1]) / (2.0 * PARAMETER_STEP)
    return gradient


def _towards_deviations(
    structure: Structure,
    log_sd: Reals,
    mode: Mode,
    correction: Field,
    spreads: Spread,
) -> Reals:
    """Add the parts of the gradient that each prior block contributes."""
    field = mode.field
    gradient = np.zeros(structure.n_deviations)
    start = 0
    for block in structure.shared:
        end = start + block.repeats * block.size
        gradient += deviation_gradient(
            block,
            log_sd,
            _moments(
                field.shared[start:end].reshape(-1, block.size),
                correction.shared[start:end].reshape(-1, block.size),
                _diagonal_sum(spreads.shared[start:end, start:end], block),
            ),
        )
        start = end
    gradient += deviation_gradient(
        structure.group,
        log_sd,
        _moments(field.group, correction.group, spreads.groups.sum(axis=0)),
    )
    if structure.leaf is not None:
        total = np.sum(field.leaf**2 + 2.0 * correction.leaf * field.leaf)
        total += np.sum(spreads.leaves)
        ratio = np.exp(-2.0 * log_sd[structure.leaf]) * total
        gradient[structure.leaf] += ratio - structure.layout.n_leaves
    return gradient


def _moments(mode: Reals, correction: Reals, covariance: Reals) -> BlockMoments:
    return BlockMoments(
        outer=mode.T @ mode, cross=correction.T @ mode, covariance=covariance
    )


def _diagonal_sum(matrix: Reals, block: Block) -> Reals:
    """Sum the diagonal blocks of a covariance."""
    parts = matrix.reshape(block.repeats, block.size, block.repeats, block.size)
    total: Reals = np.einsum("iaib->ab", parts)
    return total

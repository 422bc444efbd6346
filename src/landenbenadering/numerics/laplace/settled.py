"""The other effects once the leaves are integrated out by quadrature."""

from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.errors import NotConvergedError
from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.elimination import (
    Factor,
    factor,
    predictors,
    spread,
)
from landenbenadering.numerics.laplace.leaves import (
    LeafMoments,
    Place,
    Rule,
    leaf_moments,
)
from landenbenadering.numerics.laplace.marginal import Marginal, flat_volume
from landenbenadering.numerics.laplace.model import Field, Structure
from landenbenadering.numerics.laplace.newton import Mode
from landenbenadering.numerics.laplace.priors import Precisions, prior_precisions
from landenbenadering.numerics.laplace.sweeps import leaf_sums

MAX_STEPS = 30
# What the last step still promises is added to value and effects.
TOLERANCE = 1e-2


@dataclass(frozen=True, slots=True)
class Settled:
    """The mode of shared and group effects, and the means of leaves given it.

    Attributes
    ----------
    field : Field
    moments : LeafMoments
    factor : Factor
        Of the precision at the mode.
    prior : Precisions
    log_likelihood : float
        Logarithm of the marginal likelihood: quadrature over leaves, Laplace over
        the other effects.
    """

    field: Field
    moments: LeafMoments
    factor: Factor
    prior: Precisions
    log_likelihood: float

    def scale(self, change: float) -> Reals:
        """Foretell the deviations of leaves where 1 / s^2 of their prior moves."""
        return np.asarray(1.0 / np.sqrt(1.0 / self.moments.variance + change))


def settle(
    structure: Structure,
    rules: tuple[Rule, ...],
    *,
    log_sd: Reals,
    parameters: Reals,
    start: Place,
) -> Settled:
    """Find the mode of the other effects by Newton steps, and lay the nodes anew.

    The gradient is that of the quadrature. The curvature takes each leaf as normal
    with the mean and variance that the quadrature gives it.

    Raises
    ------
    NotConvergedError
        `MAX_STEPS` steps were not enough, as from a start that is far away.
    """
    prior = prior_precisions(structure, log_sd)
    none = np.zeros(structure.layout.n_leaves)
    place, last, length = start, np.inf, 1.0
    for _ in range(MAX_STEPS):
        with np.errstate(all="ignore"):
            moments = leaf_moments(
                structure, rules, log_sd=log_sd, parameters=parameters, place=place
            )
        main = Field(place.field.shared, place.field.group, none)
        pull = prior.times(main)
        taken = leaf_sums(moments.first, structure.layout.leaf_start)
        given = factor(structure.layout, moments.weights, prior)
        step = given.solve(moments.first, Field(-pull.shared, -pull.group, -taken))
        rise = predictors(structure.layout, Field(step.shared, step.group, none))
        decrement = float(moments.first @ rise) - _inner(pull, step)
        if not np.isfinite(decrement):
            break
        if decrement < TOLERANCE:
            joint = float(np.sum(moments.log)) - 0.5 * _inner(pull, main)
            return Settled(
                field=_moved(main, moments, step, 1.0),
                moments=moments,
                factor=given,
                prior=prior,
                log_likelihood=joint
                + 0.5 * decrement
                + _volume(structure, log_sd, given=given, prior=prior, moments=moments),
            )
        length = min(1.0, 1.5 * length) if decrement < last else 0.5 * length
        last = decrement
        place = Place(_moved(main, moments, step, length), np.sqrt(moments.variance))
    raise NotConvergedError(steps=MAX_STEPS, decrement=decrement)


def _moved(main: Field, moments: LeafMoments, step: Field, length: float) -> Field:
    return Field(
        main.shared + length * step.shared,
        main.group + length * step.group,
        moments.mean + length * step.leaf,
    )


def _inner(one: Field, other: Field) -> float:
    return float(one.shared @ other.shared + np.sum(one.group * other.group))


def _volume(
    structure: Structure,
    log_sd: Reals,
    *,
    given: Factor,
    prior: Precisions,
    moments: LeafMoments,
) -> float:
    """Give what the integral over shared and group effects adds to the logarithm."""
    assert structure.leaf is not None  # noqa: S101  # there are leaves to integrate
    n_leaves = structure.layout.n_leaves
    of_prior = prior.log_determinant + 2.0 * n_leaves * float(log_sd[structure.leaf])
    of_all = given.log_determinant + float(np.sum(np.log(moments.variance)))
    return 0.5 * (of_prior - of_all + flat_volume(structure))


def marginal_of(
    structure: Structure, settled: Settled, *, log_sd: Reals, parameters: Reals
) -> Marginal:
    """Add variances, and what skewness moves the means of all effects by.

    A leaf with third moment k turns a movement of its predictors by a into a third
    derivative k / s^6 of its logarithm and a second derivative k / s^4 of its mean.
    """
    assert structure.leaf is not None  # noqa: S101  # there are leaves to integrate
    layout, moments, given = structure.layout, settled.moments, settled.factor
    spreads = spread(given)
    prior_variance = float(np.exp(2.0 * log_sd[structure.leaf]))
    variance, weights = moments.variance, moments.weights
    held = leaf_sums(weights, layout.leaf_start)
    of_leaf = leaf_sums(weights * spreads.cells, layout.leaf_start) / held
    # The variance of the other effects' sum is this times (s^2 / V)^2.
    bend = 0.5 * moments.third * np.maximum(of_leaf - variance, 0.0) / variance**2
    force = bend / prior_variance
    share = np.repeat(force / held, np.diff(layout.leaf_start))
    none = Field(np.zeros(layout.n_shared), np.zeros_like(settled.field.group), -force)
    pushed = given.solve(weights * share, none)
    correction = Field(pushed.shared, pushed.group, pushed.leaf + bend)
    field = settled.field
    mode = Mode(field, predictors(layout, field), given, settled.prior)
    return Marginal(
        log_sd=log_sd,
        parameters=parameters,
        log_likelihood=settled.log_likelihood,
        gradient=np.zeros(0),
        mode=mode,
        correction=correction,
        shift=predictors(layout, correction),
        spread=spreads,
    )

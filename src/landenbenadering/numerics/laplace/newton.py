"""The posterior mode of the effects by damped Newton steps."""

from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.errors import NotConvergedError
from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.elimination import Factor, factor, predictors
from landenbenadering.numerics.laplace.likelihoods import Likelihood, Terms
from landenbenadering.numerics.laplace.model import Field, Structure
from landenbenadering.numerics.laplace.priors import Precisions, prior_precisions

TOLERANCE = 1e-9
MAX_STEPS = 100
FLOOR = 1e-9
# Where large counts are summed, less than this is lost in rounding.
ROUNDED_OFF = 1e-4


@dataclass(frozen=True, slots=True)
class Mode:
    """The middle of the effects given standard deviations and parameters.

    Attributes
    ----------
    field : Field
        The mode; of leaves that were integrated by quadrature the mean.
    eta : Reals, shape (n_cells,)
    factor : Factor
        Of the posterior precision there.
    prior : Precisions
    """

    field: Field
    eta: Reals
    factor: Factor
    prior: Precisions


@dataclass(frozen=True, slots=True)
class Peak(Mode):
    """The mode of all effects together.

    Attributes
    ----------
    terms : Terms
        The likelihood at `eta`.
    log_joint : float
        Log-likelihood less half the prior's quadratic form.
    """

    terms: Terms
    log_joint: float


@dataclass(frozen=True, slots=True)
class _Point:
    field: Field
    eta: Reals
    terms: Terms
    pull: Field
    log_joint: float


def find_mode(
    structure: Structure,
    likelihood: Likelihood,
    *,
    log_sd: Reals,
    parameters: Reals,
    start: Field,
    tolerance: float = TOLERANCE,
) -> Peak:
    """Climb from `start` until the Newton decrement is below `tolerance`.

    The decrement is twice the gain that the quadratic model still promises. It
    stays far below any difference that the outer optimisation looks at. Where no step
    gains anything and little is promised, the place is the mode up to rounding.

    Raises
    ------
    NotConvergedError
        `MAX_STEPS` steps were not enough.
    """
    prior = prior_precisions(structure, log_sd)
    point = _evaluate(structure, likelihood, prior, parameters, start)
    decrement = np.inf
    for _ in range(MAX_STEPS):
        weights = np.maximum(-point.terms.second, FLOOR)
        given = factor(structure.layout, weights, prior)
        step = given.solve(point.terms.first, point.pull)
        change = predictors(structure.layout, step)
        decrement = float(point.terms.first @ change) + _inner(point.pull, step)
        if decrement < tolerance:
            return Peak(
                point.field, point.eta, given, prior, point.terms, point.log_joint
            )
        length = 1.0
        while True:
            moved = point.field.plus(step, length)
            trial = _evaluate(structure, likelihood, prior, parameters, moved)
            if trial.log_joint >= point.log_joint + 1e-4 * length * decrement - 1e-10:
                break
            length *= 0.5
            if length < 1e-6 and decrement < ROUNDED_OFF:
                return Peak(
                    point.field, point.eta, given, prior, point.terms, point.log_joint
                )
            if length < 1e-6:
                raise NotConvergedError(steps=MAX_STEPS, decrement=decrement)
        point = trial
    raise NotConvergedError(steps=MAX_STEPS, decrement=decrement)


def _evaluate(
    structure: Structure,
    likelihood: Likelihood,
    prior: Precisions,
    parameters: Reals,
    field: Field,
) -> _Point:
    eta = predictors(structure.layout, field)
    with np.errstate(all="ignore"):
        terms = likelihood.terms(eta, parameters)
    weighted = prior.times(field)
    pull = Field(-weighted.shared, -weighted.group, -weighted.leaf)
    log_joint = float(np.sum(terms.log)) + 0.5 * _inner(pull, field)
    if not np.isfinite(log_joint):
        log_joint = -np.inf
    return _Point(field, eta, terms, pull, log_joint)


def _inner(one: Field, other: Field) -> float:
    return float(
        one.shared @ other.shared
        + np.sum(one.group * other.group)
        + one.leaf @ other.leaf
    )

"""Whether cells of a register deviate from what keys and pairs foretell.

Counts of a year may move for reasons that neither the year nor the pair explains: a
charter, a strike, a consul who is away. Each cell then has a deviation of its own.
"""

import math
from dataclasses import dataclass

import numpy as np

from landenbenadering.measurement.cooperation.keys import Reals
from landenbenadering.numerics.laplace.deviations import (
    DeviatingCells,
    KnownDeviations,
    deviating,
)
from landenbenadering.numerics.laplace.fit import Fit
from landenbenadering.numerics.laplace.likelihoods import Likelihood
from landenbenadering.numerics.laplace.marginal import Marginal
from landenbenadering.numerics.laplace.posterior import Moments

# Below this score a fit without deviations stands, as it costs a third, unless counts
# are so few that as large a standard deviation cannot be excluded.
SURE, LARGE = 2.0, 0.3
# The standard deviation of cells is about a third, from 0.04 to 2.
CELL_MEAN, CELL_SD = math.log(0.3), 1.0
LEAST = 0.05
# Of the logarithm of their standard deviation; the fit looks a twentieth further.
LEAST_DOUBT, MOST_DOUBT = 0.03, 0.5


# Known so well, to 2 %, the standard deviation is not integrated over.
KNOWN = 2500.0

Deviating = DeviatingCells | KnownDeviations


@dataclass(frozen=True, slots=True)
class Dispersion:
    """What counts say about deviations of cells before these are fitted.

    Attributes
    ----------
    score : float
        Of the variance of deviations at 0, in its standard deviations.
    sd : float
        Standard deviation of the deviations by one step from there.
    curvature : float
        Towards its logarithm.
    largest : float
        Standard deviation that the counts do not exclude.
    """

    score: float
    sd: float
    curvature: float
    largest: float

    @property
    def possible(self) -> bool:
        """Whether deviations are to be fitted."""
        return self.score > SURE or self.largest > LARGE


def dispersion(marginal: Marginal, likelihood: Likelihood) -> Dispersion:
    """Test whether counts vary more than a fit without deviations explains.

    With w the information of a cell and v the variance of its predictor, squared
    first derivatives are w - w^2 v on average where there are no deviations, with the
    variance that binomial counts give them.

    Parameters
    ----------
    marginal : Marginal
        Of the fit without deviations.
    likelihood : Likelihood
        Without parameters.

    References
    ----------
    Dean (1992), JASA 87:451-457 (score tests of overdispersion).
    """
    terms = likelihood.terms(marginal.mode.eta, np.zeros(0))
    weight = np.maximum(-terms.second, 0.0)
    free = weight * np.maximum(1.0 - weight * marginal.spread.cells, 0.0)
    excess = float(np.sum(terms.first**2 - free))
    noise = float(np.sum(2.0 * free**2 + free))
    bend = max(float(np.sum(free**2)), 1e-12)
    size = max(excess / bend, LEAST**2)
    upper = (excess + SURE * math.sqrt(noise)) / bend
    share = size * weight / (1.0 + size * weight)
    return Dispersion(
        score=excess / math.sqrt(max(noise, 1e-12)),
        sd=math.sqrt(size),
        curvature=max(2.0 * float(np.sum(share**2)), 1.0),
        largest=math.sqrt(max(upper, 0.0)),
    )


def with_deviations(
    likelihood: Likelihood, marginal: Marginal, *, sd: float, curvature: float
) -> DeviatingCells:
    """Average a likelihood over deviations of cells around a fit.

    Parameters
    ----------
    likelihood : Likelihood
        Of the counts, without deviations.
    marginal : Marginal
        Where the predictors are.
    sd, curvature : float
        About the standard deviation of deviations, and how well its logarithm is known.
    """
    return deviating(
        likelihood,
        eta=marginal.mode.eta,
        variance=marginal.spread.cells,
        sd=sd,
        doubt=min(max(1.0 / math.sqrt(curvature), LEAST_DOUBT), MOST_DOUBT),
    )


@dataclass(frozen=True, slots=True)
class Deviation:
    """A cell's own deviation given its predictor, about linear in it.

    Attributes
    ----------
    mean : Reals, shape (n_cells,)
        At the mean of the predictor.
    slope : Reals, shape (n_cells,)
        Of predictor and deviation together towards the predictor, 0 to 1.
    variance : Reals, shape (n_cells,)
        Given the predictor.
    """

    mean: Reals
    slope: Reals
    variance: Reals


def deviation(
    cells: Deviating, *, eta: Reals, variance: Reals, log_sd: Reals
) -> Deviation:
    """Give what is known of deviations where predictors have a mean and a variance.

    By Stein's identity the mean is s^2 l' and the slope 1 + s^2 l''.
    """
    terms = cells.terms(eta, log_sd)
    square = cells.deviation(log_sd) ** 2
    slope = np.clip(1.0 + square * terms.second, 0.0, 1.0)
    mean = square * (terms.first + 0.5 * variance * terms.third)
    return Deviation(mean, slope, square * slope)


def moments_with_deviations(fit: Fit, cells: Deviating) -> Moments:
    """Average predictors and deviations together over the outer points of a fit."""
    middle = fit.centre.marginal.mode.eta
    mean, square = np.zeros_like(middle), np.zeros_like(middle)
    for weight, point in zip(fit.weights, fit.points, strict=True):
        there = point.marginal
        eta, variance = there.mode.eta + there.shift, there.spread.cells
        own = deviation(cells, eta=eta, variance=variance, log_sd=there.parameters)
        apart = eta + own.mean - middle
        mean += weight * apart
        square += weight * (apart**2 + own.slope**2 * variance + own.variance)
    return Moments(middle + mean, np.sqrt(square - mean**2))

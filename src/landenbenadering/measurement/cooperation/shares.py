"""Shares with crossed effects of citizenship, state, year and pair.

For registers in which a return belongs to one order of the same year, so that
returns cannot exceed orders.
"""

from dataclasses import dataclass, replace

import numpy as np

from landenbenadering.measurement.cooperation.dispersion import (
    CELL_MEAN,
    CELL_SD,
    KNOWN,
    Deviating,
    Dispersion,
    dispersion,
    moments_with_deviations,
    with_deviations,
)
from landenbenadering.measurement.cooperation.keys import (
    Arrangement,
    Indices,
    Reals,
    arrange,
)
from landenbenadering.measurement.cooperation.sizes import Sizes, order_sizes
from landenbenadering.numerics.laplace.deviations import KnownDeviations
from landenbenadering.numerics.laplace.fit import Fit, ascend, integrate
from landenbenadering.numerics.laplace.likelihoods import (
    BoundedBinomial,
    bounded_binomial,
    rounded,
)
from landenbenadering.numerics.laplace.model import (
    Field,
    Layout,
    Structure,
    independent,
    normal,
)
from landenbenadering.numerics.laplace.outer import OuterPoint, OuterPrior, Problem
from landenbenadering.numerics.laplace.posterior import Moments, predictor_moments

CITIZENSHIP, STATE, YEAR, PAIR = range(4)
START = np.log([0.7, 0.7, 0.3, 0.5])
# Deviations have an exponential prior with mean 1 on the logit scale.
DEVIATION_RATE = 1.0
# The common logit: wide enough to say nothing, unless nobody returned, or everybody.
LEVEL_SD = 5.0
INNER_TOLERANCE = 1e-6
# The climb may end early: the quadrature looks for the centre once more.
OUTER_TOLERANCE = 5e-3
# Before the nodes of deviations are laid anew.
ROUGH_TOLERANCE = 0.5


@dataclass(frozen=True, slots=True)
class ShareFit:
    """A fitted register of shares.

    Attributes
    ----------
    cells : Arrangement
    fit : Fit
        Log standard deviations in the order citizenship, state, year, pair.
    spread : float
        Size r of the variance m + m^2 / r of a pair's orders between years.
    deviating : DeviatingCells, KnownDeviations or None
        The likelihood with a deviation of each cell; `None` where the counts do not
        vary more than the effects explain. The logarithm of its standard deviation
        then comes last among the outer parameters, unless it is known very well.
    """

    cells: Arrangement
    fit: Fit
    spread: float
    deviating: Deviating | None


def fit_shares(
    *,
    citizenship: Indices,
    reporter: Indices,
    year: Indices,
    orders: Indices,
    returns: Indices,
    base: int,
    returns_base: int | None = None,
    warm: Field | None = None,
    deviations: bool | None = None,
) -> ShareFit:
    """Fit shares of rounded returns in rounded orders.

    Cells whose orders round to 0 must be left out: they say nothing about the
    share, since any number of returns within their bounds is sure.

    Parameters
    ----------
    citizenship, reporter, year, orders, returns : Indices, shape (n_cells,)
        Keys and published counts.
    base : int
        Rounding base of orders, and of returns if not said otherwise.
    returns_base : int or None
        Rounding base of returns.
    warm : Field or None
        Effects of an earlier fit of the same cells.
    deviations : bool or None
        Whether cells have deviations of their own; `None` if the counts are to say.
    """
    cells = arrange(citizenship=citizenship, reporter=reporter, year=year)
    published = orders[cells.order]
    sizes = order_sizes(published, pair_start=cells.pair_start, base=base)
    likelihood = share_likelihood(
        orders=published,
        returns=returns[cells.order],
        base=base if returns_base is None else returns_base,
        sizes=sizes,
    )
    problem = Problem(
        _structure(cells),
        likelihood,
        OuterPrior(DEVIATION_RATE, np.zeros(0), np.zeros(0)),
        tolerance=INNER_TOLERANCE,
        quadrature=True,
        alike=(CITIZENSHIP, PAIR),
    )
    curvature = _curvature(cells)
    summit = ascend(
        problem, start=START, warm=warm, curvature=curvature, tolerance=OUTER_TOLERANCE
    )
    told = dispersion(summit.height.marginal, likelihood)
    if not (told.possible if deviations is None else deviations):
        fit = integrate(problem, start=START, ascended=summit)
        return ShareFit(cells, fit, sizes.spread, None)
    fit, deviating = _with_deviations(problem, summit.height, told, curvature)
    return ShareFit(cells, fit, sizes.spread, deviating)


def share_moments(fitted: ShareFit) -> Moments:
    """Give the moments of the logit of the share of every cell.

    Parameters
    ----------
    fitted : ShareFit

    Returns
    -------
    Moments
        Deviations of cells are part of it; `predictor_moments` has them not.
    """
    if fitted.deviating is None:
        return predictor_moments(fitted.fit)
    return moments_with_deviations(fitted.fit, fitted.deviating)


def _with_deviations(
    problem: Problem, summit: OuterPoint, told: Dispersion, curvature: Reals
) -> tuple[Fit, Deviating]:
    """Fit deviations of cells as well, from where a fit without them ended."""
    prior = OuterPrior(DEVIATION_RATE, np.array([CELL_MEAN]), np.array([CELL_SD]))
    place = np.append(summit.place, np.log(told.sd))
    marginal, bend = summit.marginal, told.curvature
    for tolerance in (ROUGH_TOLERANCE, OUTER_TOLERANCE):
        cells = with_deviations(
            problem.likelihood, marginal, sd=float(np.exp(place[-1])), curvature=bend
        )
        richer = replace(problem, likelihood=cells, prior=prior)
        found = ascend(
            richer,
            start=place,
            warm=marginal.mode.field,
            curvature=np.append(curvature, bend),
            tolerance=tolerance,
        )
        place, marginal = found.place, found.height.marginal
    if told.curvature < KNOWN:
        return integrate(richer, start=place, ascended=found), cells
    known = KnownDeviations(cells, place[-1:])
    left = replace(problem, likelihood=known)
    height = replace(
        found.height, place=place[:-1], gradient=found.height.gradient[:-1]
    )
    height = replace(height, marginal=replace(marginal, parameters=np.zeros(0)))
    reached = replace(found, place=place[:-1], height=height)
    return integrate(left, start=place[:-1], ascended=reached), known


def share_likelihood(
    *, orders: Indices, returns: Indices, base: int, sizes: Sizes
) -> BoundedBinomial:
    """Make the likelihood of rounded returns in rounded orders.

    Parameters
    ----------
    orders, returns : Indices, shape (n_cells,)
        Published counts.
    base : int
        Rounding base of returns.
    sizes : Sizes
        What the published orders, with their own base, say about the true ones.
    """
    return bounded_binomial(
        successes=rounded(returns, base),
        trials=rounded(orders, sizes.weights.shape[1]),
        weights=sizes.weights,
    )


def _structure(cells: Arrangement) -> Structure:
    n_states, n_years = cells.reporters.size, cells.years.size
    intercept = np.zeros_like(cells.reporter)
    layout = Layout(
        shared=np.column_stack(
            [intercept, 1 + cells.reporter, 1 + n_states + cells.year]
        ),
        position=intercept,
        leaf_start=cells.pair_start,
        group_start=cells.citizenship_start,
        group_size=1,
        n_shared=1 + n_states + n_years,
    )
    return Structure(
        layout=layout,
        shared=(
            normal(LEVEL_SD),
            independent(n_states, STATE),
            independent(n_years, YEAR),
        ),
        group=independent(cells.citizenships.size, CITIZENSHIP),
        leaf=PAIR,
        n_deviations=4,
    )


def _curvature(cells: Arrangement) -> Reals:
    """Guess the curvature: twice the effects of a kind, pairs known less well."""
    sizes = (cells.citizenships.size, cells.reporters.size, cells.years.size)
    pairs = 0.2 * (cells.pair_start.size - 1)
    guess = np.array([*(1.5 * size for size in sizes), pairs])
    return np.asarray(np.maximum(guess, 5.0), dtype=np.float64)

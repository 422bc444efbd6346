"""Draws from a fitted panel with what belongs beside them.

The draws are all that results rest on: any quantity of them comes with its
uncertainty, and they can be kept when the fit is gone.
"""

from dataclasses import dataclass

import numpy as np

from landenbenadering.measurement.cooperation.keys import (
    Indices,
    Names,
    Reals,
    Singles,
    names_of,
)
from landenbenadering.measurement.cooperation.model import (
    LEVEL,
    PAIR,
    STEP,
    CooperationFit,
    Start,
    start_of,
    walk_covariance,
)
from landenbenadering.measurement.cooperation.panel import Panel
from landenbenadering.numerics.laplace.posterior import draw

N_DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Cells:
    """What was published, by citizenship, reporting state and year.

    Attributes
    ----------
    orders, returns : Indices, shape (n_citizenships, n_reporters, n_years)
        Persons in the cells used; 0 elsewhere.
    orders_before : Indices, same shape
        Persons ordered the year before, as far as known; otherwise those of the year.
    used, missing : Indices, same shape
        1 where the cell was used, and where a count is not known.
    disputed : Indices, same shape
        1 where the cell was used and two different counts were given.
    """

    orders: Indices
    returns: Indices
    orders_before: Indices
    used: Indices
    missing: Indices
    disputed: Indices


@dataclass(frozen=True, slots=True)
class CooperationSample:
    """Draws from the posterior of a panel; the first axis counts them.

    Attributes
    ----------
    names : Names
    course : Singles, shape (n_draws, n_citizenships, n_years)
        Effects of citizenships.
    pair : Singles, shape (n_draws, n_pairs)
    practice : Singles, shape (n_draws, n_reporters, n_years)
        Log rate of an average citizenship.
    outer : Singles, shape (n_draws, 7)
        Log standard deviations of state, state and year, citizenship, step and
        pair; log size; logit share of last year's orders.
    prior, prior_pair : Reals, shape (n_years, n_years), ()
        Covariance of a citizenship's course, and variance of a pair, before any
        count.
    weights : Reals, shape (n_citizenships, n_reporters)
        Curvature that the counts of each state contribute.
    cells : Cells
    start : Start
        Where the next fit begins.
    """

    names: Names
    course: Singles
    pair: Singles
    practice: Singles
    outer: Singles
    prior: Reals
    prior_pair: float
    weights: Reals
    cells: Cells
    start: Start


def sample(
    fitted: CooperationFit, *, generator: np.random.Generator, n_draws: int = N_DRAWS
) -> CooperationSample:
    """Draw all effects of a fitted panel together.

    Parameters
    ----------
    fitted : CooperationFit
    generator : numpy.random.Generator
    n_draws : int
    """
    draws = draw(fitted.fit, n_draws=n_draws, generator=generator)
    names = names_of(fitted.cells)
    shape = (n_draws, names.reporters.size, names.years.size)
    variance = fitted.fit.deviations**2
    walk = walk_covariance(names.years)
    return CooperationSample(
        names=names,
        course=draws.group.astype(np.float32),
        pair=draws.leaf.astype(np.float32),
        practice=(draws.shared[:, :1] + draws.shared[:, 1:])
        .reshape(shape)
        .astype(np.float32),
        outer=draws.outer.astype(np.float32),
        prior=variance[LEVEL] + variance[STEP] * walk,
        prior_pair=float(variance[PAIR]),
        weights=_weights(fitted),
        cells=cells_of(fitted.panel, names),
        start=start_of(fitted),
    )


def _weights(fitted: CooperationFit) -> Reals:
    cells = fitted.cells
    total = np.zeros((cells.citizenships.size, cells.reporters.size))
    curvature = fitted.fit.centre.marginal.mode.factor.weights
    np.add.at(total, (cells.citizenship, cells.reporter), curvature)
    return total


def cells_of(panel: Panel, names: Names) -> Cells:
    """Lay the published counts out by citizenship, reporting state and year."""
    shape = (names.citizenships.size, names.reporters.size, names.years.size)
    where = (
        np.searchsorted(names.citizenships, panel.citizenship),
        np.searchsorted(names.reporters, panel.reporter),
        np.searchsorted(names.years, panel.year),
    )
    orders, returns, before, used, missing, disputed = (
        np.zeros(shape, dtype=np.int64) for _ in range(6)
    )
    orders[where], returns[where], used[where] = panel.orders, panel.returns, 1
    before[where] = panel.orders_before
    disputed[where] = panel.disputed
    holes = panel.holes
    named = (
        np.isin(holes.citizenship, names.citizenships)
        & np.isin(holes.reporter, names.reporters)
        & np.isin(holes.year, names.years)
    )
    missing[
        np.searchsorted(names.citizenships, holes.citizenship[named]),
        np.searchsorted(names.reporters, holes.reporter[named]),
        np.searchsorted(names.years, holes.year[named]),
    ] = 1
    return Cells(orders, returns, before, used, missing, disputed)

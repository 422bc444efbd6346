"""What the cooperation model says about each citizenship and year."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from landenbenadering.core.interval import Interval
from landenbenadering.measurement.cooperation.errors import UnknownPairError
from landenbenadering.measurement.cooperation.keys import Indices, Reals
from landenbenadering.measurement.cooperation.model import (
    LEVEL,
    PAIR,
    STEP,
    CooperationFit,
    walk_covariance,
)
from landenbenadering.numerics.laplace.posterior import Draws, draw

DRIVERS_SHOWN = 3
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


class Course(StrEnum):
    """How return runs with a country, as far as the counts can tell."""

    SMOOTH = "smooth"
    LESS_SMOOTH = "less_smooth"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Standard:
    """When return is said to run smoothly or less smoothly.

    Attributes
    ----------
    threshold : float
        Multiplier to compare with; 1 is the average country.
    certainty : float
        Probability that a statement needs, above one half.
    """

    threshold: float = 1.0
    certainty: float = 0.9

    def course(self, below: float) -> Course:
        """Class a country by its probability to lie below the threshold."""
        if below >= self.certainty:
            return Course.LESS_SMOOTH
        if below <= 1.0 - self.certainty:
            return Course.SMOOTH
        return Course.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class Driver:
    """A reporting state and its share in what is known about a citizenship."""

    reporter: str
    share: float


@dataclass(frozen=True, slots=True)
class Multiplier:
    """How many times the returns of the average country, under the same practice.

    Attributes
    ----------
    citizenship : str
        ISO 3166 alpha-3.
    year : int
    reporter : str or None
        The reporting state; `None` for all together.
    median : float
        Above 0; 1 is the (geometric) average of the citizenships compared.
    half, ninety : Interval
        Contain the true multiplier with probability 50 % and 90 %.
    below : float
        Probability that it lies below the standard's threshold.
    course : Course
    information : float
        Number of returns under exactly known practice that would say as much;
        0 means that only the prior speaks.
    orders : int
        Persons ordered to leave in the cells used of that year, as published.
    states : int
        Reporting states with a usable cell in that year.
    drivers : tuple of Driver
        The states on which the citizenship's estimate rests most, all years.
    """

    citizenship: str
    year: int
    reporter: str | None
    median: float
    half: Interval
    ninety: Interval
    below: float
    course: Course
    information: float
    orders: int
    states: int
    drivers: tuple[Driver, ...]


def multipliers(
    fitted: CooperationFit,
    *,
    generator: np.random.Generator,
    reporter: str | None = None,
    standard: Standard | None = None,
    n_draws: int = 1000,
) -> tuple[Multiplier, ...]:
    """Compare every citizenship in every year with the average one.

    Parameters
    ----------
    fitted : CooperationFit
    generator : numpy.random.Generator
    reporter : str or None
        Compare as seen by one reporting state, what is particular to its pairs
        included, among the citizenships it has cells of; `None` for all states.
    standard : Standard or None
        `None` for the default.
    n_draws : int

    Raises
    ------
    UnknownPairError
        The state has no usable cell.
    """
    chosen, logs = log_multipliers(
        fitted,
        draws=draw(fitted.fit, n_draws=n_draws, generator=generator),
        reporter=reporter,
    )
    prior = _prior_variance(fitted, with_pair=reporter is not None)
    used, bar = _used(fitted, reporter), standard or Standard()
    bounds = np.exp(np.quantile(logs, QUANTILES, axis=0))
    below = np.mean(logs < np.log(bar.threshold), axis=0)
    information = np.maximum(1.0 / np.var(logs, axis=0) - 1.0 / prior, 0.0)
    found = []
    for place, citizenship in enumerate(chosen):
        drivers = _drivers(fitted, int(citizenship))
        for year in range(fitted.cells.years.size):
            low, lower, median, upper, high = map(float, bounds[:, place, year])
            found.append(
                Multiplier(
                    citizenship=str(fitted.cells.citizenships[citizenship]),
                    year=int(str(fitted.cells.years[year])),
                    reporter=reporter,
                    median=median,
                    half=Interval(lower, upper),
                    ninety=Interval(low, high),
                    below=float(below[place, year]),
                    course=bar.course(float(below[place, year])),
                    information=float(information[place, year]),
                    orders=int(used.orders[citizenship, year]),
                    states=int(used.states[citizenship, year]),
                    drivers=drivers,
                )
            )
    return tuple(found)


def log_multipliers(
    fitted: CooperationFit, *, draws: Draws, reporter: str | None = None
) -> tuple[Indices, Reals]:
    """Draw the logarithms of the multipliers.

    Returns
    -------
    Indices, shape (n_chosen,)
        Numbers of the citizenships compared.
    Reals, shape (n_draws, n_chosen, n_years)
        Differences from the mean over the citizenships compared.
    """
    cells, effects = fitted.cells, draws.group
    chosen = np.arange(cells.citizenships.size)
    if reporter is not None:
        found = np.flatnonzero(cells.reporters == reporter)
        if found.size == 0:
            raise UnknownPairError(reporter)
        pairs = np.flatnonzero(cells.pair_reporter == found[0])
        chosen = cells.pair_citizenship[pairs]
        effects = effects[:, chosen] + draws.leaf[:, pairs, None]
    return chosen, effects - effects.mean(axis=1, keepdims=True)


@dataclass(frozen=True, slots=True)
class _Used:
    """Persons and states behind each citizenship and year."""

    orders: Indices
    states: Indices


def _used(fitted: CooperationFit, reporter: str | None) -> _Used:
    cells = fitted.cells
    keep = np.ones(cells.year.size, dtype=np.bool_)
    if reporter is not None:
        keep = cells.reporters[cells.reporter] == reporter
    shape = (cells.citizenships.size, cells.years.size)
    key = (cells.citizenship[keep], cells.year[keep])
    orders, states = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    np.add.at(orders, key, fitted.panel.orders[cells.order][keep])
    np.add.at(states, key, 1)
    return _Used(orders, states)


def _prior_variance(fitted: CooperationFit, *, with_pair: bool) -> Reals:
    """Give the variance of a citizenship's effect in each year before any count."""
    variance = fitted.fit.deviations**2
    walk = walk_covariance(np.asarray(fitted.cells.years, dtype=np.int64))
    own: Reals = variance[LEVEL] + variance[STEP] * np.diag(walk)
    return own + variance[PAIR] if with_pair else own


def _drivers(fitted: CooperationFit, citizenship: int) -> tuple[Driver, ...]:
    """Rank reporting states by the curvature that their counts contribute."""
    cells = fitted.cells
    first, last = cells.citizenship_start[citizenship : citizenship + 2]
    span = slice(cells.pair_start[first], cells.pair_start[last])
    weights = fitted.fit.centre.marginal.mode.factor.weights[span]
    of_state = np.bincount(cells.reporter[span], weights, cells.reporters.size)
    shares = of_state / of_state.sum()
    order = np.argsort(-shares)[:DRIVERS_SHOWN]
    return tuple(
        Driver(str(cells.reporters[state]), float(shares[state]))
        for state in order
        if shares[state] > 0
    )

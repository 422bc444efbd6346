"""What the cooperation model says about each citizenship and year."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from landenbenadering.core.interval import Interval
from landenbenadering.measurement.cooperation.errors import (
    NoneBesideError,
    NoStandardError,
    OneStateError,
    UnknownPairError,
    UnknownYearsError,
)
from landenbenadering.measurement.cooperation.keys import Indices, Reals
from landenbenadering.measurement.cooperation.sample import CooperationSample

DRIVERS_SHOWN = 3
FEWEST_STATES = 2
FEWEST_COMPARED = 2
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


class Course(StrEnum):
    """How return runs with a country, as far as the counts can tell."""

    SMOOTH = "smooth"
    LESS_SMOOTH = "less_smooth"
    CANNOT_TELL = "cannot_tell"


class NoClass(StrEnum):
    """Why no class is given, however sure the model is.

    `ONE_STATE`: only one state reports at all. `ONE_STATE_COUNTS`: all states are
    asked for, and only one counts people from the country, so its dealings with that
    country cannot be told from the country. `NO_COUNTS`: nothing was counted in these
    years; the estimate is carried over from others. `CONTRADICTED`: two different
    counts were given of a cell, and one series may be wrong throughout.
    """

    ONE_STATE = "one_state"
    ONE_STATE_COUNTS = "one_state_counts"
    NO_COUNTS = "no_counts"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Standard:
    """When return is said to run smoothly or less smoothly.

    Attributes
    ----------
    threshold : float
        Multiplier to compare with, above 0; 1 is the average country.
    certainty : float
        Probability that a statement needs, above one half and below 1.

    Raises
    ------
    NoStandardError
        MEA207: one of the two lies outside of these.
    """

    threshold: float = 1.0
    certainty: float = 0.9

    def __post_init__(self) -> None:
        """Refuse a standard by which nothing, or anything, could be said."""
        if not 0.0 < self.threshold < math.inf or not 0.5 < self.certainty < 1.0:
            raise NoStandardError(self.threshold, self.certainty)

    def course(self, below: float, no_class: NoClass | None = None) -> Course:
        """Class a country by its probability to lie below the threshold."""
        if no_class is not None:
            return Course.CANNOT_TELL
        if below >= self.certainty:
            return Course.LESS_SMOOTH
        if below <= 1.0 - self.certainty:
            return Course.SMOOTH
        return Course.CANNOT_TELL


DEFAULT_STANDARD = Standard()


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
    years : tuple of int
        One year, or those over which the (geometric) average was taken.
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
    orders, returns : int
        Persons in the cells used of these years, as published.
    states : int
        Reporting states with a usable cell in these years.
    missing_share : float
        Share of the cells of these years in which a count is not known, 0 to 1.
    drivers : tuple of Driver
        The states on which the citizenship's estimate rests most, all years.
    disputed : int
        Cells of these years of which two different counts were given.
    no_class : NoClass or None
        Why no class is given; `None` if the probability alone decides.
    """

    citizenship: str
    years: tuple[int, ...]
    reporter: str | None
    median: float
    half: Interval
    ninety: Interval
    below: float
    course: Course
    information: float
    orders: int
    returns: int
    states: int
    missing_share: float
    drivers: tuple[Driver, ...]
    disputed: int = 0
    no_class: NoClass | None = None


def multipliers(
    sampled: CooperationSample,
    *,
    reporter: str | None = None,
    standard: Standard = DEFAULT_STANDARD,
) -> tuple[Multiplier, ...]:
    """Compare every citizenship in every year with the average one.

    Parameters
    ----------
    sampled : CooperationSample
    reporter : str or None
        Compare as met by one reporting state, what is particular to its pairs
        included, among the citizenships it has cells of; `None` for all states.
        If it is the only state of the panel, no class is given: its practice
        towards a country cannot be told from that country's cooperation.
    standard : Standard

    Raises
    ------
    UnknownPairError
        The state has no usable cell.
    NoneBesideError
        MEA208: it has usable cells of one citizenship alone.
    OneStateError
        All states are asked for and there is only one.
    """
    names = sampled.names
    chosen, logs = log_multipliers(sampled, reporter=reporter)
    by_year = [
        _describe(
            sampled,
            logs[:, :, t],
            chosen=chosen,
            spots=(t,),
            reporter=reporter,
            standard=standard,
        )
        for t in range(names.years.size)
    ]
    return tuple(item for row in zip(*by_year, strict=True) for item in row)


def average_multipliers(
    sampled: CooperationSample,
    *,
    years: Sequence[int] | None = None,
    reporter: str | None = None,
    standard: Standard = DEFAULT_STANDARD,
) -> tuple[Multiplier, ...]:
    """Compare every citizenship with the average one, over several years.

    Parameters
    ----------
    sampled, reporter, standard
        As in `multipliers`.
    years : sequence of int or None
        Those not in the panel are passed over; `None` for all.

    Raises
    ------
    UnknownYearsError
        No year asked for is in the panel.
    """
    known = sampled.names.years
    wanted = known if years is None else np.array(sorted(set(years)), dtype=np.int64)
    spots = tuple(int(spot) for spot in np.flatnonzero(np.isin(known, wanted)))
    if not spots:
        raise UnknownYearsError(tuple(int(year) for year in wanted))
    chosen, logs = log_multipliers(sampled, reporter=reporter)
    return _describe(
        sampled,
        logs[:, :, list(spots)].mean(axis=2),
        chosen=chosen,
        spots=spots,
        reporter=reporter,
        standard=standard,
    )


def log_multipliers(
    sampled: CooperationSample, *, reporter: str | None = None
) -> tuple[Indices, Reals]:
    """Draw the logarithms of the multipliers.

    Returns
    -------
    Indices, shape (n_chosen,)
        Numbers of the citizenships compared.
    Reals, shape (n_draws, n_chosen, n_years)
        Differences from the mean over the citizenships compared.
    """
    names, effects = sampled.names, sampled.course.astype(np.float64)
    chosen = np.arange(names.citizenships.size)
    if reporter is None and names.reporters.size == 1:
        raise OneStateError(str(names.reporters[0]))
    if reporter is not None:
        found = np.flatnonzero(names.reporters == reporter)
        if found.size == 0:
            raise UnknownPairError(reporter)
        pairs = np.flatnonzero(names.pair_reporter == found[0])
        chosen = names.pair_citizenship[pairs]
        if chosen.size < FEWEST_COMPARED:
            raise NoneBesideError(reporter)
        effects = effects[:, chosen] + sampled.pair[:, pairs, None]
    return chosen, effects - effects.mean(axis=1, keepdims=True)


def _describe(
    sampled: CooperationSample,
    logs: Reals,
    *,
    chosen: Indices,
    spots: tuple[int, ...],
    reporter: str | None,
    standard: Standard,
) -> tuple[Multiplier, ...]:
    """Summarise draws of one quantity per citizenship, shape (n_draws, n_chosen)."""
    names = sampled.names
    counted = _counted(sampled, chosen, spots=spots, reporter=reporter)
    rows = np.ascontiguousarray(logs.T)
    bounds = np.exp(np.quantile(rows, QUANTILES, axis=1))
    below = np.mean(logs < np.log(standard.threshold), axis=0)
    information = _information(
        sampled, logs, spots=spots, with_pair=reporter is not None
    )
    ever = sampled.cells.used[chosen].max(axis=2).sum(axis=1).tolist()
    found = []
    drivers = _drivers(sampled, chosen)
    for place, citizenship in enumerate(chosen):
        low, lower, median, upper, high = map(float, bounds[:, place])
        orders, returns, states, used, missing, disputed = counted[place].tolist()
        why = why_no_class(
            only_state=names.reporters.size == 1,
            disputed=disputed,
            used=used,
            states=ever[place],
            reporter=reporter,
        )
        found.append(
            Multiplier(
                citizenship=str(names.citizenships[citizenship]),
                years=tuple(int(names.years[spot]) for spot in spots),
                reporter=reporter,
                median=median,
                half=Interval(lower, upper),
                ninety=Interval(low, high),
                below=float(below[place]),
                course=standard.course(float(below[place]), why),
                information=float(information[place]),
                orders=orders,
                returns=returns,
                states=states,
                missing_share=missing / max(used + missing, 1),
                drivers=drivers[place],
                disputed=disputed,
                no_class=why,
            )
        )
    return tuple(found)


def why_no_class(
    *, only_state: bool, disputed: int, used: int, states: int, reporter: str | None
) -> NoClass | None:
    """Say why a country gets no class, the plainest reason first.

    Parameters
    ----------
    only_state : bool
        Whether one state alone reports, on whatever country.
    disputed, used : int
        Cells of the years asked for: with two different counts, and usable.
    states : int
        States with a usable cell of the country in any year.
    reporter : str or None
        The state whose dealings are asked for; `None` for all together.
    """
    if only_state:
        return NoClass.ONE_STATE
    if disputed:
        return NoClass.CONTRADICTED
    if not used:
        return NoClass.NO_COUNTS
    if reporter is None and states < FEWEST_STATES:
        return NoClass.ONE_STATE_COUNTS
    return None


def _information(
    sampled: CooperationSample,
    logs: Reals,
    *,
    spots: tuple[int, ...],
    with_pair: bool,
) -> Reals:
    """Compare the variance of the draws with the variance before any count."""
    chosen = list(spots)
    prior = sampled.prior[np.ix_(chosen, chosen)].mean()
    prior += sampled.prior_pair if with_pair else 0.0
    gained: Reals = np.maximum(1.0 / np.var(logs, axis=0) - 1.0 / prior, 0.0)
    return gained


def _counted(
    sampled: CooperationSample,
    chosen: Indices,
    *,
    spots: tuple[int, ...],
    reporter: str | None,
) -> Indices:
    """Give orders, returns, states, cells used, missing and disputed, a row each."""
    cells, names = sampled.cells, sampled.names
    states = np.ones(names.reporters.size, dtype=np.bool_)
    if reporter is not None:
        states = names.reporters == reporter
    where = np.ix_(chosen, np.flatnonzero(states), np.array(spots, dtype=np.int64))
    used = cells.used[where]
    return np.column_stack(
        [
            cells.orders[where].sum(axis=(1, 2)),
            cells.returns[where].sum(axis=(1, 2)),
            used.max(axis=2).sum(axis=1),
            used.sum(axis=(1, 2)),
            cells.missing[where].sum(axis=(1, 2)),
            cells.disputed[where].sum(axis=(1, 2)),
        ]
    )


def _drivers(sampled: CooperationSample, chosen: Indices) -> list[tuple[Driver, ...]]:
    """Rank reporting states by the curvature that their counts contribute."""
    weights = sampled.weights[chosen]
    shares = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-300)
    order = np.argsort(-shares, axis=1, kind="stable")[:, :DRIVERS_SHOWN]
    names = sampled.names.reporters.tolist()
    largest = np.take_along_axis(shares, order, axis=1).tolist()
    return [
        tuple(
            Driver(names[state], share)
            for state, share in zip(states, of_row, strict=True)
            if share > 0
        )
        for states, of_row in zip(order.tolist(), largest, strict=True)
    ]

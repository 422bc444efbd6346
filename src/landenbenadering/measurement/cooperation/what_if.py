"""What the model would say of a country if its counts were other ones.

Everything but the country stays as it was fitted: the practice of each state in each
year with its doubt, and how much countries, years and pairs differ. The country's own
course and pairs are estimated anew, by the same engine under the same likelihood, so
an answer takes milliseconds. The full fit would let a country's counts move the
practice of the states too; where one country weighs heavily in a state, the two differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from landenbenadering.core.interval import Interval
from landenbenadering.measurement.cooperation.errors import (
    NothingToCompareError,
    UnknownPairError,
)
from landenbenadering.measurement.cooperation.keys import Indices, Reals
from landenbenadering.measurement.cooperation.model import (
    LEVEL,
    PAIR,
    STEP,
    walk_covariance,
)
from landenbenadering.measurement.cooperation.panel import (
    MOVES_CURRENT,
    MOVES_PREVIOUS,
    spread_over_bounds,
)
from landenbenadering.measurement.cooperation.results import (
    DEFAULT_STANDARD,
    QUANTILES,
    Multiplier,
    Standard,
    why_no_class,
)
from landenbenadering.measurement.cooperation.sample import CooperationSample
from landenbenadering.numerics.laplace.fit import Fit
from landenbenadering.numerics.laplace.likelihoods import (
    BoundedNegativeBinomial,
    rounded,
)
from landenbenadering.numerics.laplace.model import (
    Block,
    Layout,
    Structure,
    zero_field,
)
from landenbenadering.numerics.laplace.outer import OuterPrior, Problem
from landenbenadering.numerics.laplace.posterior import draw
from landenbenadering.numerics.threads import one_thread

N_DEVIATIONS = 4
N_DRAWS = 1000
# Draws of more cells than there are draws have no full covariance of their own.
RIDGE = 1e-6


@dataclass(frozen=True, slots=True)
class SupposedCell:
    """Counts of one state and year, as they would be published.

    Attributes
    ----------
    reporter : str
        ISO 3166 alpha-3; a state of the sample.
    year : int
        A year of the sample.
    orders, previous, returns : int
        Persons, 0 or more; `previous` are the orders of the year before.
    """

    reporter: str
    year: int
    orders: int
    previous: int
    returns: int


def published_cells(sampled: CooperationSample, citizenship: str) -> list[SupposedCell]:
    """Give the counts of a country that a fit used, by state and year.

    Where the orders of the year before are not known, those of the year itself stand
    for them, as there.
    """
    names, cells = sampled.names, sampled.cells
    (place,) = np.flatnonzero(names.citizenships == citizenship)
    orders, before = cells.orders[place], cells.orders_before[place]
    returns = cells.returns[place]
    return [
        SupposedCell(
            reporter=str(names.reporters[state]),
            year=int(names.years[year]),
            orders=int(orders[state, year]),
            previous=int(before[state, year]),
            returns=int(returns[state, year]),
        )
        for state, year in np.argwhere(cells.used[place])
    ]


@one_thread()
def supposed(
    sampled: CooperationSample,
    citizenship: str,
    cells: Sequence[SupposedCell],
    *,
    generator: np.random.Generator,
    reporter: str | None = None,
    standard: Standard = DEFAULT_STANDARD,
    base: int = 5,
) -> tuple[Multiplier, ...]:
    """Estimate a country as if its counts were these.

    Parameters
    ----------
    sampled : CooperationSample
        Of the fit that everything else is taken from.
    citizenship : str
        The name that results bear.
    cells : sequence of SupposedCell
        At least one; cells whose orders of both years may be 0 say nothing and are
        passed over.
    generator : numpy.random.Generator
    reporter : str or None
        As met by one state of the cells, or `None` for all together.
    standard : Standard
    base : int
        Rounding base of the counts, odd.

    Returns
    -------
    tuple of Multiplier
        One for each year of the sample, then that over all years. A state alone in
        its sample gives no class, as in `multipliers`. Drivers are not given.

    Raises
    ------
    NothingToCompareError
        MEA201: no cell certainly has orders.
    UnknownPairError
        `reporter` has none of the cells, or is no state of the sample.
    """
    used = _usable(sampled, cells, base)
    fit = _fitted(sampled, used, base)
    draws = draw(fit, n_draws=N_DRAWS, generator=generator)
    logs = draws.group[:, 0, :]
    prior = sampled.prior
    if reporter is not None:
        if reporter not in used.states:
            raise UnknownPairError(reporter)
        pair = draws.leaf[:, used.states.index(reporter)]
        logs = logs + pair[:, None] - _centre(sampled, reporter)
        prior = prior + sampled.prior_pair
    years = sampled.names.years
    spans = [(t,) for t in range(years.size)] + [tuple(range(years.size))]
    return tuple(
        _described(sampled, citizenship, logs, used, prior, span, reporter, standard)
        for span in spans
    )


@dataclass(frozen=True, slots=True)
class _Used:
    """Cells in order of state and year, with the numbers of both."""

    cells: tuple[SupposedCell, ...]
    states: tuple[str, ...]
    state: Indices
    year: Indices


def _usable(
    sampled: CooperationSample, cells: Sequence[SupposedCell], base: int
) -> _Used:
    known = sampled.names.reporters.tolist()
    for cell in cells:
        if cell.reporter not in known:
            raise UnknownPairError(cell.reporter)
    kept = sorted(
        (cell for cell in cells if max(cell.orders, cell.previous) > base // 2),
        key=lambda cell: (cell.reporter, cell.year),
    )
    if not kept:
        raise NothingToCompareError(citizenships=1, cells=0)
    return _Used(
        cells=tuple(kept),
        states=tuple(dict.fromkeys(cell.reporter for cell in kept)),
        state=np.array([known.index(cell.reporter) for cell in kept], dtype=np.int64),
        year=np.searchsorted(
            sampled.names.years, np.array([cell.year for cell in kept], dtype=np.int64)
        ).astype(np.int64),
    )


def _fitted(sampled: CooperationSample, used: _Used, base: int) -> Fit:
    """Find the posterior of one country's effects at the fit's own outer point."""
    average = sampled.practice + sampled.course.mean(axis=1)[:, None, :]
    seen = average[:, used.state, used.year].astype(np.float64)
    n_cells = used.year.size
    spread = np.cov(seen, rowvar=False).reshape(n_cells, n_cells)
    outer = sampled.outer.astype(np.float64).mean(axis=0)
    structure = _structure(sampled, used, spread + RIDGE * np.eye(n_cells))
    rate = np.exp(seen.mean(axis=0))[:, None]
    counts = np.array(
        [(c.orders, c.previous, c.returns) for c in used.cells], dtype=np.int64
    ).reshape(-1, 3)
    now, last = (rounded(counts[:, column], base) for column in (0, 1))
    likelihood = BoundedNegativeBinomial(
        rounded(counts[:, 2], base),
        rate * spread_over_bounds(now.lower, now.upper, MOVES_CURRENT),
        rate * spread_over_bounds(last.lower, last.upper, MOVES_PREVIOUS),
    )
    nothing = OuterPrior(None, np.zeros(2), np.full(2, np.inf))
    problem = Problem(structure, likelihood, nothing)
    place = np.array([0.0, *outer[[LEVEL, STEP, PAIR]], *outer[-2:]])
    point = problem.at(place, zero_field(structure.layout), with_gradient=False)
    return Fit(
        structure=structure,
        centre=point,
        covariance=np.zeros((place.size, place.size)),
        points=(point,),
        weights=np.ones(1),
        log_evidence=point.value,
        evaluations=1,
    )


def _structure(sampled: CooperationSample, used: _Used, spread: Reals) -> Structure:
    """Lay out practice in each cell, the country's course and its pairs."""
    n_cells, n_years = used.year.size, sampled.names.years.size
    _, first = np.unique(used.state, return_index=True)
    layout = Layout(
        shared=np.arange(n_cells)[:, None],
        position=used.year,
        leaf_start=np.append(first, n_cells),
        group_start=np.array([0, first.size]),
        group_size=n_years,
        n_shared=n_cells,
    )
    walk = walk_covariance(sampled.names.years)
    return Structure(
        layout=layout,
        shared=(Block(1, spread[None], (0,)),),
        group=Block(1, np.stack([np.ones((n_years, n_years)), walk]), (1, 2)),
        leaf=3,
        n_deviations=N_DEVIATIONS,
    )


def _centre(sampled: CooperationSample, reporter: str) -> Reals:
    """Give how the average country of a state lies from the average of all, by year."""
    names = sampled.names
    state = int(np.flatnonzero(names.reporters == reporter)[0])
    pairs = np.flatnonzero(names.pair_reporter == state)
    own = sampled.course[:, names.pair_citizenship[pairs]].mean(axis=(0, 1))
    every = sampled.course.mean(axis=(0, 1))
    centre: Reals = (own - every + sampled.pair[:, pairs].mean()).astype(np.float64)
    return centre


def _described(
    sampled: CooperationSample,
    citizenship: str,
    logs: Reals,
    used: _Used,
    prior: Reals,
    span: tuple[int, ...],
    reporter: str | None,
    standard: Standard,
) -> Multiplier:
    """Summarise the draws of some years."""
    over = logs[:, list(span)].mean(axis=1)
    low, lower, median, upper, high = map(float, np.exp(np.quantile(over, QUANTILES)))
    below = float(np.mean(over < np.log(standard.threshold)))
    before = prior[np.ix_(span, span)].mean()
    counted = [
        cell
        for cell, year in zip(used.cells, used.year, strict=True)
        if int(year) in span and reporter in (None, cell.reporter)
    ]
    why = why_no_class(
        only_state=sampled.names.reporters.size == 1,
        disputed=0,
        used=len(counted),
        states=len({cell.reporter for cell in used.cells}),
        reporter=reporter,
    )
    return Multiplier(
        citizenship=citizenship,
        years=tuple(int(sampled.names.years[t]) for t in span),
        reporter=reporter,
        median=median,
        half=Interval(lower, upper),
        ninety=Interval(low, high),
        below=below,
        course=standard.course(below, why),
        information=float(max(1.0 / np.var(over) - 1.0 / before, 0.0)),
        orders=sum(cell.orders for cell in counted),
        returns=sum(cell.returns for cell in counted),
        states=len({cell.reporter for cell in counted}),
        missing_share=0.0,
        drivers=(),
        no_class=why,
    )

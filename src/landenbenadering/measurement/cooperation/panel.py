"""From published counts to the cells that the cooperation model uses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.measurement.cooperation.errors import (
    NoSuchSeriesError,
    NothingToCompareError,
)
from landenbenadering.measurement.cooperation.keys import Indices, Reals

# Four nodes reproduce mean and variance of two independent roundings: each
# node moves one of the two counts to an end of its bounds.
MOVES_CURRENT = np.array([-1.0, 1.0, 0.0, 0.0])
MOVES_PREVIOUS = np.array([0.0, 0.0, -1.0, 1.0])
LEAST_EXPOSURE = 0.1
FEWEST_CELLS = 3
NOTHING_SUPPRESSED: Mapping[str, tuple[int, int]] = MappingProxyType({})

Key = tuple[str, str, int]
Range = tuple[int, int]


class Series(StrEnum):
    """Which returns are compared; kinds of return are never added together."""

    ALL = "all"
    VOLUNTARY = "voluntary"
    FORCED = "forced"

    @property
    def indicator(self) -> Indicator:
        """What the publisher counts."""
        return _INDICATORS[self]


_INDICATORS = {
    Series.ALL: Indicator.RETURNED,
    Series.VOLUNTARY: Indicator.RETURNED_VOLUNTARILY,
    Series.FORCED: Indicator.RETURNED_BY_FORCE,
}


@dataclass(frozen=True, slots=True)
class Holes:
    """Cells of which a count is not known, by key; ISO 3166 alpha-3."""

    citizenship: npt.NDArray[np.str_]
    reporter: npt.NDArray[np.str_]
    year: Indices


@dataclass(frozen=True, slots=True)
class Panel:
    """Cells with known returns and some orders to follow from.

    Attributes
    ----------
    reporter, citizenship : ndarray of str, shape (n_cells,)
        ISO 3166 alpha-3.
    year : Indices, shape (n_cells,)
    returns_from, returns_to : Indices, shape (n_cells,)
        Bounds of the true number of returns.
    orders, returns : Indices, shape (n_cells,)
        Published counts; hidden ones count as 0, contradicted ones as the middle.
    orders_before : Indices, shape (n_cells,)
        Those of last year in the same way, as far as `previous` rests on them.
    current, previous : Reals, shape (n_cells, 4)
        Orders of this and of the last year at nodes that stand for their
        bounds. Where the last year is not known, it is taken as this one.
    disputed : ndarray of bool, shape (n_cells,)
        Whether two different counts were given of the orders or returns.
    holes : Holes
        Cells in which a count is not known.
    without_orders : int
        Cells left out since the orders of both years may be 0.
    contradicted : int
        Counts of which two different ones were given: the truth is then taken
        to lie anywhere between them.
    """

    reporter: npt.NDArray[np.str_]
    citizenship: npt.NDArray[np.str_]
    year: Indices
    returns_from: Indices
    returns_to: Indices
    orders: Indices
    returns: Indices
    orders_before: Indices
    current: Reals
    previous: Reals
    disputed: npt.NDArray[np.bool_]
    holes: Holes
    without_orders: int
    contradicted: int

    @property
    def missing(self) -> int:
        """Number of cells in which a count is not known."""
        return int(self.holes.year.size)


@dataclass(frozen=True, slots=True)
class _Row:
    """One usable cell: bounds of orders, of those of last year, and of returns."""

    key: Key
    now: Range
    last: Range
    back: Range


def build_panel(
    observations: Iterable[Observation],
    *,
    base: int = 5,
    series: Series = Series.ALL,
    suppressed: Mapping[str, Range] = NOTHING_SUPPRESSED,
) -> Panel:
    """Take the cells of states and citizenships, aggregates left out.

    Parameters
    ----------
    observations : iterable of Observation
        Orders to leave and returns; other indicators are passed over. Where two
        series give one cell, the truth lies between their bounds.
    base : int
        Rounding base of the publisher, odd.
    series : Series
        Which returns are taken.
    suppressed : mapping of str to (int, int)
        Flags under which a publisher hides a count, with the least and most
        persons that it can be: `{"c": (0, 4)}` for "fewer than 5". A count that
        is not given and bears none of these flags is not known.

    Raises
    ------
    NothingToCompareError
        Fewer than 2 citizenships or 3 cells remain.
    NoSuchSeriesError
        Returns are not broken down by kind in these observations.
    """
    wanted = (Indicator.ORDERED_TO_LEAVE, series.indicator)
    counts: dict[Indicator, dict[Key, Range | None]] = {one: {} for one in wanted}
    contradicted: list[Key] = []
    for item in observations:
        if item.indicator in counts and _is_country(item):
            key = (item.citizenship, item.reporter, item.year)
            known = counts[item.indicator]
            found = _bounds(item, base, suppressed)
            if _apart(known.get(key), found):
                contradicted.append(key)
            known[key] = _hull(known.get(key), found)
    orders, returns = (counts[one] for one in wanted)
    if not returns and series is not Series.ALL:
        raise NoSuchSeriesError(series)
    return _panel(_Sorted.of(orders, returns), contradicted)


def _is_country(item: Observation) -> bool:
    return all(
        len(code) == 3 and code.isalpha() for code in (item.reporter, item.citizenship)
    )


def _bounds(
    item: Observation, base: int, suppressed: Mapping[str, Range]
) -> Range | None:
    """Give the least and most persons behind a published count."""
    if item.value is not None:
        half = base // 2
        return max(item.value - half, 0), item.value + half
    hidden = [suppressed[letter] for letter in item.flag if letter in suppressed]
    return hidden[0] if hidden else None


def _apart(known: Range | None, found: Range | None) -> bool:
    return known is not None and found is not None and known != found


def _hull(known: Range | None, found: Range | None) -> Range | None:
    if known is None or found is None:
        return known or found
    return min(known[0], found[0]), max(known[1], found[1])


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Cells by whether they can be used."""

    rows: list[_Row]
    holes: list[Key]
    without_orders: int

    @classmethod
    def of(
        cls, orders: Mapping[Key, Range | None], returns: Mapping[Key, Range | None]
    ) -> "_Sorted":
        """Put every cell of either count where it belongs."""
        rows: list[_Row] = []
        holes: list[Key] = []
        without_orders = 0
        for key in sorted(orders.keys() | returns.keys()):
            now, back = orders.get(key), returns.get(key)
            if now is None or back is None:
                holes.append(key)
                continue
            last = orders.get((key[0], key[1], key[2] - 1)) or now
            if now[0] == 0 and last[0] == 0:
                without_orders += 1
                continue
            rows.append(_Row(key, now, last, back))
        return cls(rows, holes, without_orders)


def _panel(cells: _Sorted, contradicted: Sequence[Key]) -> Panel:
    n_citizenships = len({row.key[0] for row in cells.rows})
    if n_citizenships < 2 or len(cells.rows) < FEWEST_CELLS:
        raise NothingToCompareError(citizenships=n_citizenships, cells=len(cells.rows))
    disputed = set(contradicted)
    citizenship, reporter, year = zip(*(row.key for row in cells.rows), strict=True)
    now = np.array([row.now for row in cells.rows], dtype=np.int64)
    last = np.array([row.last for row in cells.rows], dtype=np.int64)
    back = np.array([row.back for row in cells.rows], dtype=np.int64)
    return Panel(
        reporter=np.array(reporter),
        citizenship=np.array(citizenship),
        year=np.array(year, dtype=np.int64),
        returns_from=back[:, 0],
        returns_to=back[:, 1],
        orders=_middle(now),
        returns=_middle(back),
        orders_before=_middle(last),
        current=spread_over_bounds(now[:, 0], now[:, 1], MOVES_CURRENT),
        previous=spread_over_bounds(last[:, 0], last[:, 1], MOVES_PREVIOUS),
        disputed=np.array([row.key in disputed for row in cells.rows], dtype=np.bool_),
        holes=_holes(cells.holes),
        without_orders=cells.without_orders,
        contradicted=len(contradicted),
    )


def _middle(bounds: Indices) -> Indices:
    """Give the published count; bounds cut off at 0 stand for a published 0."""
    half = (bounds[:, 0] + bounds[:, 1]) // 2
    return np.asarray(np.where(bounds[:, 0] == 0, 0, half), dtype=np.int64)


def spread_over_bounds(lower: Indices, upper: Indices, moves: Reals) -> Reals:
    """Spread counts over nodes that stand for their bounds, all above 0.

    Parameters
    ----------
    lower, upper : Indices, shape (n_cells,)
    moves : Reals, shape (n_nodes,)
        From the middle of the bounds, -1 to the lower and 1 to the upper end.
    """
    middle, reach = 0.5 * (lower + upper), 0.5 * (upper - lower)
    spread: Reals = np.maximum(middle[:, None] + reach[:, None] * moves, LEAST_EXPOSURE)
    return spread


def _holes(keys: list[Key]) -> Holes:
    return Holes(
        citizenship=np.array([key[0] for key in keys], dtype=np.str_),
        reporter=np.array([key[1] for key in keys], dtype=np.str_),
        year=np.array([key[2] for key in keys], dtype=np.int64),
    )

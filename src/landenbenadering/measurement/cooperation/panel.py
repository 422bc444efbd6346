"""From published counts to the cells that the cooperation model uses."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.measurement.cooperation.errors import NothingToCompareError
from landenbenadering.measurement.cooperation.keys import Indices, Reals

# Four nodes reproduce mean and variance of two independent roundings: each
# node moves one of the two counts to an end of its bounds.
MOVES_CURRENT = np.array([-1.0, 1.0, 0.0, 0.0])
MOVES_PREVIOUS = np.array([0.0, 0.0, -1.0, 1.0])
LEAST_EXPOSURE = 0.1
FEWEST_CELLS = 3


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
    orders : Indices, shape (n_cells,)
        Published orders of the year.
    current, previous : Reals, shape (n_cells, 4)
        Orders of this and of the last year at nodes that stand for their
        rounding. Where the last year is not known, it is taken as this one.
    missing : int
        Cells of a known pair in which a count is not known.
    without_orders : int
        Cells left out since orders of both years round to 0.
    """

    reporter: npt.NDArray[np.str_]
    citizenship: npt.NDArray[np.str_]
    year: Indices
    returns_from: Indices
    returns_to: Indices
    orders: Indices
    current: Reals
    previous: Reals
    missing: int
    without_orders: int


def build_panel(observations: Iterable[Observation], *, base: int = 5) -> Panel:
    """Take the cells of states and citizenships, aggregates left out.

    Parameters
    ----------
    observations : iterable of Observation
        Orders to leave and returns; other indicators are passed over.
    base : int
        Rounding base of the publisher, odd.

    Raises
    ------
    NothingToCompareError
        Fewer than 2 citizenships or 3 cells remain.
    """
    counts: dict[Indicator, dict[tuple[str, str, int], int | None]] = {
        Indicator.ORDERED_TO_LEAVE: {},
        Indicator.RETURNED: {},
    }
    for item in observations:
        if item.indicator in counts and _is_country(item):
            key = (item.citizenship, item.reporter, item.year)
            counts[item.indicator][key] = item.value
    orders, returns = counts[Indicator.ORDERED_TO_LEAVE], counts[Indicator.RETURNED]
    rows: list[tuple[str, str, int, int, int, int]] = []
    missing = without_orders = 0
    for key in sorted(orders.keys() | returns.keys()):
        now, back = orders.get(key), returns.get(key)
        if now is None or back is None:
            missing += 1
            continue
        before = orders.get((key[0], key[1], key[2] - 1))
        last = now if before is None else before
        if now == 0 and last == 0:
            without_orders += 1
            continue
        rows.append((*key, now, last, back))
    n_citizenships = len({row[0] for row in rows})
    if n_citizenships < 2 or len(rows) < FEWEST_CELLS:
        raise NothingToCompareError(citizenships=n_citizenships, cells=len(rows))
    return _panel(rows, base=base, missing=missing, without_orders=without_orders)


def _is_country(item: Observation) -> bool:
    return all(
        len(code) == 3 and code.isalpha() for code in (item.reporter, item.citizenship)
    )


def _panel(
    rows: list[tuple[str, str, int, int, int, int]],
    *,
    base: int,
    missing: int,
    without_orders: int,
) -> Panel:
    citizenship, reporter, year, now, last, back = zip(*rows, strict=True)
    half = base // 2
    returns = np.array(back, dtype=np.int64)
    return Panel(
        reporter=np.array(reporter),
        citizenship=np.array(citizenship),
        year=np.array(year, dtype=np.int64),
        returns_from=np.maximum(returns - half, 0),
        returns_to=returns + half,
        orders=np.array(now, dtype=np.int64),
        current=_nodes(np.array(now), MOVES_CURRENT, half),
        previous=_nodes(np.array(last), MOVES_PREVIOUS, half),
        missing=missing,
        without_orders=without_orders,
    )


def _nodes(published: Indices, moves: Reals, half: int) -> Reals:
    """Spread a rounded count over its bounds, 0 included."""
    lower = np.maximum(published - half, 0)
    upper = published + half
    middle, reach = 0.5 * (lower + upper), 0.5 * (upper - lower)
    return np.maximum(middle[:, None] + reach[:, None] * moves, LEAST_EXPOSURE)

"""Every non-dominated assignment: each row to one column, each column once."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.assignment_zones import probe
from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.fronts import nondominated
from landenbenadering.numerics.search_zone import search_zone

Int64s = npt.NDArray[np.int64]

MOST_CORNERS = 2_000_000
# Zones are asked in lots, so that whoever interrupts is heard in between.
_LOT = 256
# Larger sums of weighted costs might not fit 64 bits.
_LARGEST = 1 << 40


@dataclass(frozen=True, slots=True, eq=False)
class AssignmentFront:
    """Non-dominated points in rising order, with one assignment for each.

    Attributes
    ----------
    points : Int64s, shape (n_points, n_objectives)
        Total costs.
    columns : Int64s, shape (n_points, n)
        The column of each row.
    """

    points: Int64s
    columns: Int64s


def assignment_front(cost: Int64s) -> AssignmentFront:
    """Find all non-dominated points of an assignment problem, to be minimised.

    Each zone that no known point dominates is proven empty or gives a point. Most are
    proven empty by the dual of their assignment with weighted costs, which has no gap
    of its own; the others by a search over what reduced costs leave.

    Parameters
    ----------
    cost : Int64s, shape (n_objectives, n, n)

    Raises
    ------
    NumericsError
        NUM202 too many zones; NUM207 the costs are too large.

    References
    ----------
    A. Przybylski, X. Gandibleux and M. Ehrgott (2010), Discrete Optimization 7(3),
    149-165 (zones and reduced costs for three objectives); for the zones K. Klamroth,
    R. Lacour and D. Vanderpooten (2015).
    """
    p, n, _ = cost.shape
    if int(np.abs(cost).max(initial=0)) * n * (p + 1) > _LARGEST:
        raise NumericsError(
            "NUM207",
            problem="The costs are too large to be weighted in whole numbers.",
            remedy="Divide them by a common factor.",
        )
    # Shifted, so that no cost is below zero; each assignment shifts alike.
    shift = cost.min(axis=(1, 2), initial=0)
    costs = np.ascontiguousarray(cost - shift[:, None, None])
    points, columns = _searched(costs)
    points = points + n * shift
    order = np.lexsort(points.T[::-1])
    return AssignmentFront(points[order], columns[order])


def _searched(costs: Int64s) -> tuple[Int64s, Int64s]:
    p, n, _ = costs.shape
    # One cost more, the sum of all, by which a point in a zone is made better.
    whole = np.concatenate([costs, costs.sum(axis=0)[None]])
    most = costs.max(axis=2).sum(axis=1)
    points = np.empty((0, p), dtype=np.int64)
    columns = np.empty((0, n), dtype=np.int64)
    empty = np.empty((0, p), dtype=np.int64)
    while True:
        zone = search_zone(-points, -most - 1, most=MOST_CORNERS)
        if not zone.whole:
            raise NumericsError(
                "NUM202",
                problem=f"More than {MOST_CORNERS} zones are open at once.",
                remedy="Use fewer objectives.",
            )
        # A point lies strictly below each coordinate: at most one less.
        open_ = _without(-zone.corners - 1, empty)
        if len(open_) == 0:
            return points, columns
        found_points, found_columns = [points], [columns]
        for lot in _lots(open_):
            result = probe(whole, lot)
            held = result[:, 0] >= 0
            found = result[held]
            found_columns.append(found)
            found_points.append(_totals(costs, found))
            empty = np.concatenate([empty, lot[~held]])
        points = np.concatenate(found_points)
        columns = np.concatenate(found_columns)
        points, first = np.unique(points, axis=0, return_index=True)
        columns = columns[first]
        kept = nondominated(-points)
        points, columns = points[kept], columns[kept]


def _lots(open_: Int64s) -> Iterator[Int64s]:
    for start in range(0, len(open_), _LOT):
        yield np.ascontiguousarray(open_[start : start + _LOT])


def _without(bounds: Int64s, empty: Int64s) -> Int64s:
    """Leave out the bounds below which nothing lies; the others stay sorted."""
    both = np.concatenate([empty, bounds])
    _, first = np.unique(both, axis=0, return_index=True)
    return np.asarray(both[np.sort(first[first >= len(empty)])])


def _totals(costs: Int64s, columns: Int64s) -> Int64s:
    rows = np.arange(costs.shape[1])
    return np.asarray(costs[:, rows, columns].sum(axis=2).T)

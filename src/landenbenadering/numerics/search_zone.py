"""Where a point must lie that a set of known points does not dominate."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled

Int64s = npt.NDArray[np.int64]

GOLDEN = (5.0**0.5 - 1.0) / 2.0


@dataclass(frozen=True, slots=True, eq=False)
class SearchZone:
    """The zone that no known point dominates, as the boxes above some corners.

    Attributes
    ----------
    corners : Int64s, shape (n_corners, n_objectives)
        A point with whole numbers that no known point dominates or equals lies
        strictly above some corner.
    whole : bool
        Whether every known point is taken into account; otherwise the zone is
        larger than it need be.
    """

    corners: Int64s
    whole: bool


def search_zone(points: Int64s, floor: Int64s, *, most: int) -> SearchZone:
    """Find the corners of the zone that no known point dominates.

    Parameters
    ----------
    points : Int64s, shape (n_points, n_objectives)
        Known points, none dominating another, to be maximised.
    floor : Int64s, shape (n_objectives,)
        Below every point that is sought.
    most : int
        Corners to find at most. Points that would make more are left out.

    References
    ----------
    K. Klamroth, R. Lacour and D. Vanderpooten (2015), European Journal of
    Operational Research 245(3), 767-778, Algorithm 3 (redundancy avoidance), here
    for maximisation. Equal coordinates are told apart by the order of entry.
    """
    # Spread over the front, so that those that still fit are spread too.
    order = np.argsort(np.arange(len(points)) * GOLDEN % 1.0, kind="stable")
    ranks, values = _ranked(points[order], floor)
    corners, entered = _corners(ranks, np.zeros(len(floor), dtype=np.int64), most)
    found = values[corners, np.arange(len(floor))]
    return SearchZone(np.unique(found, axis=0), entered == len(points))


def _ranked(points: Int64s, floor: Int64s) -> tuple[Int64s, Int64s]:
    """Give each coordinate its rank above the floor, equal ones in order of entry.

    Ranks stay small however large the coordinates. The second array holds the value
    of each rank, shape (n_points + 1, n_objectives), the floor first.
    """
    order = np.argsort(points, axis=0, kind="stable")
    ordered = np.take_along_axis(points, order, axis=0)
    below = (ordered < floor).sum(axis=0)
    places = np.arange(len(points))[:, None]
    ranks = np.empty_like(points)
    np.put_along_axis(ranks, order, places + 1 - below, axis=0)
    values = np.concatenate([floor[None], ordered])
    upward = np.minimum(places + 1 + below, len(points))
    values[1:] = np.take_along_axis(values, upward, axis=0)
    return ranks, values


@compiled
def _corners(  # noqa: C901  (one loop over points and corners)
    points: Int64s, floor: Int64s, most: int
) -> tuple[Int64s, int]:
    n, p = points.shape
    corners = np.empty((64, p), dtype=np.int64)
    # marks[c, k] is the point that gives corner c its coordinate k, or -1.
    marks = np.full((64, p), -1, dtype=np.int64)
    corners[0] = floor
    count = 1
    entered = 0
    met = np.empty(64, dtype=np.int64)
    for i in range(n):
        hit = 0
        for c in range(count - 1, -1, -1):
            inside = True
            for k in range(p):
                if corners[c, k] >= points[i, k]:
                    inside = False
                    break
            if inside:
                met[hit] = c
                hit += 1
        if count + hit * (p - 1) > most:
            continue
        entered += 1
        while count + hit * (p - 1) + 1 > len(corners):
            corners = np.concatenate((corners, np.empty_like(corners)))
            marks = np.concatenate((marks, np.full_like(marks, -1)))
            met = np.concatenate((met, np.empty_like(met)))
        for c in met[:hit]:
            for j in range(p):
                needed = True
                for k in range(p):
                    if k != j and marks[c, k] >= 0:
                        needed = needed and points[i, j] <= points[marks[c, k], j]
                if needed:
                    corners[count] = corners[c]
                    marks[count] = marks[c]
                    corners[count, j] = points[i, j]
                    marks[count, j] = i
                    count += 1
            count -= 1
            corners[c] = corners[count]
            marks[c] = marks[count]
    return corners[:count], entered

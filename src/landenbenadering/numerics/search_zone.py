"""Where a point must lie that a set of known points does not dominate."""

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled

Int64s = npt.NDArray[np.int64]


def zone_corners(points: Int64s, floor: Int64s, *, most: int) -> Int64s | None:
    """Find the corners of the zone that no known point dominates.

    Parameters
    ----------
    points : Int64s, shape (n_points, n_objectives)
        Known points, none dominating another, to be maximised.
    floor : Int64s, shape (n_objectives,)
        Below every point that is sought.
    most : int
        Corners to find at most.

    Returns
    -------
    Int64s, shape (n_corners, n_objectives), or None
        A point with whole numbers that no known point dominates or equals lies
        strictly above some corner. `None` if there are more than `most`.

    References
    ----------
    K. Klamroth, R. Lacour and D. Vanderpooten (2015), European Journal of
    Operational Research 245(3), 767-778, Algorithm 3 (redundancy avoidance), here
    for maximisation. Equal coordinates are told apart by the order of entry.
    """
    scale = len(points) + 2
    raised = points * scale + np.arange(1, len(points) + 1)[:, None]
    corners, count = _corners(raised, floor * scale, most)
    if count < 0:
        return None
    return np.unique(corners[:count] // scale, axis=0)


@compiled
def _corners(  # noqa: C901  (one loop over points and corners)
    points: Int64s, floor: Int64s, most: int
) -> tuple[Int64s, int]:
    n, p = points.shape
    corners = np.empty((most + 1, p), dtype=np.int64)
    # marks[c, k] is the point that gives corner c its coordinate k, or -1.
    marks = np.full((most + 1, p), -1, dtype=np.int64)
    corners[0] = floor
    count = 1
    for i in range(n):
        before = count
        for c in range(before - 1, -1, -1):
            inside = True
            for k in range(p):
                if corners[c, k] >= points[i, k]:
                    inside = False
                    break
            if not inside:
                continue
            for j in range(p):
                needed = True
                for k in range(p):
                    if k != j and marks[c, k] >= 0:
                        needed = needed and points[i, j] <= points[marks[c, k], j]
                if needed:
                    if count > most:
                        return corners, -1
                    corners[count] = corners[c]
                    marks[count] = marks[c]
                    corners[count, j] = points[i, j]
                    marks[count, j] = i
                    count += 1
            count -= 1
            corners[c] = corners[count]
            marks[c] = marks[count]
    return corners, count

"""Which points no other point dominates."""

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled

Int64s = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def nondominated(points: Int64s) -> Flags:
    """Say of each point whether no other is as high everywhere and once higher.

    Parameters
    ----------
    points : Int64s, shape (n_points, n_objectives)
        To be maximised. Equal points do not dominate each other.

    Returns
    -------
    Flags, shape (n_points,)

    References
    ----------
    H. T. Kung, F. Luccio and F. P. Preparata (1975), Journal of the ACM 22(4),
    469-476 (a point is dominated only by one earlier in lexicographic order).
    """
    if len(points) == 0:
        return np.zeros(0, dtype=np.bool_)
    distinct, place = np.unique(points, axis=0, return_inverse=True)
    if distinct.shape[1] == 1:
        kept = np.zeros(len(distinct), dtype=np.bool_)
        kept[-1] = True
    else:
        total = distinct.astype(np.float64).sum(axis=1)
        order = np.argsort(-total, kind="stable")
        kept = np.zeros(len(distinct), dtype=np.bool_)
        kept[order] = _first_kept(np.ascontiguousarray(distinct[order]))
    return np.asarray(kept[place.ravel()])


@compiled
def _first_kept(points: Int64s) -> Flags:
    n, p = points.shape
    kept = np.ones(n, dtype=np.bool_)
    front = np.empty((n, p), dtype=np.int64)
    count = 0
    for i in range(n):
        for j in range(count):
            above = True
            for k in range(p):
                if front[j, k] < points[i, k]:
                    above = False
                    break
            if above:
                kept[i] = False
                # A point that dominates one often dominates its neighbours too.
                for k in range(p):
                    front[j, k], front[j // 2, k] = front[j // 2, k], front[j, k]
                break
        if kept[i]:
            front[count] = points[i]
            count += 1
    return kept

"""How many points reach two thresholds at once."""

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled

Int64s = npt.NDArray[np.int64]


def pairs_reaching(needed: Int64s, offered: Int64s) -> Int64s:
    """Count for each pair of thresholds the points that reach both.

    Parameters
    ----------
    needed : Int64s, shape (2, n_asked)
        Falling in the first row.
    offered : Int64s, shape (2, n_offered)
        Rising in the first row.

    Returns
    -------
    Int64s, shape (n_asked,)

    Notes
    -----
    The points are entered in falling order of their first part into a Fenwick tree
    over the ranks of the second (P. M. Fenwick 1994, Software: Practice and
    Experience 24(3), 327-336).
    """
    ranks = np.sort(offered[1])
    place = np.searchsorted(ranks, offered[1])
    wanted = np.searchsorted(ranks, needed[1])
    return _sweep(needed[0].copy(), wanted, offered[0].copy(), place)


@compiled
def _sweep(needed: Int64s, wanted: Int64s, offered: Int64s, place: Int64s) -> Int64s:
    size = len(offered)
    tree = np.zeros(size + 1, dtype=np.int64)
    counts = np.zeros(len(needed), dtype=np.int64)
    entered = 0
    for asked in range(len(needed)):
        while entered < size and offered[size - 1 - entered] >= needed[asked]:
            node = place[size - 1 - entered] + 1
            while node <= size:
                tree[node] += 1
                node += node & -node
            entered += 1
        below = 0
        node = wanted[asked]
        while node > 0:
            below += tree[node]
            node -= node & -node
        counts[asked] = entered - below
    return counts

"""The points that a search must still reach, arranged for quick refusal."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.search_zone import search_zone

Int64s = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

LEAF = 8


@dataclass(frozen=True, slots=True, eq=False)
class SearchTargets:
    """Points in weighted terms, in a tree.

    Attributes
    ----------
    targets : Floats, shape (n_targets, n_directions)
        Weighted totals, neighbours together; n_targets a multiple of the leaves.
    tree : Floats, shape (2 n_leaves, n_directions)
        The least of the targets below each node; root at 1.
    """

    targets: Floats
    tree: Floats


def search_targets(
    known: Int64s, floor: Int64s, directions: Floats, *, also_known: bool, most: int
) -> SearchTargets:
    """Arrange the points just above the corners of the zone still open.

    Parameters
    ----------
    known : Int64s, shape (n_points, n_objectives)
        Known points, none dominating another.
    floor : Int64s, shape (n_objectives,)
        Below every point that is sought.
    directions : Floats, shape (n_directions, n_objectives)
    also_known : bool
        Whether the known points are sought again, for other packages with the same.
    most : int
        Corners at most; beyond, some known points are left out of account.
    """
    targets = search_zone(known, floor, most=most).corners + 1
    if also_known and len(known):
        targets = np.concatenate([targets, known])
    leaves = 1
    while leaves * LEAF < len(targets):
        leaves *= 2
    order = _split(targets, leaves)
    weighted = targets[order] @ directions.T
    tree = np.empty((2 * leaves, len(directions)))
    tree[leaves:] = weighted.reshape(leaves, -1, len(directions)).min(axis=1)
    level = leaves // 2
    while level:
        tree[level : 2 * level] = np.minimum(
            tree[2 * level : 4 * level : 2], tree[2 * level + 1 : 4 * level : 2]
        )
        level //= 2
    return SearchTargets(weighted, tree)


def _split(points: Int64s, leaves: int) -> Int64s:
    """Order points so that neighbours share a leaf, repeating some to fill all."""
    order = np.empty(leaves * LEAF, dtype=np.int64)
    waiting = [(np.arange(len(points)), 0, leaves)]
    while waiting:
        rows, start, own = waiting.pop()
        if own == 1:
            order[start * LEAF : (start + 1) * LEAF] = np.resize(rows, LEAF)
            continue
        axis = int(np.argmax(np.ptp(points[rows], axis=0)))
        half = max(len(rows) // 2, 1)
        rows = rows[np.argpartition(points[rows, axis], half - 1)]
        second = rows[half:] if half < len(rows) else rows
        waiting.append((rows[:half], start, own // 2))
        waiting.append((second, start + own // 2, own // 2))
    return order

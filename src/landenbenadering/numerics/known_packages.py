"""Good packages found quickly, which a search then holds all others against."""

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled
from landenbenadering.numerics.interval_problem import IntervalProblem, Proceed
from landenbenadering.numerics.interval_tree import WHOLE_PRICES, ChoiceTree
from landenbenadering.numerics.package_comparison import beaten, undominated
from landenbenadering.numerics.packages import PackageProblem
from landenbenadering.numerics.programmes import best_in_sum
from landenbenadering.numerics.surrogate_bounds import spread_directions

Int64s = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

WIDTH = 300
DIRECTIONS = 30
MOST_KNOWN = 2000
MOST_ROUNDS = 10
# Above so many items only one of them is changed at a time.
MOST_IN_PAIRS = 60
AT_ONCE = 64


def known_packages(
    problem: IntervalProblem, tree: ChoiceTree, *, proceed: Proceed
) -> Flags:
    """Find packages of which none here dominates another.

    A narrow search by the middle of the bounds gives the first ones; then one or two
    items are changed as long as that helps. What is missing costs time later, and
    changes no answer.

    Parameters
    ----------
    proceed : callable
        Asked on the way; when it says false what is found is given.

    Returns
    -------
    Flags, shape (n_packages, n_items)
        Without rows if nothing keeps the limits.
    """
    found = _first_ones(problem, tree)
    if len(found) == 0:
        totals = PackageProblem(problem.lower, problem.usage, problem.limits)
        one = best_in_sum(totals)
        found = found if one is None else one[None, :]
    found = found[undominated(problem, found)]
    seen: set[bytes] = set()
    for _ in range(MOST_ROUNDS):
        fresh = [row for row in found if row.tobytes() not in seen]
        if not fresh:
            break
        seen.update(row.tobytes() for row in fresh)
        for start in range(0, len(fresh), AT_ONCE):
            if not proceed():
                return found
            near = _neighbours(problem, np.array(fresh[start : start + AT_ONCE]))
            found = _joined(problem, found, near)
    return found


def _first_ones(problem: IntervalProblem, tree: ChoiceTree) -> Flags:
    """Keep, group by group, the best partial packages in each of many directions."""
    both = (problem.lower + problem.upper).astype(np.float64)
    scale = np.abs(both).max(axis=1)
    views = spread_directions(len(both), scale, about=DIRECTIONS)
    price = views @ (2.0 * tree.prices[:, WHOLE_PRICES])
    gains, usage = views @ (both @ tree.taken.T), tree.usage
    worth = np.zeros((1, len(views)))
    used = np.zeros((1, len(tree.limits)), dtype=np.int64)
    chosen = np.zeros((1, 0), dtype=np.int64)
    each = -(-WIDTH // len(views))
    for group in range(len(tree.first) - 1):
        choices = np.arange(tree.first[group], tree.first[group + 1])
        parent, choice = (
            grid.ravel()
            for grid in np.meshgrid(np.arange(len(chosen)), choices, indexing="ij")
        )
        uses = used[parent] + usage[choice]
        fits = (uses + tree.least[group + 1] <= tree.limits).all(axis=1)
        parent, choice, used = parent[fits], choice[fits], uses[fits]
        worth = worth[parent] + gains[:, choice].T
        chosen = np.hstack([chosen[parent], choice[:, None]])
        if len(chosen) > WIDTH:
            merit = worth - used @ price.T
            best = np.argpartition(-merit, each, axis=0)[:each]
            kept = np.unique(best)
            worth, used, chosen = worth[kept], used[kept], chosen[kept]
    return tree.packages(chosen)


def _neighbours(problem: IntervalProblem, packages: Flags) -> Flags:
    """Change one or two items, where the limits allow and it may be worth more."""
    n = packages.shape[1]
    most = n * (n + 1) // 2 if n <= MOST_IN_PAIRS else n
    room = np.empty((len(packages) * most, n), dtype=np.bool_)
    count = _change(
        packages,
        packages.astype(np.int64) @ problem.usage.T,
        problem.lower,
        problem.upper,
        problem.usage,
        problem.limits,
        n if n <= MOST_IN_PAIRS else 1,
        room,
    )
    return room[:count]


def _joined(problem: IntervalProblem, found: Flags, near: Flags) -> Flags:
    """Add what no package found so far dominates, while there is room."""
    packed = np.unique(np.packbits(near, axis=1), axis=0)
    pool = np.unpackbits(packed, axis=1, count=found.shape[1]).astype(np.bool_)
    pool = pool[~beaten(problem, pool, found)]
    pool = pool[undominated(problem, pool)]
    # Those that are as good as one found may be that one.
    held = {row.tobytes() for row in found}
    pool = pool[[row.tobytes() not in held for row in pool]]
    kept = np.vstack([found[~beaten(problem, found, pool)], pool])
    if len(kept) > MOST_KNOWN:
        kept = kept[np.linspace(0, len(kept) - 1, MOST_KNOWN).astype(np.int64)]
    return kept


@compiled
def _change(
    packages: Flags,
    used: Int64s,
    lower: Int64s,
    upper: Int64s,
    usage: Int64s,
    limits: Int64s,
    reach: int,
    room: Flags,
) -> int:
    """Write the changed packages that keep the limits; say how many.

    The second item is fewer than `reach` places after the first.
    """
    count = 0
    for p in range(len(packages)):
        held = packages[p]
        for i in range(packages.shape[1]):
            for j in range(i, min(i + reach, packages.shape[1])):
                if not _allowed(held, used[p], usage, limits, i, j):
                    continue
                if not _may_gain(held, lower, upper, i, j):
                    continue
                room[count] = held
                room[count, i] = not held[i]
                if j != i:
                    room[count, j] = not held[j]
                count += 1
    return count


@compiled
def _allowed(
    held: Flags, used: Int64s, usage: Int64s, limits: Int64s, i: int, j: int
) -> bool:
    for r in range(len(limits)):
        after = used[r] + (-usage[r, i] if held[i] else usage[r, i])
        if j != i:
            after += -usage[r, j] if held[j] else usage[r, j]
        if after > limits[r]:
            return False
    return True


@compiled
def _may_gain(held: Flags, lower: Int64s, upper: Int64s, i: int, j: int) -> bool:
    for w in range(len(lower)):
        gain = -lower[w, i] if held[i] else upper[w, i]
        if j != i:
            gain += -lower[w, j] if held[j] else upper[w, j]
        if gain > 0:
            return True
    return False

"""The inner loops of the search for efficient packages.

A state is a row: what it has gained of each objective, then what it has used of
each limit. Usage below what can still matter is raised to that level, so that
states which no limit can tell apart any more are alike.
"""

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled

Int64s = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@compiled
def expand(
    states: Int64s, item: Int64s, limits: Int64s, least: Int64s, level: Int64s
) -> tuple[Int64s, Int64s, Flags]:
    """Leave and take one item in every state that stays within the limits.

    `least` is what later items use at least, `level` the usage of each limit below
    which it can no longer bind. Returns the states, the place of each one's parent,
    and whether it took the item.
    """
    n, width = states.shape
    p = width - len(limits)
    out = np.empty((2 * n, width), dtype=np.int64)
    parent = np.empty(2 * n, dtype=np.int64)
    took = np.empty(2 * n, dtype=np.bool_)
    count = 0
    for i in range(n):
        for take in range(2):
            fits = True
            for k in range(width - p):
                used = states[i, p + k] + take * item[p + k]
                if used + least[k] > limits[k]:
                    fits = False
                    break
                out[count, p + k] = max(used, level[k])
            if fits:
                for k in range(p):
                    out[count, k] = states[i, k] + take * item[k]
                parent[count] = i
                took[count] = take == 1
                count += 1
    return out[:count], parent[:count], took[:count]


@compiled
def _bounds(
    state: Int64s,
    stage: int,
    limits: Int64s,
    directions: Floats,
    prices: Floats,
    base: Floats,
    steps: Floats,
    out: Floats,
) -> None:
    p = directions.shape[1]
    for w in range(len(directions)):
        room = base[w, stage, 1]
        for k in range(len(limits)):
            room += prices[w, k] * (limits[k] - state[p + k])
        bound = base[w, stage, 0]
        for k in range(p):
            bound += directions[w, k] * state[k]
        row = steps[w, stage]
        low, high = 0, row.shape[0]
        while high - low > 1:
            middle = (low + high) // 2
            if row[middle, 0] <= room:
                low = middle
            else:
                high = middle
        out[w] = bound + row[low, 1] + (max(room, 0.0) - row[low, 0]) * row[low, 2]


@compiled
def bounds(
    states: Int64s,
    stage: int,
    limits: Int64s,
    directions: Floats,
    prices: Floats,
    base: Floats,
    steps: Floats,
) -> Floats:
    """Bound every state in every direction."""
    out = np.empty((len(states), len(directions)))
    for i in range(len(states)):
        _bounds(states[i], stage, limits, directions, prices, base, steps, out[i])
    return out


@compiled
def hopeful(  # noqa: C901  (one walk down the tree per state)
    states: Int64s,
    hints: Int64s,
    stage: int,
    limits: Int64s,
    directions: Floats,
    prices: Floats,
    base: Floats,
    steps: Floats,
    targets: Floats,
    tree: Floats,
) -> Floats:
    """Give each state's least margin over a target it may still reach, or −1.

    Puts the target found in `hints`.

    `targets` has shape (n_targets, n_directions) with n_targets a multiple of the
    number of leaves; `tree` holds the least of each node, root at 1.
    """
    leaves = len(tree) // 2
    size = len(targets) // leaves
    count = len(directions)
    margin = np.full(len(states), -1.0)
    best = np.empty(count)
    stack = np.empty(64, dtype=np.int64)
    for i in range(len(states)):
        _bounds(states[i], stage, limits, directions, prices, base, steps, best)
        best += 1e-7
        if (targets[hints[i]] <= best).all():
            margin[i] = (best - targets[hints[i]]).min()
            continue
        stack[0] = 1
        top = 1
        while top > 0:
            top -= 1
            node = stack[top]
            reach = True
            for w in range(count):
                if tree[node, w] > best[w]:
                    reach = False
                    break
            if not reach:
                continue
            if node < leaves:
                stack[top], stack[top + 1] = 2 * node + 1, 2 * node
                top += 2
                continue
            for t in range((node - leaves) * size, (node - leaves + 1) * size):
                reach = True
                for w in range(count):
                    if targets[t, w] > best[w]:
                        reach = False
                        break
                if reach:
                    margin[i] = (best - targets[t]).min()
                    hints[i] = t
                    top = 0
                    break
    return margin


@compiled
def undominated(  # noqa: C901  (leaves each comparison at once)
    states: Int64s, objectives: int, window: int, keep_equal: int
) -> Flags:
    """Drop states that one of the last kept before them dominates.

    States come in rising order of joint usage. With `keep_equal` a state with the
    same gains stays, since it is another package.
    """
    n, width = states.shape
    kept = np.zeros(n, dtype=np.bool_)
    last = np.empty(n, dtype=np.int64)
    count = 0
    for i in range(n):
        free = True
        for back in range(1, min(window, count) + 1):
            j = last[count - back]
            above = True
            for k in range(objectives):
                if states[j, k] < states[i, k]:
                    above = False
                    break
            if not above:
                continue
            for k in range(objectives, width):
                if states[j, k] > states[i, k]:
                    above = False
                    break
            if above and keep_equal:
                above = False
                for k in range(objectives):
                    above = above or states[j, k] > states[i, k]
            if above:
                free = False
                break
        if free:
            kept[i] = True
            last[count] = i
            count += 1
    return kept

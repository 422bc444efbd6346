"""The inner loops of the search for efficient packages.

A state is a row: what it has gained of each objective, then what it has used of
each limit. Usage below what can still matter is raised to that level, so that
states which no limit can tell apart any more are alike.
"""

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled

Int64s = npt.NDArray[np.int64]
Int32s = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# Rounding errors of the bounds stay far below this part of a weighted total.
SLACK = 1e-7
NODES_AT_ONCE = 128


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
def advance(
    states: Int64s,
    hints: Int64s,
    gains: Int64s,
    usage: Int64s,
    limits: Int64s,
    least: Int64s,
    level: Int64s,
    directions: Floats,
    prices: Floats,
    starts: Floats,
    slopes: Floats,
    parts: Floats,
    room: Floats,
    targets: Floats,
    tree: Floats,
    lift: Floats,
    measured: int,
) -> tuple[Int64s, Int64s, Int32s, Int32s, Floats]:
    """Make every choice of a group in every state; keep what may reach a target.

    Parameters
    ----------
    states, hints : Int64s
        Rows, and the target that each could last reach.
    gains, usage : Int64s, shape (n_choices, …)
        Of the choices of the group.
    least, level : Int64s, shape (n_limits,)
        What later groups use at least, and the usage of each limit below which it
        can no longer bind.
    directions : Floats, shape (n_objectives, n_directions)
    prices, starts, slopes, parts, room : Floats
        As in `BoundTables` and `BoundLines`, of the next stage.
    targets : Floats, shape (n_targets, n_directions)
        With n_targets a multiple of the number of leaves.
    tree : Floats, shape (2 n_leaves, n_directions)
        The least of the targets below each node, root at 1.
    lift : Floats, shape (n_directions,)
        By how much a target must be passed.
    measured : int
        Whether the bounds are asked for.

    Returns
    -------
    tuple
        States, hints, the place of each one's parent, its choice, and its bounds.
    """
    n, width = states.shape
    count = directions.shape[1]
    space = 2 * n + 64
    out = np.empty((space, width), dtype=np.int64)
    aims = np.empty(space, dtype=np.int64)
    parent = np.empty(space, dtype=np.int32)
    chosen = np.empty(space, dtype=np.int32)
    bounds = np.empty((space if measured else 0, count))
    best = np.empty(count)
    child = np.empty(width, dtype=np.int64)
    kept = 0
    for i in range(n):
        for c in range(len(gains)):
            if not _child(states[i], gains[c], usage[c], limits, least, level, child):
                continue
            _bound(child, limits, directions, prices, starts, slopes, parts, room, best)
            best -= lift
            hint = _reachable(best, hints[i], targets, tree)
            if hint < 0:
                continue
            if kept == space:
                space *= 2
                out = _longer(out, space)
                aims = np.concatenate((aims, np.empty(kept, dtype=np.int64)))
                parent = np.concatenate((parent, np.empty(kept, dtype=np.int32)))
                chosen = np.concatenate((chosen, np.empty(kept, dtype=np.int32)))
                if measured:
                    bounds = np.concatenate((bounds, np.empty((kept, count))))
            out[kept] = child
            aims[kept], parent[kept], chosen[kept] = hint, i, c
            if measured:
                bounds[kept] = best
            kept += 1
    return (
        out[:kept],
        aims[:kept],
        parent[:kept],
        chosen[:kept],
        bounds[:kept],
    )


@compiled
def _child(
    state: Int64s,
    gains: Int64s,
    usage: Int64s,
    limits: Int64s,
    least: Int64s,
    level: Int64s,
    child: Int64s,
) -> bool:
    """Put the state after a choice in `child`; say whether it can keep the limits."""
    p = len(gains)
    for k in range(len(limits)):
        used = state[p + k] + usage[k]
        if used + least[k] > limits[k]:
            return False
        child[p + k] = max(used, level[k])
    for k in range(p):
        child[k] = state[k] + gains[k]
    return True


@compiled
def _longer(rows: Int64s, space: int) -> Int64s:
    out = np.empty((space, rows.shape[1]), dtype=np.int64)
    out[: len(rows)] = rows
    return out


@compiled
def _bound(
    state: Int64s,
    limits: Int64s,
    directions: Floats,
    prices: Floats,
    starts: Floats,
    slopes: Floats,
    parts: Floats,
    room: Floats,
    best: Floats,
) -> None:
    """Put the bound in each direction in `best`."""
    p, count = directions.shape
    last = len(starts) - 1
    if len(limits) == 1:
        # One limit: the room is the same in every direction.
        free = max(room[0] + (limits[0] - state[p]), 0.0)
        part = int(min(free * parts[0], float(last)))
        for w in range(count):
            best[w] = starts[part, w] + slopes[part, w] * free + SLACK
    else:
        for w in range(count):
            free = room[w]
            for k in range(len(limits)):
                free += prices[w, k] * (limits[k] - state[p + k])
            free = max(free, 0.0)
            part = int(min(free * parts[w], float(last)))
            best[w] = starts[part, w] + slopes[part, w] * free + SLACK
    for k in range(p):
        gained = float(state[k])
        for w in range(count):
            best[w] += directions[k, w] * gained


@compiled
def _below(row: Floats, best: Floats) -> bool:
    """Say whether no entry passes its bound."""
    count = len(row)
    first = min(8, count)
    for w in range(first):
        if row[w] > best[w]:
            return False
    above = 0
    for w in range(first, count):
        above += row[w] > best[w]
    return above == 0


@compiled
def _reachable(best: Floats, hint: int, targets: Floats, tree: Floats) -> int:
    """Find a target that no direction refuses, the hinted one first, or −1."""
    if _below(targets[hint], best):
        return hint
    leaves = len(tree) // 2
    size = len(targets) // leaves
    stack = np.empty(NODES_AT_ONCE, dtype=np.int64)
    stack[0] = 1
    top = 1
    while top > 0:
        top -= 1
        node = stack[top]
        if not _below(tree[node], best):
            continue
        if node < leaves:
            stack[top], stack[top + 1] = 2 * node + 1, 2 * node
            top += 2
            continue
        for t in range((node - leaves) * size, (node - leaves + 1) * size):
            if _below(targets[t], best):
                return t
    return -1


@compiled
def undominated(  # noqa: C901  (leaves each comparison at once)
    states: Int64s, order: Int64s, objectives: int, window: int, keep_equal: int
) -> Int64s:
    """Give the rows, in `order`, that none of the last kept before them dominates.

    `order` rises in joint usage. With `keep_equal` a state with the same gains
    stays, since it is another package.
    """
    width = states.shape[1]
    last = np.empty(len(order), dtype=np.int64)
    count = 0
    for i in order:
        free = True
        for back in range(1, min(window, count) + 1):
            j = last[count - back]
            above = True
            for k in range(width):
                short = states[j, k] < states[i, k]
                if k >= objectives:
                    short = states[j, k] > states[i, k]
                if short:
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
            last[count] = i
            count += 1
    return last[:count]


@compiled
def nearest_targets(bounds: Floats, targets: Floats) -> tuple[Int64s, Floats]:
    """Find for each state the target that it could pass by most, and by how much."""
    n, count = bounds.shape
    nearest = np.zeros(n, dtype=np.int64)
    margins = np.empty(n)
    for i in range(n):
        most = -np.inf
        for t in range(len(targets)):
            low = np.inf
            for w in range(count):
                own = bounds[i, w] - targets[t, w]
                if own < low:
                    low = own
                    if low <= most:
                        break
            if low > most:
                most = low
                nearest[i] = t
        margins[i] = most
    return nearest, margins

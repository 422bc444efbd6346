"""Whether an assignment keeps several bounds at once, exactly.

Weights on the costs give an assignment of least weighted cost and its dual. If that
cost passes the weighted bounds, no assignment keeps them all. Weights are whole
numbers, so that nothing is rounded.
"""

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled

Int64s = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_SCALE = 1 << 12
_STEPS = 20
# Weightings that the search keeps, each with its reduced costs.
_KEPT = 6
_FAR = np.int64(1) << 60


@compiled
def probe(costs: Int64s, bounds: Int64s) -> Int64s:
    """Look below each row of bounds for an assignment that nothing beats.

    Parameters
    ----------
    costs : Int64s, shape (n_objectives + 1, n, n)
        None below 0; the last is the sum of the others.
    bounds : Int64s, shape (n_zones, n_objectives)
        Largest totals that are allowed.

    Returns
    -------
    Int64s, shape (n_zones, n)
        The column of each row; -1 where no assignment keeps the bounds.
    """
    q, n, _ = costs.shape
    found = np.full((len(bounds), n), -1, dtype=np.int64)
    start = np.full(q, 1.0 / q)
    limit = np.empty(q, dtype=np.int64)
    for zone in range(len(bounds)):
        limit[: q - 1] = bounds[zone]
        limit[q - 1] = bounds[zone].sum()
        while True:
            columns = _below(costs, limit, start)
            if columns[0] < 0:
                break
            found[zone] = columns
            for k in range(q):
                limit[k] = 0
                for i in range(n):
                    limit[k] += costs[k, i, columns[i]]
            # Only what is nowhere worse and once better.
            limit[q - 1] -= 1
    return found


@compiled
def _below(  # noqa: C901  (one loop over weightings)
    costs: Int64s, limit: Int64s, start: Floats
) -> Int64s:
    """Find an assignment within limits; `start` is left where the weights ended."""
    q, n, _ = costs.shape
    reduced = np.empty((_KEPT, n, n), dtype=np.int64)
    slack = np.full(_KEPT, _FAR, dtype=np.int64)
    relative = np.full(_KEPT, np.inf)
    kept = 0
    weights = start.copy()
    whole = np.empty(q, dtype=np.int64)
    weighted = np.empty((n, n), dtype=np.int64)
    total = np.empty(q, dtype=np.int64)
    rows = np.empty(n, dtype=np.int64)
    over = np.empty(n, dtype=np.int64)
    for _step in range(_STEPS):
        scaled = np.int64(0)
        for k in range(q):
            whole[k] = np.int64(round(weights[k] * _SCALE))
            scaled += whole[k]
        weighted[:] = 0
        for k in range(q):
            if whole[k]:
                weighted += whole[k] * costs[k]
        columns = _least(weighted, rows, over)
        inside = True
        value = np.int64(0)
        allowed = np.int64(0)
        for k in range(q):
            total[k] = 0
            for i in range(n):
                total[k] += costs[k, i, columns[i]]
            inside = inside and total[k] <= limit[k]
            value += whole[k] * total[k]
            allowed += whole[k] * limit[k]
        if inside:
            start[:] = weights
            return columns
        if value > allowed:
            start[:] = weights
            return np.full(n, -1, dtype=np.int64)
        # Keep those that come nearest to a proof.
        near = float(allowed - value) / float(scaled)
        place = kept
        if kept == _KEPT:
            place = int(np.argmax(relative))
        if kept < _KEPT or near < relative[place]:
            relative[place] = near
            slack[place] = allowed - value
            for i in range(n):
                for j in range(n):
                    reduced[place, i, j] = weighted[i, j] - rows[i] - over[j]
            kept = min(kept + 1, _KEPT)
        _follow(weights, total, limit, near)
    start[:] = weights
    return _search(costs, limit, reduced[:kept], slack[:kept])


@compiled
def _follow(weights: Floats, total: Int64s, limit: Int64s, near: float) -> None:
    """Take a step along the subgradient towards a proof, and stay on the simplex.

    B. T. Polyak (1969): the length that would reach the value that is looked for.
    """
    q = len(weights)
    length = 0.0
    for k in range(q):
        length += float(total[k] - limit[k]) ** 2
    if length == 0.0:
        return
    step = (near + 0.5) / length
    for k in range(q):
        weights[k] = max(0.0, weights[k] + step * (total[k] - limit[k]))
    whole = weights.sum()
    if whole <= 0.0:
        weights[:] = 1.0 / q
    else:
        weights /= whole


@compiled
def _least(  # noqa: C901  (one loop over rows and paths)
    cost: Int64s, rows: Int64s, columns: Int64s
) -> Int64s:
    """Find an assignment of least cost; `rows` and `columns` get its dual.

    Shortest augmenting paths: R. Jonker and A. Volgenant (1987), Computing 38,
    325-340.
    """
    n = len(cost)
    u = np.zeros(n + 1, dtype=np.int64)
    v = np.zeros(n + 1, dtype=np.int64)
    owner = np.zeros(n + 1, dtype=np.int64)
    way = np.zeros(n + 1, dtype=np.int64)
    least = np.empty(n + 1, dtype=np.int64)
    used = np.empty(n + 1, dtype=np.bool_)
    for row in range(1, n + 1):
        owner[0] = row
        at = 0
        least[:] = _FAR
        used[:] = False
        while True:
            used[at] = True
            here = owner[at]
            step = _FAR
            nearest = 0
            for j in range(1, n + 1):
                if not used[j]:
                    slack = cost[here - 1, j - 1] - u[here] - v[j]
                    if slack < least[j]:
                        least[j] = slack
                        way[j] = at
                    if least[j] < step:
                        step = least[j]
                        nearest = j
            for j in range(n + 1):
                if used[j]:
                    u[owner[j]] += step
                    v[j] -= step
                else:
                    least[j] -= step
            at = nearest
            if owner[at] == 0:
                break
        while at != 0:
            before = way[at]
            owner[at] = owner[before]
            at = before
    found = np.empty(n, dtype=np.int64)
    for j in range(1, n + 1):
        found[owner[j] - 1] = j - 1
    rows[:] = u[1:]
    columns[:] = v[1:]
    return found


@compiled
def _search(  # noqa: C901  (one loop over the tree)
    costs: Int64s, limit: Int64s, reduced: Int64s, slack: Int64s
) -> Int64s:
    """Go through what the reduced costs leave, the row with fewest choices first."""
    q, n, _ = costs.shape
    d = len(slack)
    columns = np.full(n, -1, dtype=np.int64)
    taken = np.zeros(n, dtype=np.bool_)
    order = np.empty(n, dtype=np.int64)
    left = np.empty((n + 1, d), dtype=np.int64)
    left[0] = slack
    # The place in the row's columns at which each depth goes on.
    next_ = np.zeros(n + 1, dtype=np.int64)
    depth = 0
    chosen = False
    while depth >= 0:
        if depth == n:
            fits = True
            for k in range(q):
                total = np.int64(0)
                for i in range(n):
                    total += costs[k, i, columns[i]]
                fits = fits and total <= limit[k]
            if fits:
                return columns
            depth -= 1
            chosen = True
            taken[columns[order[depth]]] = False
            columns[order[depth]] = -1
            continue
        if not chosen:
            order[depth] = _narrowest(columns, taken, reduced, left[depth])
            next_[depth] = 0 if order[depth] >= 0 else n
            chosen = True
        row = order[depth]
        column = next_[depth]
        while column < n and (
            taken[column] or not _open(reduced, left[depth], row, column)
        ):
            column += 1
        if column >= n:
            depth -= 1
            chosen = True
            if depth >= 0:
                taken[columns[order[depth]]] = False
                columns[order[depth]] = -1
            continue
        next_[depth] = column + 1
        columns[row] = column
        taken[column] = True
        for w in range(d):
            left[depth + 1, w] = left[depth, w] - reduced[w, row, column]
        depth += 1
        chosen = False
    return np.full(n, -1, dtype=np.int64)


@compiled
def _narrowest(
    columns: Int64s, taken: npt.NDArray[np.bool_], reduced: Int64s, left: Int64s
) -> int:
    """Give the open row with the fewest columns; -1 where one has none."""
    n = len(columns)
    fewest = n + 1
    narrowest = -1
    for i in range(n):
        if columns[i] >= 0:
            continue
        count = 0
        for j in range(n):
            if not taken[j] and _open(reduced, left, i, j):
                count += 1
                if count >= fewest:
                    break
        if count == 0:
            return -1
        if count < fewest:
            fewest = count
            narrowest = i
    return narrowest


@compiled
def _open(reduced: Int64s, left: Int64s, row: int, column: int) -> bool:
    # A loop, since Numba compiles no generator into one.
    for w in range(len(left)):  # noqa: SIM110
        if reduced[w, row, column] > left[w]:
            return False
    return True

"""Upper bounds on what a partial package can still become, in many directions."""

from dataclasses import dataclass
from itertools import combinations

import highspy
import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled
from landenbenadering.numerics.solver import SilentHighs

Int64s = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FINENESS = 4
MOST_PARTS = 2048


@dataclass(frozen=True, slots=True, eq=False)
class BoundTables:
    """What each group can still add, per direction, in order of worth per room.

    Attributes
    ----------
    directions : Floats, shape (n_directions, n_objectives)
        Weights of the objectives, none negative.
    prices : Floats, shape (n_directions, n_limits)
        Weights that join the limits into one.
    base : Floats, shape (n_directions, n_groups + 1, 2)
        Worth of the choices that use least, of this group and all later ones, and
        the room that they give.
    steps : Floats, shape (n_directions, n_steps, 2)
        Room and worth of each step to a choice worth more.
    groups : Int64s, shape (n_directions, n_steps)
        The group of each step; −1 after the last.
    """

    directions: Floats
    prices: Floats
    base: Floats
    steps: Floats
    groups: Int64s


@dataclass(frozen=True, slots=True, eq=False)
class BoundLines:
    """Bounds at one stage: a straight line per part of the room, never too low.

    Attributes
    ----------
    starts, slopes : Floats, shape (n_parts + 1, n_directions)
        Worth at room 0 and worth per room of the line of each part; the last part
        has no end.
    parts : Floats, shape (n_directions,)
        Parts per unit of room.
    room : Floats, shape (n_directions,)
        Room that the choices which use least give.
    """

    starts: Floats
    slopes: Floats
    parts: Floats
    room: Floats


def spread_directions(objectives: int, scale: Floats, *, about: int) -> Floats:
    """Spread weight vectors evenly, each objective alone among them.

    `scale` is the range of each objective, by which its weight is divided.
    """
    parts = 1
    while objectives > 1 and _lattice_size(objectives, parts + 1) <= about:
        parts += 1
    bars = combinations(range(parts + objectives - 1), objectives - 1)
    cuts = np.array([(-1, *bar, parts + objectives - 1) for bar in bars])
    lattice = np.diff(cuts, axis=1) - 1.0
    # The middle first: it refuses most.
    lattice = lattice[np.argsort((lattice**2).sum(axis=1), kind="stable")]
    return np.asarray(lattice / parts / np.maximum(scale, 1.0))


def relaxation_prices(*, worth: Floats, usage: Int64s, limits: Int64s) -> Floats:
    """Price the limits in the linear relaxation, for each row of worths."""
    rows, items = usage.shape
    if rows == 0:
        return np.zeros((len(worth), 0))
    solver = SilentHighs()
    solver.setOptionValue("presolve", "off")
    columns = np.arange(items, dtype=np.int32)
    solver.addVars(items, np.zeros(items), np.ones(items))
    for row, limit in zip(usage, limits, strict=True):
        used = np.flatnonzero(row).astype(np.int32)
        solver.addRow(
            -highspy.kHighsInf, float(limit), len(used), used, row[used].astype(float)
        )
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    prices = np.empty((len(worth), rows))
    for i, weights in enumerate(worth):
        solver.changeColsCost(items, columns, weights)
        solver.run()
        duals = np.abs(np.array(solver.getSolution().row_dual))
        prices[i] = duals if duals.shape == (rows,) else 1.0
    return prices


def bound_tables(
    *, first: Int64s, gains: Int64s, usage: Int64s, prices: Floats, directions: Floats
) -> BoundTables:
    """Prepare the bounds for groups decided in the order given.

    Parameters
    ----------
    first : Int64s, shape (n_groups + 1,)
        Where the choices of each group start.
    gains : Int64s, shape (n_choices, n_objectives)
    usage : Int64s, shape (n_choices, n_limits)
    prices : Floats, shape (n_directions, n_limits)
        As `relaxation_prices` gives them; with one limit they make no difference.
    directions : Floats, shape (n_directions, n_objectives)

    Notes
    -----
    The limits are joined with the prices of the linear relaxation in the same
    direction (F. Glover 1975, Operations Research 23(3), 434-451); the bound of the
    joined problem is that of G. B. Dantzig (1957), Operations Research 5(2),
    266-277, for groups that of E. Zemel (1980), Operations Research 28(6),
    1412-1423.
    """
    if prices.shape[1] == 1:
        prices = np.ones_like(prices)
    prices = np.where(prices.sum(axis=1, keepdims=True) == 0, 1.0, prices)
    base, steps, groups = _steps(first, directions @ gains.T, prices @ usage.T)
    return BoundTables(directions, prices, base, steps, groups)


def bound_lines(tables: BoundTables, stage: int) -> BoundLines:
    """Draw the bounds over what the groups from `stage` on can add."""
    base = tables.base[:, stage]
    parts = int(
        min(FINENESS * ((tables.groups >= stage).sum(axis=1).max() + 1), MOST_PARTS)
    )
    alike = int(tables.prices.shape[1] == 1)
    starts, slopes, width = _lines(
        tables.steps, tables.groups, base, stage, parts, alike
    )
    return BoundLines(starts, slopes, width, np.ascontiguousarray(base[:, 1]))


def _lattice_size(objectives: int, parts: int) -> int:
    size = 1
    for k in range(1, objectives):
        size = size * (parts + k) // k
    return size


@compiled
def _steps(  # noqa: C901  (one upper hull per direction and group)
    first: Int64s, worth: Floats, used: Floats
) -> tuple[Floats, Floats, Int64s]:
    directions, count = worth.shape
    n = len(first) - 1
    base = np.zeros((directions, n + 1, 2))
    steps = np.zeros((directions, count, 2))
    groups = np.full((directions, count), -1)
    room = np.empty(count)
    gain = np.empty(count)
    owner = np.empty(count, dtype=np.int64)
    for w in range(directions):
        total = 0
        for j in range(n):
            start, end = first[j], first[j + 1]
            if start == end:
                continue
            at = start
            for c in range(start, end):
                lower = used[w, c] < used[w, at]
                if lower or (used[w, c] == used[w, at] and worth[w, c] > worth[w, at]):
                    at = c
            base[w, j, 0] = worth[w, at]
            base[w, j, 1] = -used[w, at]
            while True:
                # The next corner of the upper hull: most worth per room from here.
                best, ratio = -1, 0.0
                for c in range(start, end):
                    if worth[w, c] <= worth[w, at]:
                        continue
                    wider = used[w, c] - used[w, at]
                    own = (worth[w, c] - worth[w, at]) / wider if wider > 0 else np.inf
                    if own > ratio or (own == ratio and worth[w, c] > worth[w, best]):
                        best, ratio = c, own
                if best < 0:
                    break
                room[total] = max(used[w, best] - used[w, at], 0.0)
                gain[total] = worth[w, best] - worth[w, at]
                owner[total] = j
                total += 1
                at = best
        rate = gain[:total] / np.maximum(room[:total], 1e-300)
        order = np.argsort(-rate)
        for i in range(total):
            steps[w, i, 0] = room[order[i]]
            steps[w, i, 1] = gain[order[i]]
            groups[w, i] = owner[order[i]]
        for j in range(n - 1, -1, -1):
            base[w, j, 0] += base[w, j + 1, 0]
            base[w, j, 1] += base[w, j + 1, 1]
    return base, steps, groups


@compiled
def _lines(  # noqa: C901  (one walk along each bound)
    steps: Floats, groups: Int64s, base: Floats, stage: int, parts: int, alike: int
) -> tuple[Floats, Floats, Floats]:
    """Lay over each part of the room the line that touches the bound."""
    directions, count = groups.shape
    starts = np.zeros((parts + 1, directions))
    slopes = np.zeros((parts + 1, directions))
    width = np.zeros(directions)
    for w in range(directions):
        for i in range(count):
            if groups[w, i] >= stage:
                width[w] += steps[w, i, 0]
    if alike:
        width[:] = width.max()
    width = np.maximum(width, 1e-9) / parts
    x = np.empty(count + 2)
    f = np.empty(count + 2)
    for w in range(directions):
        x[0], f[0] = 0.0, base[w, 0]
        last = 0
        for i in range(count):
            if groups[w, i] >= stage:
                x[last + 1] = x[last] + steps[w, i, 0]
                f[last + 1] = f[last] + steps[w, i, 1]
                last += 1
        x[last + 1], f[last + 1] = np.inf, f[last]
        near, low = 0, f[0]
        for part in range(parts):
            left, right = part * width[w], (part + 1) * width[w]
            begin = near
            while near < last and x[near + 1] <= right:
                near += 1
            high = f[near]
            if near < last:
                rise = (f[near + 1] - f[near]) / (x[near + 1] - x[near])
                high += rise * (right - x[near])
            slope = (high - low) / width[w]
            start = max(low - slope * left, high - slope * right)
            for i in range(begin + 1, near + 1):
                start = max(start, f[i] - slope * x[i])
            starts[part, w], slopes[part, w] = start, slope
            low = high
        starts[parts, w] = f[last]
    return starts, slopes, 1.0 / width

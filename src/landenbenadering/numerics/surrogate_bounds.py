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


@dataclass(frozen=True, slots=True, eq=False)
class BoundTables:
    """Dantzig bounds over the items not yet decided, per direction and stage.

    Attributes
    ----------
    directions : Floats, shape (n_directions, n_objectives)
        Weights of the objectives, none negative.
    prices : Floats, shape (n_directions, n_limits)
        Weights that join the limits into one.
    base : Floats, shape (n_directions, n_items + 1, 2)
        Worth of what is free to take, and room that it gives.
    steps : Floats, shape (n_directions, n_items + 1, n_items + 1, 3)
        Room used, worth, and worth per room of the next item, in order of worth
        per room.
    """

    directions: Floats
    prices: Floats
    base: Floats
    steps: Floats


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


def bound_tables(
    *, gains: Int64s, usage: Int64s, prices: Floats, directions: Floats
) -> BoundTables:
    """Prepare the bounds for items decided in the order given.

    Parameters
    ----------
    gains : Int64s, shape (n_objectives, n_items)
    usage : Int64s, shape (n_limits, n_items)
    prices : Floats, shape (n_directions, n_limits)
        As `relaxation_prices` gives them.
    directions : Floats, shape (n_directions, n_objectives)

    Notes
    -----
    The limits are joined with the prices of the linear relaxation in the same
    direction (F. Glover 1975, Operations Research 23(3), 434-451); the bound of the
    joined problem is that of G. B. Dantzig (1957), Operations Research 5(2),
    266-277.
    """
    prices = np.where(prices.sum(axis=1, keepdims=True) == 0, 1.0, prices)
    base, steps = _tables(directions @ gains, prices @ usage)
    return BoundTables(directions, prices, base, steps)


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


def _lattice_size(objectives: int, parts: int) -> int:
    size = 1
    for k in range(1, objectives):
        size = size * (parts + k) // k
    return size


@compiled
def _tables(  # noqa: C901  (one loop over the items, case by case)
    worth: Floats, used: Floats
) -> tuple[Floats, Floats]:
    directions, n = worth.shape
    base = np.zeros((directions, n + 1, 2))
    steps = np.zeros((directions, n + 1, n + 1, 3))
    for w in range(directions):
        ratio = np.zeros(n)
        for j in range(n):
            gain, room = worth[w, j], used[w, j]
            if room < 0 and gain < 0:
                gain, room = -gain, -room
            ratio[j] = gain / room if room > 0 else np.inf
        order = np.argsort(-ratio)
        for k in range(n + 1):
            taken = 0
            for j in order:
                gain, room = worth[w, j], used[w, j]
                if j < k:
                    continue
                if room <= 0 and gain >= 0:
                    base[w, k, 0] += gain
                    base[w, k, 1] -= room
                    continue
                if gain <= 0 and room >= 0:
                    continue
                if room < 0:
                    # Held unless dropped: dropping it regains what it cost.
                    base[w, k, 0] += gain
                    base[w, k, 1] -= room
                    gain, room = -gain, -room
                steps[w, k, taken, 2] = gain / room
                steps[w, k, taken + 1, 0] = steps[w, k, taken, 0] + room
                steps[w, k, taken + 1, 1] = steps[w, k, taken, 1] + gain
                taken += 1
            for i in range(taken + 1, n + 1):
                steps[w, k, i, 0] = np.inf
    return base, steps

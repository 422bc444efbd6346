"""Every efficient package: all choices that no other choice dominates."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics import package_states
from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.fronts import nondominated
from landenbenadering.numerics.search_zone import zone_corners
from landenbenadering.numerics.surrogate_bounds import (
    BoundTables,
    bound_tables,
    relaxation_prices,
    spread_directions,
)

Int64s = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LARGEST = 2**40
MOST_CORNERS = 60_000
LEAF = 8
WIDTHS = (8, 64)
WINDOWS = {1: 20, 2: 40, 3: 100, 4: 100}
DIRECTIONS = {1: 1, 2: 33, 3: 66, 4: 84, 5: 70}


@dataclass(frozen=True, slots=True, eq=False)
class PackageProblem:
    """Choose items; maximise every objective within the limits.

    Attributes
    ----------
    gains : Int64s, shape (n_objectives, n_items)
        What an item adds to each objective; may be negative.
    usage : Int64s, shape (n_limits, n_items)
        What an item uses of each limit; may be negative.
    limits : Int64s, shape (n_limits,)
        Most that a package may use; may be negative ("at least").

    Raises
    ------
    NumericsError
        NUM201 when the shapes do not fit or a total may pass 2^40.
    """

    gains: Int64s
    usage: Int64s
    limits: Int64s

    def __post_init__(self) -> None:
        """Refuse shapes and sizes that cannot be computed exactly."""
        fits = (
            self.gains.ndim == self.usage.ndim == 2
            and self.usage.shape == (len(self.limits), self.gains.shape[1])
            and self.gains.shape[0] > 0
        )
        parts = (self.gains, self.usage, self.limits[:, None])
        if not fits or any(
            np.abs(part.astype(float)).sum(axis=1).max(initial=0) >= LARGEST
            for part in parts
        ):
            raise NumericsError(
                "NUM201",
                problem="The gains, usage and limits do not fit each other, or a "
                "total may pass 2^40.",
                remedy="Give a column per item, a limit per row, in larger units.",
            )


@dataclass(frozen=True, slots=True, eq=False)
class EfficientPackages:
    """The answer, exact.

    Attributes
    ----------
    points : Int64s, shape (n_packages, n_objectives)
        Totals of each package, in rising lexicographic order.
    packages : Flags, shape (n_packages, n_items)
        Which items each takes.
    states : int
        States that the search kept, as a measure of its effort.
    """

    points: Int64s
    packages: Flags
    states: int


@dataclass(slots=True, eq=False)
class _Search:
    """One problem in the order in which its items are decided."""

    problem: PackageProblem
    tables: BoundTables
    every: bool
    least: Int64s
    level: Int64s
    joint: Floats
    points: Int64s
    packages: Flags
    states: int = 0
    targets: Floats = field(default_factory=lambda: np.zeros((1, 1)))
    tree: Floats = field(default_factory=lambda: np.zeros((2, 1)))


def efficient_packages(
    problem: PackageProblem, *, every: bool = True, directions: int | None = None
) -> EfficientPackages:
    """Find all efficient packages.

    Parameters
    ----------
    problem : PackageProblem
        What to choose from.
    every : bool
        Whether to give every package of an efficient point; otherwise one of each.
    directions : int or None
        About how many directions to bound in; `None` for a number that suits the
        number of objectives. Changes the time, never the answer.

    Returns
    -------
    EfficientPackages
        Without rows if no package keeps the limits.

    Notes
    -----
    Items are decided one after the other. A state is dropped if another has gained
    as much with as little, or if in some direction its bound stays below every
    point that known packages leave open (the search zone). Narrow searches that
    keep few states find the known packages first.

    References
    ----------
    C. Bazgan, H. Hugot and D. Vanderpooten (2009), Computers & Operations Research
    36(1), 260-279.
    J. R. Figueira, L. Paquete, M. Simões and D. Vanderpooten (2013), Computational
    Optimization and Applications 56(1), 97-111.
    """
    p = len(problem.gains)
    about = directions or min(DIRECTIONS.get(p, 60), 2 * problem.gains.shape[1])
    search, order = _prepare(problem, about=max(about, p), every=every)
    for width in WIDTHS:
        _aim(search)
        _run(search, width=width)
    _aim(search)
    _run(search, width=None)
    ranked = np.lexsort((*search.packages.T[::-1], *search.points.T[::-1]))
    packages = np.zeros_like(search.packages)
    packages[:, order] = search.packages
    return EfficientPackages(search.points[ranked], packages[ranked], search.states)


def _prepare(
    problem: PackageProblem, *, about: int, every: bool
) -> tuple[_Search, Int64s]:
    """Put the items in the order in which to decide on them.

    First come those that are worth more than they use, at the prices of the
    relaxation, on average over the directions.
    """
    spread = np.abs(problem.gains).max(axis=1, initial=1).astype(float)
    aims = spread_directions(len(problem.gains), spread, about=about)
    worth = aims @ problem.gains
    prices = relaxation_prices(worth=worth, usage=problem.usage, limits=problem.limits)
    surplus = (worth - prices @ problem.usage).mean(axis=0)
    order = np.argsort(-surplus, kind="stable").astype(np.int64)
    gains = np.ascontiguousarray(problem.gains[:, order])
    usage = np.ascontiguousarray(problem.usage[:, order])
    p, n = gains.shape
    ordered = PackageProblem(gains, usage, problem.limits.astype(np.int64))
    tables = bound_tables(gains=gains, usage=usage, prices=prices, directions=aims)
    later = np.zeros((2, n + 1, len(usage)), dtype=np.int64)
    later[0, :n] = np.cumsum(np.minimum(usage, 0)[:, ::-1], axis=1)[:, ::-1].T
    later[1, :n] = np.cumsum(np.maximum(usage, 0)[:, ::-1], axis=1)[:, ::-1].T
    scale = np.maximum(np.abs(problem.limits), 1)
    search = _Search(
        problem=ordered,
        tables=tables,
        every=every,
        least=later[0],
        level=problem.limits - later[1],
        joint=1.0 / scale,
        points=np.zeros((0, p), dtype=np.int64),
        packages=np.zeros((0, n), dtype=np.bool_),
    )
    return search, order


def _aim(search: _Search) -> None:
    """Set the targets: points that no known package dominates."""
    floor = np.minimum(search.problem.gains, 0).sum(axis=1) - 1
    targets = floor[None, :] + 1
    if len(search.points):
        known = np.unique(search.points, axis=0)
        corners = zone_corners(known, floor, most=MOST_CORNERS)
        if corners is not None:
            targets = corners + 1
            if search.every:
                targets = np.concatenate([targets, known])
    leaves = 1
    while leaves * LEAF < len(targets):
        leaves *= 2
    order = _split(targets, np.arange(len(targets)), leaves)
    search.targets = targets[order] @ search.tables.directions.T
    tree = np.empty((2 * leaves, search.targets.shape[1]))
    tree[leaves:] = search.targets.reshape(leaves, -1, tree.shape[1]).min(axis=1)
    for node in range(leaves - 1, 0, -1):
        tree[node] = np.minimum(tree[2 * node], tree[2 * node + 1])
    search.tree = tree


def _split(points: Int64s, rows: Int64s, leaves: int) -> Int64s:
    """Order points so that neighbours share a leaf, repeating some to fill all."""
    if leaves == 1:
        return np.resize(rows, LEAF)
    own = points[rows]
    axis = int(np.argmax(np.ptp(own, axis=0)))
    rows = rows[np.argsort(own[:, axis], kind="stable")]
    half = max(len(rows) // 2, 1)
    second = rows[half:] if half < len(rows) else rows
    return np.concatenate(
        [
            _split(points, rows[:half], leaves // 2),
            _split(points, second, leaves // 2),
        ]
    )


def _run(search: _Search, *, width: int | None) -> None:
    """Decide on all items; keep `width` states per direction, or all of use."""
    problem, tables = search.problem, search.tables
    p, n = problem.gains.shape
    table = (tables.directions, tables.prices, tables.base, tables.steps)
    states = np.zeros((1, p + len(problem.limits)), dtype=np.int64)
    chosen = np.zeros((1, (n + 63) // 64), dtype=np.uint64)
    hints = np.zeros(1, dtype=np.int64)
    if (search.least[0] > problem.limits).any():
        return
    for j in range(n):
        item = np.concatenate([problem.gains[:, j], problem.usage[:, j]])
        states, parent, took = package_states.expand(
            states, item, problem.limits, search.least[j + 1], search.level[j + 1]
        )
        hints = hints[parent]
        margin = package_states.hopeful(
            states,
            hints,
            j + 1,
            problem.limits,
            *table,
            search.targets,
            search.tree,
        )
        rows = np.flatnonzero(margin >= 0)
        rows = rows[
            np.lexsort((-states[rows, :p].sum(axis=1), states[rows, p:] @ search.joint))
        ]
        rows = rows[
            package_states.undominated(
                states[rows], p, WINDOWS.get(p, 200), int(search.every)
            )
        ]
        if width is not None:
            value = package_states.bounds(states[rows], j + 1, problem.limits, *table)
            rows = rows[_foremost(value, hints[rows], margin[rows], width)]
        states, hints = states[rows], hints[rows]
        chosen = chosen[parent[rows]]
        chosen[:, j // 64] |= took[rows].astype(np.uint64) << np.uint64(j % 64)
        if width is None:
            search.states += len(rows)
    _learn(search, states[:, :p], chosen)


def _foremost(value: Floats, hints: Int64s, margin: Floats, width: int) -> Int64s:
    """Pick the states that bound highest in each direction and over each target."""
    if len(value) <= width:
        return np.arange(len(value))
    best = np.argpartition(-value, width - 1, axis=0)[:width]
    order = np.lexsort((-margin, hints))
    near = hints[order]
    first = np.searchsorted(near, near)
    ahead = order[np.arange(len(order)) - first < width]
    return np.union1d(best, ahead)


def _learn(search: _Search, points: Int64s, chosen: npt.NDArray[np.uint64]) -> None:
    """Add finished packages to the known ones and drop what is dominated."""
    n = search.problem.gains.shape[1]
    bits = np.unpackbits(
        chosen.astype("<u8").view(np.uint8), axis=1, bitorder="little"
    )[:, :n].astype(np.bool_)
    everything = np.concatenate([search.points, points])
    packages = np.concatenate([search.packages, bits])
    kept = nondominated(everything)
    everything, packages = everything[kept], packages[kept]
    key = packages if search.every else everything
    _, first = np.unique(key, axis=0, return_index=True)
    search.points, search.packages = everything[first], packages[first]

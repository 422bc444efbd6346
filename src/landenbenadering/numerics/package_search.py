"""The search for efficient packages: group after group, bounded in directions."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics import package_states
from landenbenadering.numerics.choice_groups import ChoiceGroups, choice_groups
from landenbenadering.numerics.fronts import nondominated
from landenbenadering.numerics.search_targets import SearchTargets, search_targets
from landenbenadering.numerics.surrogate_bounds import (
    BoundTables,
    bound_lines,
    bound_tables,
    relaxation_prices,
    spread_directions,
)

Int64s = npt.NDArray[np.int64]
Int32s = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# With many objectives it costs more to look for an open corner than to keep a state.
MOST_CORNERS = {1: 60_000, 2: 60_000, 3: 60_000, 4: 60_000, 5: 1_500}
FEW_CORNERS = 500
WINDOWS = {1: 20, 2: 20, 3: 60, 4: 100}
DIRECTIONS = {1: 1, 2: 33, 3: 66, 4: 84, 5: 70}
FIRST_PROBE = 1000
MOST_SAMPLED = 64
GROW_PROBE = 2
SHARE = 16
FIRST_SHARE, GROW_SHARE = 1e-4, 1.3


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is.

    Attributes
    ----------
    decided, groups : int
        Groups decided in this passage, and all of them; narrow passages come first.
    states : int
        Partial packages still open.
    known : int
        Efficient packages known so far, some perhaps dominated by others to come.
    """

    decided: int
    groups: int
    states: int
    known: int


Watch = Callable[[Progress], bool]


@dataclass(slots=True, eq=False)
class PackageSearch:
    """One problem in the order in which its groups are decided.

    Attributes
    ----------
    first : Int64s, shape (n_groups + 1,)
        Where the choices of each group start.
    gains, usage : Int64s, shape (n_choices, …)
    taken : Flags, shape (n_choices, n_items)
    limits : Int64s, shape (n_limits,)
    least, level : Int64s, shape (n_groups + 1, n_limits)
        What the groups from here on use at least; the usage below which a limit
        cannot bind any more.
    points, packages : Int64s and Flags
        The best packages known.
    shortfall : Int64s, shape (n_objectives,)
        By how much a package may pass the known ones without being sought: `share`
        of the best total known.
    """

    first: Int64s
    gains: Int64s
    usage: Int64s
    taken: Flags
    limits: Int64s
    least: Int64s
    level: Int64s
    tables: BoundTables
    every: bool
    watch: Watch
    most_states: int
    points: Int64s
    packages: Flags
    shortfall: Int64s
    states: int = 0
    share: float = 0.0
    stopped: bool = False
    aims: SearchTargets = field(
        default_factory=lambda: SearchTargets(np.zeros((8, 1)), np.zeros((2, 1)))
    )


def prepared_search(
    gains: Int64s,
    usage: Int64s,
    limits: Int64s,
    *,
    about: int,
    every: bool,
    watch: Watch,
    most_states: int,
) -> PackageSearch | None:
    """Group the items and put the groups in the order in which to decide.

    First come those whose best choice is clearest at the prices of the relaxation,
    on average over the directions. `None` if no package keeps every limit.
    """
    p = len(gains)
    spread = np.abs(gains).max(axis=1, initial=1).astype(float)
    aims = spread_directions(p, spread, about=about)
    prices = relaxation_prices(worth=aims @ gains, usage=usage, limits=limits)
    groups = choice_groups(usage, limits)
    listed = _listed(groups, gains, usage, aims, prices, every=every)
    if listed is None:
        return None
    usage, limits, prices = (
        usage[groups.shared],
        limits[groups.shared].astype(np.int64),
        np.ascontiguousarray(prices[:, groups.shared]),
    )
    first = np.cumsum([0, *(len(taken) for taken in listed)])
    taken = np.concatenate(listed)
    gained = np.ascontiguousarray(taken @ gains.T)
    used = np.ascontiguousarray(taken @ usage.T)
    tables = bound_tables(
        first=first, gains=gained, usage=used, prices=prices, directions=aims
    )
    least = _summed_from(np.minimum.reduceat(used, first[:-1], axis=0))
    most = _summed_from(np.maximum.reduceat(used, first[:-1], axis=0))
    if (least[0] > limits).any():
        return None
    return PackageSearch(
        first=first,
        gains=gained,
        usage=used,
        taken=taken,
        limits=limits,
        least=least,
        level=limits - most,
        tables=tables,
        every=every,
        watch=watch,
        most_states=most_states,
        points=np.zeros((0, p), dtype=np.int64),
        packages=np.zeros((0, gains.shape[1]), dtype=np.bool_),
        shortfall=np.zeros(p, dtype=np.int64),
    )


def _listed(
    groups: ChoiceGroups,
    gains: Int64s,
    usage: Int64s,
    aims: Floats,
    prices: Floats,
    *,
    every: bool,
) -> list[Flags] | None:
    """List the choices of each group, the clearest group first."""
    usage, prices = usage[groups.shared], prices[:, groups.shared]
    listed: list[tuple[float, Flags]] = []
    for items, choices in zip(groups.items, groups.choices, strict=True):
        kept = _worth_listing(choices, gains[:, items], usage[:, items], every=every)
        if len(kept) == 0:
            return None
        taken = np.zeros((len(kept), gains.shape[1]), dtype=np.bool_)
        taken[:, items] = kept
        surplus = (aims @ gains @ taken.T - prices @ (usage @ taken.T)).mean(axis=0)
        ranked = np.sort(surplus)[::-1]
        clear = ranked[0] - ranked[1] if len(ranked) > 1 else np.inf
        listed.append((-float(clear), taken))
    if not listed:
        return [np.zeros((1, 0), dtype=np.bool_)]
    return [taken for _, taken in sorted(listed, key=lambda pair: pair[0])]


def _worth_listing(
    choices: Flags, gains: Int64s, usage: Int64s, *, every: bool
) -> Flags:
    """Drop choices that another choice of the group makes pointless."""
    states = np.hstack([choices @ gains.T, choices @ usage.T])
    p = len(gains)
    order = np.lexsort((states[:, p:].sum(axis=1), -states[:, :p].sum(axis=1)))
    rows = package_states.undominated(states, order, p, len(order), int(every))
    return choices[np.sort(rows)]


def _summed_from(values: Int64s) -> Int64s:
    sums = np.zeros((len(values) + 1, values.shape[1]), dtype=np.int64)
    sums[:-1] = np.cumsum(values[::-1], axis=0)[::-1]
    return sums


def aim(search: PackageSearch) -> None:
    """Set the targets: points that no known package dominates."""
    lowest = np.minimum.reduceat(search.gains, search.first[:-1], axis=0).sum(axis=0)
    search.aims = search_targets(
        np.unique(search.points, axis=0),
        np.minimum(lowest, 0) - 1,
        search.tables.directions,
        also_known=search.every,
        most=MOST_CORNERS.get(search.gains.shape[1], FEW_CORNERS),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Frontier:
    """Partial packages after the first groups have been decided.

    Attributes
    ----------
    states : Int64s, shape (n_states, n_objectives + n_limits)
    hints : Int64s, shape (n_states,)
        The target that each could last reach.
    history : tuple of (Int32s, Int32s)
        Per group decided: the place of each state's parent, and its choice.
    """

    states: Int64s
    hints: Int64s
    history: tuple[tuple[Int32s, Int32s], ...]


def root(search: PackageSearch) -> Frontier:
    """Start with nothing decided."""
    width = search.gains.shape[1] + len(search.limits)
    return Frontier(
        np.zeros((1, width), dtype=np.int64), np.zeros(1, dtype=np.int64), ()
    )


def finish(search: PackageSearch, frontier: Frontier) -> None:
    """Decide on all groups and learn from every package that comes out.

    When it is stopped, or too many states are open, it gives up those that pass the
    known packages by little, and raises the shortfall accordingly.
    """
    groups = len(search.first) - 1
    probed = FIRST_PROBE
    while len(frontier.history) < groups:
        if not search.stopped:
            frontier = step(search, frontier, width=None)
            search.states += len(frontier.states)
        while len(frontier.states) > (0 if search.stopped else search.most_states):
            frontier = _coarser(search, frontier)
        if len(frontier.states) == 0:
            return
        if len(frontier.states) > probed and len(frontier.history) < groups:
            probe(search, frontier, width=max(len(frontier.states) // SHARE, 500))
            aim(search)
            frontier = replace(frontier, hints=np.zeros_like(frontier.hints))
            probed = max(GROW_PROBE * len(frontier.states), FIRST_PROBE)
    _learn(search, frontier)


def probe(search: PackageSearch, frontier: Frontier, *, width: int) -> None:
    """Follow the most promising states to the end, about `width` and more of them.

    Fewer are kept at first, where all that is clear is decided.
    """
    groups = len(search.first) - 1
    while len(frontier.history) < groups and not search.stopped:
        done = (len(frontier.history) + 1) / groups
        frontier = step(search, frontier, width=int(width * (0.1 + 20 * done**10)) + 1)
    if len(frontier.history) == groups:
        _learn(search, frontier)


def step(search: PackageSearch, frontier: Frontier, *, width: int | None) -> Frontier:
    """Decide on the next group; keep about `width` states, or all of use."""
    p, stage = search.gains.shape[1], len(frontier.history)
    own = slice(search.first[stage], search.first[stage + 1])
    states, hints, parent, chosen, bounds = _advanced(
        search,
        frontier,
        choices=(search.gains[own], search.usage[own]),
        stage=stage + 1,
        measured=width is not None,
    )
    joint = 1.0 / np.maximum(np.abs(search.limits), 1)
    gained = states[:, :p].sum(axis=1)
    key = states[:, p:] @ joint
    key -= gained * (1e-9 / max(float(np.abs(gained).max(initial=1)), 1.0))
    rows = package_states.undominated(
        states, np.argsort(key), p, WINDOWS.get(p, 200), int(search.every)
    )
    if width is not None and len(rows) > width:
        rows = rows[foremost(bounds[rows], search.aims.targets, width)]
    search.stopped = search.stopped or not search.watch(
        Progress(stage + 1, len(search.first) - 1, len(rows), len(search.points))
    )
    return Frontier(
        states[rows], hints[rows], (*frontier.history, (parent[rows], chosen[rows]))
    )


def allow(search: PackageSearch, share: float) -> None:
    """Let packages go that pass the known ones by less than a share of the best."""
    best = np.abs(search.points).max(axis=0, initial=1)
    search.share = share
    raised = np.floor(share * best).astype(np.int64)
    search.shortfall = np.maximum(search.shortfall, raised)


def _coarser(search: PackageSearch, frontier: Frontier) -> Frontier:
    """Allow a little more, and drop the states that can no longer matter."""
    allow(search, max(search.share * GROW_SHARE, FIRST_SHARE))
    nothing = np.zeros((1, frontier.states.shape[1]), dtype=np.int64)
    p, stage = search.gains.shape[1], len(frontier.history)
    _, hints, rows, _, _ = _advanced(
        search,
        frontier,
        choices=(nothing[:, :p], nothing[:, p:]),
        stage=stage,
        measured=False,
    )
    if not frontier.history:
        return replace(frontier, states=frontier.states[rows], hints=hints)
    parent, chosen = frontier.history[-1]
    latest = (parent[rows], chosen[rows])
    return Frontier(frontier.states[rows], hints, (*frontier.history[:-1], latest))


def _advanced(
    search: PackageSearch,
    frontier: Frontier,
    *,
    choices: tuple[Int64s, Int64s],
    stage: int,
    measured: bool,
) -> tuple[Int64s, Int64s, Int32s, Int32s, Floats]:
    tables, lines = search.tables, bound_lines(search.tables, stage)
    return package_states.advance(
        frontier.states,
        frontier.hints,
        np.ascontiguousarray(choices[0]),
        np.ascontiguousarray(choices[1]),
        search.limits,
        search.least[stage],
        search.level[stage],
        np.ascontiguousarray(tables.directions.T),
        tables.prices,
        lines.starts,
        lines.slopes,
        lines.parts,
        lines.room,
        search.aims.targets,
        search.aims.tree,
        tables.directions @ search.shortfall,
        int(measured),
    )


def foremost(bounds: Floats, targets: Floats, width: int) -> Int64s:
    """Pick about `width` states: half by direction, half over each target."""
    count = bounds.shape[1]
    each = min(-(-width // (2 * count)), len(bounds))
    lines = np.ascontiguousarray(bounds.T)
    best = np.argpartition(-lines, each - 1, axis=1)[:, :each]
    some = targets[:: -(-len(targets) // MOST_SAMPLED)]
    nearest, margin = package_states.nearest_targets(bounds, some)
    order = np.lexsort((-margin, nearest))
    near = nearest[order]
    place = np.arange(len(order)) - np.searchsorted(near, near)
    share = -(-width // (2 * (1 + np.count_nonzero(np.diff(near)))))
    return np.union1d(best, order[place < share])


def _traced(search: PackageSearch, frontier: Frontier) -> Flags:
    """Collect what each finished state took."""
    rows: Int64s = np.arange(len(frontier.states))
    packages = np.zeros((len(rows), search.taken.shape[1]), dtype=np.bool_)
    for stage in range(len(frontier.history) - 1, -1, -1):
        parent, chosen = frontier.history[stage]
        packages |= search.taken[search.first[stage] + chosen[rows]]
        rows = parent[rows].astype(np.int64)
    return packages


def _learn(search: PackageSearch, frontier: Frontier) -> None:
    """Add finished packages to the known ones and drop what is dominated."""
    p = search.gains.shape[1]
    points = np.concatenate([search.points, frontier.states[:, :p]])
    packages = np.concatenate([search.packages, _traced(search, frontier)])
    kept = nondominated(points)
    points, packages = points[kept], packages[kept]
    key = np.packbits(packages, axis=1) if search.every else points
    _, first = np.unique(key, axis=0, return_index=True)
    search.points, search.packages = points[first], packages[first]

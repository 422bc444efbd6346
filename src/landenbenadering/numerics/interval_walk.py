"""A walk through a tree of choices that leaves what known packages beat."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled
from landenbenadering.numerics.interval_tree import (
    WHOLE_PRICES,
    ChoiceTree,
    Rivals,
)

Int64s = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FEWEST_RIVALS = 8
# Groups whose choices say to which part of the tree a package belongs.
PARTED_AFTER = 10


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the tree: the packages whose first choices leave a remainder.

    Which package belongs to which part does not depend on the order of the walk, so
    that parts can be walked side by side and none is missed.
    """

    number: int = 0
    of: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Where a search in the tree stands; changed in place.

    Attributes
    ----------
    place : Int64s, shape (3,)
        Group being decided (−1 at the end), packages found, nodes seen.
    choice : Int64s, shape (n_groups,)
    used : Int64s, shape (n_groups + 1, n_limits)
    rivals : Int64s, shape (n_groups + 1, n_rivals)
        Those looked at, per group; `counts` says how many.
    counts : Int64s, shape (n_groups + 1,)
    room : Int64s, shape (n_groups + 1, n_rivals, n_weightings)
    found : Int64s, shape (most, n_groups)
        Choices of the packages that no rival beats.
    """

    place: Int64s
    choice: Int64s
    used: Int64s
    rivals: Int64s
    counts: Int64s
    room: Int64s
    found: Int64s

    def take_found(self) -> Int64s:
        """Give the choices of packages found since the last time, and forget them."""
        fresh = self.found[: self.place[1]].copy()
        self.place[1] = 0
        return fresh


def begin(tree: ChoiceTree, known: Rivals, *, most: int) -> Walk:
    """Stand at the root, with room for `most` packages."""
    groups, limits = len(tree.first) - 1, len(tree.limits)
    n, k = known.room.shape
    walk = Walk(
        place=np.zeros(3, dtype=np.int64),
        choice=np.full(groups, -1, dtype=np.int64),
        used=np.zeros((groups + 1, limits), dtype=np.int64),
        rivals=np.zeros((groups + 1, n), dtype=np.int64),
        counts=np.zeros(groups + 1, dtype=np.int64),
        room=np.zeros((groups + 1, n, k), dtype=np.int64),
        found=np.zeros((most, groups), dtype=np.int64),
    )
    walk.rivals[0], walk.counts[0], walk.room[0] = np.arange(n), n, known.room
    return walk


def go_on(
    tree: ChoiceTree, known: Rivals, walk: Walk, *, nodes: int, part: Part
) -> bool:
    """Walk about `nodes` nodes further; say whether the part has been walked.

    Stops early when as many packages are found as there is room for.

    Notes
    -----
    A partial package is left if one rival is at least as good as all that can come
    of it under every weighting, and better under one: bounds join the limits with
    prices (F. Glover 1975, Operations Research 23(3), 434-451). Of the rivals that
    do not beat it, the half that came nearest is looked at one level deeper: this
    costs some cuts and saves most of the work.
    """
    finished: bool = _walk(
        tree.first,
        tree.usage,
        tree.limits,
        tree.least,
        tree.prices,
        known.worth,
        known.room,
        known.ahead,
        known.relief,
        known.slack,
        walk.place,
        walk.choice,
        walk.used,
        walk.rivals,
        walk.counts,
        walk.room,
        walk.found,
        nodes,
        min(PARTED_AFTER, len(tree.first) - 1),
        part.number,
        part.of,
    )
    return finished


def share_walked(tree: ChoiceTree, walk: Walk) -> float:
    """Estimate what share of the tree lies behind, from 0 to 1."""
    if walk.place[0] < 0:
        return 1.0
    share, part = 0.0, 1.0
    for group in range(int(walk.place[0]) + 1):
        width = tree.first[group + 1] - tree.first[group]
        part /= float(width)
        share += part * float(max(walk.choice[group] - tree.first[group], 0))
    return share


@compiled
def _walk(
    first: Int64s,
    usage: Int64s,
    limits: Int64s,
    least: Int64s,
    prices: Floats,
    worth: Int64s,
    own: Int64s,
    ahead: Floats,
    relief: Int64s,
    slack: Floats,
    place: Int64s,
    choice: Int64s,
    used: Int64s,
    rivals: Int64s,
    counts: Int64s,
    room: Int64s,
    found: Int64s,
    nodes: int,
    parted: int,
    number: int,
    parts: int,
) -> bool:
    groups = len(first) - 1
    rest = np.empty((worth.shape[2], prices.shape[1]))
    excess = np.empty(worth.shape[1])
    until = place[2] + nodes
    g = place[0]
    while g >= 0 and place[2] < until and place[1] < len(found):
        choice[g] = first[g] if choice[g] < 0 else choice[g] + 1
        c = choice[g]
        if c == first[g + 1]:
            choice[g] = -1
            g -= 1
            continue
        if not _fits(usage[c], used[g], used[g + 1], limits, least[g + 1]):
            continue
        if g + 1 == parted and choice[:parted].sum() % parts != number:
            continue
        place[2] += 1
        if g + 1 == groups:
            if not _beaten(choice, worth, own):
                found[place[1]] = choice
                place[1] += 1
            continue
        _price_rest(prices, limits, used[g + 1], rest)
        kept = _compare(
            g, worth[c], ahead[g + 1], relief[g + 1], slack, rest,
            rivals, counts[g], room, excess,
        )  # fmt: skip
        if kept < 0:
            continue
        counts[g + 1] = _nearest(rivals[g + 1], room[g + 1], excess, kept)
        g += 1
    place[0] = g
    return bool(g < 0)


@compiled
def _fits(
    usage: Int64s, before: Int64s, after: Int64s, limits: Int64s, least: Int64s
) -> bool:
    for r in range(len(limits)):
        after[r] = before[r] + usage[r]
        if after[r] + least[r] > limits[r]:
            return False
    return True


@compiled
def _price_rest(prices: Floats, limits: Int64s, used: Int64s, rest: Floats) -> None:
    for w in range(rest.shape[0]):
        for part in range(rest.shape[1]):
            worth = 0.0
            for r in range(len(limits)):
                worth += prices[w, part, r] * (limits[r] - used[r])
            rest[w, part] = worth


@compiled
def _beaten(choice: Int64s, worth: Int64s, own: Int64s) -> bool:
    """Say whether a rival is as good for all values, and better for some."""
    for x in range(worth.shape[1]):
        better = False
        for w in range(worth.shape[2]):
            left = own[x, w]
            for g in range(len(choice)):
                left -= worth[choice[g], x, w]
            if left < 0:
                break
            better = better or left > 0
        else:
            if better:
                return True
    return False


@compiled
def _compare(  # noqa: C901  (one loop over rivals and weightings)
    g: int,
    worth: Int64s,
    ahead: Floats,
    relief: Int64s,
    slack: Floats,
    rest: Floats,
    rivals: Int64s,
    count: int,
    room: Int64s,
    excess: Floats,
) -> int:
    """Hold a node against its rivals; give how many remain, −1 if one beats it."""
    kept = 0
    for place in range(count):
        x = rivals[g, place]
        over, clear = 0.0, False
        for w in range(worth.shape[1]):
            left = room[g, place, w] - worth[x, w]
            room[g + 1, kept, w] = left
            if left < relief[x, w]:
                over = -1.0
                break
            if over > 0.0:
                # It cannot win any more: measured roughly, it tells how near it came.
                most = rest[w, WHOLE_PRICES] + ahead[x, w, WHOLE_PRICES]
            else:
                most = _most(rest[w], ahead[x, w])
            if most >= left + 1 - slack[w]:
                over += max(most - left, 0.5) / (1.0 + abs(ahead[x, w, 0]))
            elif most < left - slack[w]:
                clear = True
        if over < 0.0:
            continue
        if over == 0.0 and clear:
            _swap(rivals[g], room[g], place, place // 2)
            return -1
        rivals[g + 1, kept], excess[kept] = x, over
        kept += 1
    return kept


@compiled
def _most(rest: Floats, ahead: Floats) -> float:
    most = rest[0] + ahead[0]
    for part in range(1, len(rest)):
        most = min(most, rest[part] + ahead[part])
    return float(most)


@compiled
def _nearest(rivals: Int64s, room: Int64s, excess: Floats, count: int) -> int:
    """Keep the half with the smallest excess, and never fewer than a few."""
    wanted = max(FEWEST_RIVALS, count // 2)
    if count <= wanted:
        return count
    bound = np.partition(excess[:count], wanted - 1)[wanted - 1]
    kept = 0
    for place in range(count):
        if excess[place] <= bound and kept < wanted:
            rivals[kept] = rivals[place]
            room[kept] = room[place]
            kept += 1
    return kept


@compiled
def _swap(rivals: Int64s, room: Int64s, one: int, other: int) -> None:
    """Look sooner at a rival that has just won: it often wins again."""
    if one == other:
        return
    rivals[one], rivals[other] = rivals[other], rivals[one]
    for w in range(room.shape[1]):
        room[one, w], room[other, w] = room[other, w], room[one, w]

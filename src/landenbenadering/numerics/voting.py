"""Voting games with several weights, counted exactly.

The members are split in two halves. All subsets of a half are listed by number of
members; for every subset of one half, a search in the sorted subsets of the other
counts those that complete it to a winning coalition. So a game of n members takes
about n 2^(n/2) steps instead of 2^n. Everything stays an integer until the last
division.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import factorial

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.pair_counts import pairs_reaching

Int64s = npt.NDArray[np.int64]
Circles = npt.NDArray[np.bool_]

MOST_MEMBERS = 40
MOST_WEIGHTS = 2
LARGEST_TOTAL = 2**62


@dataclass(frozen=True, slots=True)
class VotingGame:
    """A game in which a coalition wins by numbers and by weights.

    A coalition wins if it has at least `enough` members, or if it has at least
    `fewest` members and reaches every quota.

    Attributes
    ----------
    weights : tuple of tuple of int
        One row per weight, one entry per member, none negative.
    quotas : tuple of int
        The total that a winning coalition needs of each weight.
    members : int
        Number of members, 1 to 40.
    fewest : int
        Fewest members that a winning coalition can have by weight; 0 for no rule.
    enough : int or None
        Number of members that wins whatever their weights; `None` for no rule.

    Raises
    ------
    NumericsError
        NUM301 for a game that has too many members, weights or units; NUM302 for
        one that is not well formed.
    """

    weights: tuple[tuple[int, ...], ...]
    quotas: tuple[int, ...]
    members: int
    fewest: int = 0
    enough: int | None = None

    def __post_init__(self) -> None:
        """Refuse games that cannot be counted exactly."""
        if any(len(row) != self.members for row in self.weights) or len(
            self.quotas
        ) != len(self.weights):
            raise _malformed("weights, quotas and members differ in number")
        if any(weight < 0 for row in self.weights for weight in row):
            raise _malformed("a weight is negative")
        largest = max((sum(row) for row in self.weights), default=0)
        largest = max(largest, *(abs(quota) for quota in self.quotas), 0)
        if (
            not 1 <= self.members <= MOST_MEMBERS
            or len(self.weights) > MOST_WEIGHTS
            or largest >= LARGEST_TOTAL
        ):
            raise NumericsError(
                "NUM301",
                problem=f"A game of {self.members} members and {len(self.weights)} "
                f"weights with a total of {largest} cannot be counted.",
                remedy=f"Use 1 to {MOST_MEMBERS} members, at most {MOST_WEIGHTS} "
                "weights, and larger units.",
            )

    @property
    def sure(self) -> int:
        """Number of members that always wins; one more than there are if none does."""
        return self.members + 1 if self.enough is None else max(self.enough, 0)

    def wins(self, circles: Circles) -> Circles:
        """Say of each circle whether it wins.

        Parameters
        ----------
        circles : Circles, shape (..., n_members)
            Whether a member belongs to the circle.

        Returns
        -------
        Circles, shape (...)
        """
        held = circles.astype(np.int64)
        size = held.sum(axis=-1)
        reached = size >= self.fewest
        for row, quota in zip(self.weights, self.quotas, strict=True):
            reached &= held @ np.asarray(row, dtype=np.int64) >= quota
        return np.asarray(reached | (size >= self.sure))

    def blocks(self, circles: Circles) -> Circles:
        """Say of each circle whether the others cannot win without it."""
        return ~self.wins(~circles)


@dataclass(frozen=True, slots=True)
class WinningCounts:
    """Winning coalitions by number of members, exact.

    Attributes
    ----------
    by_size : tuple of int
        Entry s: winning coalitions of s members, s = 0 to n.
    with_member : tuple of tuple of int
        Entry [i][s]: those that contain member i.
    """

    by_size: tuple[int, ...]
    with_member: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """All winning coalitions."""
        return sum(self.by_size)

    def swings(self, member: int) -> tuple[int, ...]:
        """Count by size s the winning coalitions that lose without `member`.

        Coalitions that win without the member keep winning with it, so the swings
        of size s are the winners of size s with the member, less the winners of
        size s − 1 without it.
        """
        own = self.with_member[member]
        without = [0, *(w - c for w, c in zip(self.by_size, own, strict=True))][:-1]
        return tuple(c - w for c, w in zip(own, without, strict=True))


@dataclass(frozen=True, slots=True)
class PowerIndices:
    """Voting power of every member, as exact fractions.

    Attributes
    ----------
    winning, coalitions : int
        Winning coalitions, and all of them.
    swings : tuple of int
        Winning coalitions that lose without the member.
    banzhaf : tuple of Fraction
        Absolute Banzhaf measure: swings over 2^(n−1).
    shapley_shubik : tuple of Fraction
        Share of all orders in which the member is the pivot; they sum to 1 if
        any coalition wins.
    power_to_act : Fraction
        Coleman: share of all coalitions that win.
    to_prevent, to_initiate : tuple of Fraction, or None
        Coleman: swings over winning, and over losing coalitions; `None` if there
        are none.
    """

    winning: int
    coalitions: int
    swings: tuple[int, ...]
    banzhaf: tuple[Fraction, ...]
    shapley_shubik: tuple[Fraction, ...]
    power_to_act: Fraction
    to_prevent: tuple[Fraction, ...] | None
    to_initiate: tuple[Fraction, ...] | None


def count_winning(game: VotingGame) -> WinningCounts:
    """Count the winning coalitions of a game by size and by member.

    References
    ----------
    E. Horowitz and S. Sahni (1974), Journal of the ACM 21(2), 277-292 (two halves).
    B. Klinz and G. J. Woeginger (2005), Mathematical Social Sciences 49, 111-116.
    """
    n = game.members
    cut = n // 2
    left = _half(game, range(cut))
    right = _half(game, range(cut, n))
    by_size = [0] * (n + 1)
    with_member = [[0] * (n + 1) for _ in range(n)]
    for a, b in product(range(cut + 1), range(n - cut + 1)):
        if a + b < min(game.fewest, game.sure):
            continue
        for_left = _completions(game, left[a], right[b])
        for_right = _completions(game, right[b], left[a])
        by_size[a + b] += int(for_left.sum())
        for first, half, counts in (
            (0, left[a], for_left),
            (cut, right[b], for_right),
        ):
            for i, count in enumerate(half.holds @ counts):
                with_member[first + i][a + b] += int(count)
    return WinningCounts(tuple(by_size), tuple(tuple(row) for row in with_member))


def power_indices(game: VotingGame) -> PowerIndices:
    """Compute the Banzhaf, Shapley-Shubik and Coleman indices exactly.

    References
    ----------
    J. F. Banzhaf (1965), Rutgers Law Review 19, 317-343.
    L. S. Shapley and M. Shubik (1954), American Political Science Review 48,
    787-792.
    J. S. Coleman (1971), Control of collectivities and the power of a collectivity
    to act.
    """
    counts = count_winning(game)
    n = game.members
    by_size = [counts.swings(i) for i in range(n)]
    swings = tuple(sum(row) for row in by_size)
    orders = [factorial(s - 1) * factorial(n - s) if s else 0 for s in range(n + 1)]
    pivots = [sum(o * s for o, s in zip(orders, row, strict=True)) for row in by_size]
    winning, losing = counts.total, 2**n - counts.total
    return PowerIndices(
        winning=winning,
        coalitions=2**n,
        swings=swings,
        banzhaf=tuple(Fraction(s, 2 ** (n - 1)) for s in swings),
        shapley_shubik=tuple(Fraction(p, factorial(n)) for p in pivots),
        power_to_act=Fraction(winning, 2**n),
        to_prevent=tuple(Fraction(s, winning) for s in swings) if winning else None,
        to_initiate=tuple(Fraction(s, losing) for s in swings) if losing else None,
    )


@dataclass(frozen=True, slots=True)
class _Subsets:
    """The subsets of one half with the same number of members.

    `totals` has shape (n_weights, n_subsets), in rising order of the first weight;
    `holds` (n_members, n_subsets) says who is in.
    """

    size: int
    totals: Int64s
    holds: Int64s


def _half(game: VotingGame, members: range) -> list[_Subsets]:
    masks = np.arange(1 << len(members), dtype=np.int64)
    holds = masks >> np.arange(len(members))[:, None] & 1
    own = [row[members.start : members.stop] for row in game.weights]
    totals = np.array(own, dtype=np.int64).reshape(len(own), len(members)) @ holds
    size = holds.sum(axis=0)
    classes = []
    for s in range(len(members) + 1):
        chosen = np.flatnonzero(size == s)
        if len(own):
            chosen = chosen[np.argsort(totals[0, chosen], kind="stable")]
        classes.append(_Subsets(s, totals[:, chosen], holds[:, chosen]))
    return classes


def _completions(game: VotingGame, asked: _Subsets, offered: _Subsets) -> Int64s:
    """Count for each subset in `asked` those in `offered` that make it win."""
    needed = np.array(game.quotas, dtype=np.int64)[:, None] - asked.totals
    count = offered.totals.shape[1]
    if asked.size + offered.size >= game.sure or not game.weights:
        return np.full(needed.shape[1], count, dtype=np.int64)
    if len(game.weights) == 1:
        below = np.searchsorted(offered.totals[0], needed[0])
        return np.asarray(count - below, dtype=np.int64)
    return pairs_reaching(needed, offered.totals)


def _malformed(what: str) -> NumericsError:
    return NumericsError(
        "NUM302",
        problem=f"This is not a voting game: {what}.",
        remedy="Give every member one weight of 0 or more under every rule.",
    )

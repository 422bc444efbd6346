"""Smallest coalitions of a voting game, and the cheapest way to one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.coalition_search import cheapest, minimal
from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.voting import Circles, VotingGame

Int64s = npt.NDArray[np.int64]

LARGEST_COST = 2**40


@dataclass(frozen=True, slots=True, eq=False)
class MinimalCoalitions:
    """The coalitions that decide, and no longer do if any member leaves.

    Attributes
    ----------
    by_size : tuple of int
        Entry s: number of such coalitions with s members, exact.
    coalitions : Circles, shape (n_listed, n_members)
        Those with the fewest members, smallest first; not all if `complete` is
        false.
    complete : bool
        Whether every one is listed.
    """

    by_size: tuple[int, ...]
    coalitions: Circles
    complete: bool

    @property
    def total(self) -> int:
        """How many there are, listed or not."""
        return sum(self.by_size)


@dataclass(frozen=True, slots=True)
class Extension:
    """Members whose joining makes a circle win at the least cost.

    Attributes
    ----------
    joining : tuple of int
        Members that join, in rising order; empty if the circle wins already.
    cost : int
        Sum of their costs: no other extension costs less, and none of the same
        cost has fewer members.
    """

    joining: tuple[int, ...]
    cost: int


def minimal_winning(
    game: VotingGame, *, containing: Sequence[int] = (), limit: int = 1000
) -> MinimalCoalitions:
    """Find the minimal winning coalitions that contain the members given."""
    return _minimal(game, containing, limit=limit, blocking=False)


def minimal_blocking(
    game: VotingGame, *, containing: Sequence[int] = (), limit: int = 1000
) -> MinimalCoalitions:
    """Find the minimal coalitions without which nobody wins."""
    return _minimal(game, containing, limit=limit, blocking=True)


def cheapest_extension(
    game: VotingGame, circle: Sequence[int], *, costs: Sequence[int] | None = None
) -> Extension | None:
    """Find the cheapest members to win over, by branch and bound.

    Parameters
    ----------
    game : VotingGame
        The rules.
    circle : sequence of int
        Members that are in already.
    costs : sequence of int or None
        What each member costs, 0 to 2^40; `None` counts every member as 1.

    Returns
    -------
    Extension or None
        `None` if not even all members together win.
    """
    prices = np.ones(game.members, dtype=np.int64)
    if costs is not None:
        if len(costs) != game.members or not all(0 <= c <= LARGEST_COST for c in costs):
            raise NumericsError(
                "NUM303",
                problem="The costs do not give each member a number from 0 to 2^40.",
                remedy="Give one such number per member.",
            )
        prices = np.asarray(costs, dtype=np.int64)
    inside = np.zeros(game.members, dtype=np.bool_)
    inside[list(circle)] = True
    if game.wins(inside):
        return Extension((), 0)
    if not game.wins(np.ones(game.members, dtype=np.bool_)):
        return None
    weights = _two_weights(game)
    outside = np.flatnonzero(~inside)
    order = outside[np.lexsort((-weights[:, outside].sum(axis=0), prices[outside]))]
    held = np.append(weights[:, inside].sum(axis=1), [inside.sum()] * 2)
    found = cheapest(
        np.ascontiguousarray(weights[:, order]), _rules(game) - held, prices[order]
    )
    joining = tuple(sorted(int(member) for member in order[found]))
    return Extension(joining, int(prices[order][found].sum()))


def _minimal(
    game: VotingGame, containing: Sequence[int], *, limit: int, blocking: bool
) -> MinimalCoalitions:
    weights = _two_weights(game)
    order = np.argsort(-weights.sum(axis=0), kind="stable")
    wanted = np.zeros(game.members, dtype=np.bool_)
    wanted[list(containing)] = True
    task = np.ascontiguousarray(weights[:, order]), _rules(game), wanted[order]
    by_size, listed = minimal(*task, blocking, limit, game.members, limit)
    total = int(by_size.sum())
    if total > limit:
        largest = int(np.searchsorted(np.cumsum(by_size), limit))
        smaller = int(by_size[:largest].sum())
        _, listed = minimal(*task, blocking, limit, largest, limit - smaller)
    listed = listed[np.argsort(listed.sum(axis=1), kind="stable")][:limit]
    coalitions = np.zeros_like(listed)
    coalitions[:, order] = listed
    return MinimalCoalitions(
        tuple(int(count) for count in by_size), coalitions, total <= limit
    )


def _two_weights(game: VotingGame) -> Int64s:
    """Give the weights, with rows of nothing below where there are fewer than two."""
    weights = np.zeros((2, game.members), dtype=np.int64)
    weights[: len(game.weights)] = np.array(game.weights, dtype=np.int64).reshape(
        len(game.weights), game.members
    )
    return weights


def _rules(game: VotingGame) -> Int64s:
    quotas = (*game.quotas, 0, 0)[:2]
    return np.array([*quotas, game.fewest, game.sure], dtype=np.int64)

"""What each player adds to a game in which every coalition has a value."""

from dataclasses import dataclass
from math import comb

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.errors import NumericsError

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MOST_PLAYERS = 20


@dataclass(frozen=True, slots=True, eq=False)
class PlayerValues:
    """What players add.

    Attributes
    ----------
    shapley : Floats, shape (n_players,)
        Mean of what a player adds over all orders of joining; they sum to the value
        of all together.
    last : Floats, shape (n_players,)
        What a player adds to all others.
    """

    shapley: Floats
    last: Floats


def all_coalitions(players: int) -> Flags:
    """List every coalition, shape (2^n, n); coalition k holds the bits of k.

    Raises
    ------
    NumericsError
        NUM311 for no players or more than 20.
    """
    if not 1 <= players <= MOST_PLAYERS:
        raise NumericsError(
            "NUM311",
            problem=f"A game of {players} players cannot be listed.",
            remedy=f"Use 1 to {MOST_PLAYERS} players.",
        )
    numbers = np.arange(1 << players)
    return (numbers[:, None] >> np.arange(players) & 1).astype(np.bool_)


def player_values(values: Floats) -> PlayerValues:
    """Compute what every player adds, over all coalitions.

    Parameters
    ----------
    values : Floats, shape (2^n,)
        Value of each coalition, in the order of `all_coalitions`; the empty one is
        worth `values[0]`.

    References
    ----------
    L. S. Shapley (1953), A value for n-person games, Contributions to the Theory of
    Games II, 307-317.
    """
    players = len(values).bit_length() - 1
    held = all_coalitions(players)
    size = held.sum(axis=1)
    weight = np.array([1 / (players * comb(players - 1, s)) for s in range(players)])
    shapley = np.zeros(players)
    for player in range(players):
        without = np.flatnonzero(~held[:, player])
        gain = values[without + (1 << player)] - values[without]
        shapley[player] = float((weight[size[without]] * gain).sum())
    everyone = len(values) - 1
    last = values[everyone] - values[everyone - (1 << np.arange(players))]
    return PlayerValues(shapley, np.asarray(last, dtype=np.float64))

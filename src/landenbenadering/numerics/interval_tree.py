"""Choices in the order in which they are made, and what they are worth."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.choice_groups import ChoiceGroups

Int64s = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

PARTS_OF_PRICES = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5)
WHOLE_PRICES = PARTS_OF_PRICES.index(1.0)
SLACK = 1e-2
# Some thirty roundings of a double.
ROUNDING = 2.0**-47


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceTree:
    """Groups in the order in which they are decided, and what each choice does.

    Attributes
    ----------
    first : Int64s, shape (n_groups + 1,)
        Where the choices of each group start.
    taken : Flags, shape (n_choices, n_items)
    usage : Int64s, shape (n_choices, n_limits)
        Of the limits that bind several groups.
    limits : Int64s, shape (n_limits,)
    least : Int64s, shape (n_groups + 1, n_limits)
        What the groups from here on use at least.
    prices : Floats, shape (n_weightings, n_parts, n_limits)
        Prices of the limits, none negative; any give a valid bound.
    """

    first: Int64s
    taken: Flags
    usage: Int64s
    limits: Int64s
    least: Int64s
    prices: Floats

    def packages(self, choices: Int64s) -> Flags:
        """Give the packages of rows of choices, shape (n_packages, n_items)."""
        held = np.zeros((len(choices), self.taken.shape[1]), dtype=np.bool_)
        for column in choices.T:
            held |= self.taken[column]
        return held


@dataclass(frozen=True, slots=True, eq=False)
class Rivals:
    """Known packages, as the tree needs them: what one node reads lies together.

    Attributes
    ----------
    worth : Int64s, shape (n_choices, n_rivals, n_weightings)
        What a choice adds at best against this rival: the lower bound of items that
        both take, the upper bound of others.
    room : Int64s, shape (n_rivals, n_weightings)
        Lower bound of the rival's own value, which the rest must not pass.
    ahead : Floats, shape (n_groups + 1, n_rivals, n_weightings, n_parts)
        Most that the groups from here on can add, less the price of what they use.
    relief : Int64s, shape (n_groups + 1, n_rivals, n_weightings)
        Least that the groups from here on add; negative only with negative values.
    slack : Floats, shape (n_weightings,)
        More than the rounding error that sums of doubles carry.
    """

    worth: Int64s
    room: Int64s
    ahead: Floats
    relief: Int64s
    slack: Floats


def choice_tree(
    groups: ChoiceGroups,
    usage: Int64s,
    limits: Int64s,
    *,
    prices: Floats,
    clearness: Floats,
) -> ChoiceTree:
    """Put the groups in order, the clearest first.

    `prices` has shape (n_weightings, n_limits), `clearness` shape (n_groups,).
    """
    order = np.argsort(-clearness, kind="stable")
    n = usage.shape[1]
    listed = []
    for group in order:
        items, choices = groups.items[group], groups.choices[group]
        taken = np.zeros((len(choices), n), dtype=np.bool_)
        taken[:, items] = choices
        listed.append(taken)
    first = np.cumsum([0, *(len(taken) for taken in listed)]).astype(np.int64)
    taken = np.concatenate(listed)
    shared = usage[groups.shared]
    used = np.ascontiguousarray(taken @ shared.T).astype(np.int64)
    least = np.zeros((len(first), len(shared)), dtype=np.int64)
    smallest = np.minimum.reduceat(used, first[:-1], axis=0)
    least[:-1] = np.cumsum(smallest[::-1], axis=0)[::-1]
    parts = np.array(PARTS_OF_PRICES)
    return ChoiceTree(
        first=first,
        taken=taken,
        usage=used,
        limits=limits[groups.shared].astype(np.int64),
        least=least,
        prices=parts[None, :, None] * prices[:, None, groups.shared],
    )


def rivals(tree: ChoiceTree, packages: Flags, lower: Int64s, upper: Int64s) -> Rivals:
    """Prepare known packages, of shape (n_rivals, n_items), for the tree."""
    spread = upper - lower
    n, k = len(packages), len(lower)
    full = upper @ tree.taken.T
    worth = np.empty((n, k, len(tree.taken)), dtype=np.int64)
    for w in range(k):
        worth[:, w] = full[w] - (packages * spread[w]) @ tree.taken.T
    groups = len(tree.first) - 1
    ahead = np.zeros((groups + 1, n, k, len(PARTS_OF_PRICES)))
    for part in range(len(PARTS_OF_PRICES)):
        net = worth - tree.prices[:, part] @ tree.usage.T
        best = np.maximum.reduceat(net, tree.first[:-1], axis=2)
        ahead[:-1, :, :, part] = _from_here(best).transpose(2, 0, 1)
    relief = np.zeros((groups + 1, n, k), dtype=np.int64)
    least = np.minimum.reduceat(worth, tree.first[:-1], axis=2)
    relief[:-1] = _from_here(least).transpose(2, 0, 1)
    own = (packages @ lower.T).astype(np.int64)
    by_choice = np.ascontiguousarray(worth.transpose(2, 0, 1))
    return Rivals(by_choice, own, ahead, relief, _slack(tree, lower, upper))


def _slack(tree: ChoiceTree, lower: Int64s, upper: Int64s) -> Floats:
    values = np.maximum(np.abs(lower), np.abs(upper)).astype(np.float64).sum(axis=1)
    uses = np.abs(tree.usage).astype(np.float64).sum(axis=0) + np.abs(tree.limits)
    largest = values + tree.prices.max(axis=1) @ uses
    return np.asarray(np.maximum(SLACK, ROUNDING * largest))


def _from_here(values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    return np.asarray(np.cumsum(values[:, :, ::-1], axis=2)[:, :, ::-1])

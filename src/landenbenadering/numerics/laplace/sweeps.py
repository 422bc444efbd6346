"""Compiled sweeps over groups, leaves and cells.

All take the arrays of `Layout`; `inverse` holds per leaf the inverse of its
posterior precision given the other effects, 0 where leaves have no effect.
"""

import numpy as np

from landenbenadering.numerics.compiled import compiled, woven
from landenbenadering.numerics.laplace.arrays import Indices, Reals


@compiled
def leaf_sums(values: Reals, leaf_start: Indices) -> Reals:
    """Sum the cells of each leaf."""
    sums = np.zeros(leaf_start.size - 1)
    for leaf in range(sums.size):
        total = 0.0
        for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
            total += values[cell]
        sums[leaf] = total
    return sums


@compiled
def on_leaves(values: Reals, leaves: Reals, leaf_start: Indices) -> Reals:
    """Add to the value of each cell that of its leaf."""
    total = np.empty(values.size)
    for leaf in range(leaves.size):
        for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
            total[cell] = values[cell] + leaves[leaf]
    return total


@compiled
def gather(
    shared_effects: Reals,
    group_effects: Reals,
    leaf_effects: Reals,
    shared: Indices,
    position: Indices,
    leaf_start: Indices,
    group_start: Indices,
) -> Reals:
    """Add up the effects that each cell sees."""
    eta, n_columns = np.empty(position.size), shared.shape[1]
    for group in range(group_start.size - 1):
        for leaf in range(group_start[group], group_start[group + 1]):
            own = leaf_effects[leaf]
            for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
                total = own + group_effects[group, position[cell]]
                for column in range(n_columns):
                    total += shared_effects[shared[cell, column]]
                eta[cell] = total
    return eta


@compiled
def scatter(
    values: Reals,
    inverse: Reals,
    weights: Reals,
    leaf_sum: Reals,
    shared: Indices,
    position: Indices,
    leaf_start: Indices,
    group_start: Indices,
    shared_total: Reals,
    group_total: Reals,
) -> None:
    """Add values per cell to the effects seen, less what leaves take up.

    `shared_total` and `group_total` are changed in place: they are the totals.
    """
    n_columns = shared.shape[1]
    for group in range(group_start.size - 1):
        for leaf in range(group_start[group], group_start[group + 1]):
            share = leaf_sum[leaf] * inverse[leaf]
            for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
                value = values[cell] - weights[cell] * share
                group_total[group, position[cell]] += value
                for column in range(n_columns):
                    shared_total[shared[cell, column]] += value


@compiled
def information(
    weights: Reals,
    inverse: Reals,
    shared: Indices,
    position: Indices,
    leaf_start: Indices,
    group_start: Indices,
    own: Reals,
    cross: Reals,
    core: Reals,
) -> None:
    """Accumulate the curvature with the leaves eliminated.

    `own` (n_groups, size, size), `cross` (n_groups, size, n_shared) and `core`
    (n_shared, n_shared) are changed in place: `own` starts at the prior precision,
    the others at 0, and with the prior of `core` added they are the Schur complement
    with respect to the leaves.
    """
    n_shared, size, n_columns = core.shape[0], own.shape[1], shared.shape[1]
    seen = np.zeros(n_shared)
    touched = np.empty(n_shared, dtype=np.int64)
    inside = np.zeros(size)
    for group in range(group_start.size - 1):
        for leaf in range(group_start[group], group_start[group + 1]):
            count = 0
            inside[:] = 0.0
            for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
                weight, spot = weights[cell], position[cell]
                inside[spot] += weight
                own[group, spot, spot] += weight
                for column in range(n_columns):
                    index = shared[cell, column]
                    if seen[index] == 0.0:
                        touched[count] = index
                        count += 1
                    seen[index] += weight
                    cross[group, spot, index] += weight
                    core[index, index] += weight
                    for other in range(column):
                        core[index, shared[cell, other]] += weight
            _eliminate(
                inverse[leaf], seen, touched, count, inside, group, own, cross, core
            )
    _mirror(core)


@woven
def _mirror(core: Reals) -> None:
    """Put what was collected on either side of the diagonal on both."""
    for first in range(core.shape[0]):
        for second in range(first):
            total = core[first, second] + core[second, first]
            core[first, second], core[second, first] = total, total


@woven
def _eliminate(
    inverse: float,
    seen: Reals,
    touched: Indices,
    count: int,
    inside: Reals,
    group: int,
    own: Reals,
    cross: Reals,
    core: Reals,
) -> None:
    """Take off what a leaf takes up; of `core`, one of each two mirrored places."""
    for place in range(count):
        first = touched[place]
        scaled = seen[first] * inverse
        core[first, first] -= scaled * seen[first]
        for before in range(place):
            core[first, touched[before]] -= scaled * seen[touched[before]]
        for spot in range(inside.size):
            cross[group, spot, first] -= scaled * inside[spot]
    for spot in range(inside.size):
        for other in range(inside.size):
            own[group, spot, other] -= inverse * inside[spot] * inside[other]
    for place in range(count):
        seen[touched[place]] = 0.0


@compiled
def leaf_shifts(
    weights: Reals,
    inverse: Reals,
    shared_draws: Reals,
    group_draws: Reals,
    shared: Indices,
    position: Indices,
    leaf_start: Indices,
    group_start: Indices,
) -> Reals:
    """Give each leaf's mean, less its own, for draws of shared and group effects.

    `shared_draws` has shape (n_draws, n_shared), `group_draws` (n_draws, n_groups,
    size); the result has shape (n_draws, n_leaves).
    """
    n_draws, n_leaves = shared_draws.shape[0], leaf_start.size - 1
    moved = np.zeros((n_draws, n_leaves))
    for number in range(n_draws):
        for group in range(group_start.size - 1):
            for leaf in range(group_start[group], group_start[group + 1]):
                total = 0.0
                for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
                    seen = group_draws[number, group, position[cell]]
                    for index in shared[cell]:
                        seen += shared_draws[number, index]
                    total += weights[cell] * seen
                moved[number, leaf] = -inverse[leaf] * total
    return moved

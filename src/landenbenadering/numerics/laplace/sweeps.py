"""Compiled sweeps over groups, leaves and cells.

All take the arrays of `Layout`; `inverse` holds per leaf the inverse of its
posterior precision given the other effects, 0 where leaves have no effect.
"""

import numpy as np

from landenbenadering.numerics.compiled import compiled
from landenbenadering.numerics.laplace.arrays import Indices, Reals


@compiled
def leaf_sums(values: Reals, leaf_start: Indices) -> Reals:
    """Sum the cells of each leaf."""
    sums = np.zeros(leaf_start.size - 1)
    for leaf in range(sums.size):
        for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
            sums[leaf] += values[cell]
    return sums


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
    eta = np.empty(position.size)
    for group in range(group_start.size - 1):
        for leaf in range(group_start[group], group_start[group + 1]):
            for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
                total = leaf_effects[leaf] + group_effects[group, position[cell]]
                for index in shared[cell]:
                    total += shared_effects[index]
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
    for group in range(group_start.size - 1):
        for leaf in range(group_start[group], group_start[group + 1]):
            share = leaf_sum[leaf] * inverse[leaf]
            for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
                value = values[cell] - weights[cell] * share
                group_total[group, position[cell]] += value
                for index in shared[cell]:
                    shared_total[index] += value


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
    (n_shared, n_shared) are changed in place: they start at the prior precision
    or 0 and end as the Schur complement with respect to the leaves.
    """
    n_shared, size = core.shape[0], own.shape[1]
    seen = np.zeros(n_shared)
    touched = np.empty(n_shared, dtype=np.int64)
    inside = np.zeros(size)
    for group in range(group_start.size - 1):
        for leaf in range(group_start[group], group_start[group + 1]):
            count = 0
            inside[:] = 0.0
            for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
                weight, spot = weights[cell], position[cell]
                own[group, spot, spot] += weight
                inside[spot] += weight
                for index in shared[cell]:
                    if seen[index] == 0.0:
                        touched[count] = index
                        count += 1
                    seen[index] += weight
                    cross[group, spot, index] += weight
                    for other in shared[cell]:
                        core[index, other] += weight
            _eliminate(
                inverse[leaf],
                seen,
                touched[:count],
                inside,
                own[group],
                cross[group],
                core,
            )


@compiled
def _eliminate(
    inverse: float,
    seen: Reals,
    touched: Indices,
    inside: Reals,
    own: Reals,
    cross: Reals,
    core: Reals,
) -> None:
    for first in touched:
        scaled = seen[first] * inverse
        for second in touched:
            core[first, second] -= scaled * seen[second]
        for spot in range(inside.size):
            cross[spot, first] -= scaled * inside[spot]
    for spot in range(inside.size):
        for other in range(inside.size):
            own[spot, other] -= inverse * inside[spot] * inside[other]
    for index in touched:
        seen[index] = 0.0


@compiled
def leaf_coefficients(
    weights: Reals,
    inverse: Reals,
    shared: Indices,
    position: Indices,
    leaf_start: Indices,
    n_shared: int,
    size: int,
) -> tuple[Reals, Reals]:
    """Give how each leaf's mean moves with the shared effects and its group."""
    n_leaves = leaf_start.size - 1
    on_shared = np.zeros((n_leaves, n_shared))
    on_group = np.zeros((n_leaves, size))
    for leaf in range(n_leaves):
        for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
            value = -weights[cell] * inverse[leaf]
            on_group[leaf, position[cell]] += value
            for index in shared[cell]:
                on_shared[leaf, index] += value
    return on_shared, on_group


@compiled
def variances(
    leaf_rows: Reals,
    leaf_products: Reals,
    leaf_noise: Reals,
    group_rows: Reals,
    group_products: Reals,
    group_inverse: Reals,
    leaf_inverse: Reals,
    covariance: Reals,
    shared: Indices,
    position: Indices,
    leaf_start: Indices,
    group_start: Indices,
) -> tuple[Reals, Reals]:
    """Give the posterior variance of every predictor and of every leaf.

    With leaf and group integrated out, a predictor depends on the shared
    effects through u = leaf row + group row + indicators of what the cell sees,
    so that u' covariance u falls apart into products that cells have in common:
    `leaf_products` and `group_products` are the rows times `covariance`.
    `leaf_noise` and `group_inverse` carry the group's own noise.
    """
    cells, leaves = np.empty(position.size), np.empty(leaf_start.size - 1)
    size = group_rows.shape[1]
    for group in range(group_start.size - 1):
        for leaf in range(group_start[group], group_start[group + 1]):
            within = leaf_inverse[leaf] + leaf_rows[leaf] @ leaf_products[leaf]
            leaves[leaf] = within + leaf_noise[leaf] @ leaf_noise[leaf]
            last, between = -1, 0.0
            for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
                spot = position[cell]
                if spot != last:
                    product = group_products[group, spot]
                    between = product @ (
                        group_rows[group, spot] + 2.0 * leaf_rows[leaf]
                    )
                    for row in range(size):
                        noise = group_inverse[group, row, spot] + leaf_noise[leaf, row]
                        between += noise * noise
                    last = spot
                total = within + between
                for one in shared[cell]:
                    total += 2.0 * (
                        leaf_products[leaf, one] + group_products[group, spot, one]
                    )
                    for other in shared[cell]:
                        total += covariance[one, other]
                cells[cell] = total
    return cells, leaves

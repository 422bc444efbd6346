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
        total = 0.0
        for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
            total += values[cell]
        sums[leaf] = total
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
    (n_shared, n_shared) are changed in place: they start at the prior precision
    or 0 and end as the Schur complement with respect to the leaves.
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
                own[group, spot, spot] += weight
                inside[spot] += weight
                for column in range(n_columns):
                    index = shared[cell, column]
                    if seen[index] == 0.0:
                        touched[count] = index
                        count += 1
                    seen[index] += weight
                    cross[group, spot, index] += weight
                    for other in range(n_columns):
                        core[index, shared[cell, other]] += weight
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


@compiled
def _add(target: Reals, factor: float, row: Reals) -> None:
    for index in range(target.size):
        target[index] += factor * row[index]


@compiled
def _group_rows(
    group_inverse: Reals, half: Reals, products: Reals, rows: Reals, moved: Reals
) -> None:
    """Write how a group's elements move with the shared effects into the last two."""
    rows[:] = 0.0
    moved[:] = 0.0
    for spot in range(half.shape[0]):
        for other in range(spot, half.shape[0]):
            _add(rows[spot], -group_inverse[other, spot], half[other])
            _add(moved[spot], -group_inverse[other, spot], products[other])


@compiled
def _own_row(
    weights: Reals,
    inverse: float,
    shared: Indices,
    position: Indices,
    row: Reals,
    own: Reals,
) -> None:
    """Write how a leaf moves with the shared effects and its group's elements."""
    row[:] = 0.0
    own[:] = 0.0
    for cell in range(position.size):
        value = -weights[cell] * inverse
        own[position[cell]] += value
        for column in range(shared.shape[1]):
            row[shared[cell, column]] += value


@compiled
def _leaf_row(
    own: Reals,
    group_inverse: Reals,
    half: Reals,
    products: Reals,
    covariance: Reals,
    row: Reals,
    product: Reals,
    noise: Reals,
) -> None:
    """Complete the row of a leaf, and write its product and its group's noise.

    `row` comes with what the leaf's own cells see, `own` with how it moves with
    the elements of its group.
    """
    product[:] = 0.0
    for index in range(row.size):
        if row[index] != 0.0:
            _add(product, row[index], covariance[index])
    for spot in range(own.size):
        noise[spot] = 0.0
        for other in range(spot + 1):
            noise[spot] += group_inverse[spot, other] * own[other]
        _add(row, -noise[spot], half[spot])
        _add(product, -noise[spot], products[spot])


@compiled
def _cell_variances(
    within: float,
    group_inverse: Reals,
    noise: Reals,
    row: Reals,
    product: Reals,
    rows: Reals,
    moved: Reals,
    covariance: Reals,
    shared: Indices,
    position: Indices,
    cells: Reals,
) -> None:
    """Write the variances of the predictors of one leaf into `cells`."""
    last, between = -1, 0.0
    for cell in range(position.size):
        spot = position[cell]
        if spot != last:
            between = moved[spot] @ rows[spot] + 2.0 * (moved[spot] @ row)
            for index in range(noise.size):
                between += (group_inverse[index, spot] + noise[index]) ** 2
            last = spot
        total = within + between
        for column in range(shared.shape[1]):
            one = shared[cell, column]
            total += 2.0 * (product[one] + moved[spot, one])
            for other in range(shared.shape[1]):
                total += covariance[one, shared[cell, other]]
        cells[cell] = total


@compiled
def variances(
    weights: Reals,
    leaf_inverse: Reals,
    group_inverse: Reals,
    half: Reals,
    products: Reals,
    covariance: Reals,
    shared: Indices,
    position: Indices,
    leaf_start: Indices,
    group_start: Indices,
) -> tuple[Reals, Reals]:
    """Give the posterior variance of every predictor and of every leaf.

    With leaf and group integrated out, a predictor depends on the shared
    effects through u = leaf row + group row + indicators of what the cell sees,
    so that u' covariance u falls apart into products that cells have in common.
    `products` are the rows of `half` times `covariance`.
    """
    cells, leaves = np.empty(position.size), np.empty(leaf_start.size - 1)
    size, n_shared = half.shape[1], covariance.shape[0]
    row, product = np.empty(n_shared), np.empty(n_shared)
    own, noise = np.empty(size), np.empty(size)
    rows, moved = np.empty((size, n_shared)), np.empty((size, n_shared))
    for group in range(group_start.size - 1):
        inverse = group_inverse[group]
        _group_rows(inverse, half[group], products[group], rows, moved)
        for leaf in range(group_start[group], group_start[group + 1]):
            span = slice(leaf_start[leaf], leaf_start[leaf + 1])
            seen, spots = shared[span], position[span]
            _own_row(weights[span], leaf_inverse[leaf], seen, spots, row, own)
            _leaf_row(
                own,
                inverse,
                half[group],
                products[group],
                covariance,
                row,
                product,
                noise,
            )
            within = leaf_inverse[leaf] + row @ product
            leaves[leaf] = within + noise @ noise
            _cell_variances(
                within,
                inverse,
                noise,
                row,
                product,
                rows,
                moved,
                covariance,
                seen,
                spots,
                cells[span],
            )
    return cells, leaves

"""Compiled: the posterior variance of every predictor and of every leaf.

With leaf and group integrated out, a predictor depends on the shared effects through
u = leaf row + group row + indicators of what the cell sees, so that u' covariance u
falls apart into products that cells have in common.
"""

import numpy as np

from landenbenadering.numerics.compiled import compiled_sums, woven
from landenbenadering.numerics.laplace.arrays import Indices, Reals


@woven
def _group_rows(
    group: int,
    group_inverse: Reals,
    half: Reals,
    products: Reals,
    rows: Reals,
    moved: Reals,
    alone: Reals,
) -> None:
    """Write how a group's elements move with the shared effects, and how much."""
    size, n_shared = rows.shape
    for spot in range(size):
        rows[spot] = 0.0
        moved[spot] = 0.0
        for other in range(spot, size):
            factor = group_inverse[group, other, spot]
            for index in range(n_shared):
                rows[spot, index] -= factor * half[group, other, index]
                moved[spot, index] -= factor * products[group, other, index]
        alone[spot] = 0.0
        for index in range(n_shared):
            alone[spot] += rows[spot, index] * moved[spot, index]


@woven
def _own_row(
    leaf: int,
    weights: Reals,
    leaf_inverse: Reals,
    shared: Indices,
    position: Indices,
    leaf_start: Indices,
    row: Reals,
    own: Reals,
) -> None:
    """Write how a leaf moves with the shared effects and its group's elements."""
    row[:] = 0.0
    own[:] = 0.0
    for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
        value = weights[cell] * leaf_inverse[leaf]
        own[position[cell]] -= value
        for column in range(shared.shape[1]):
            row[shared[cell, column]] -= value


@woven
def _leaf_row(
    group: int,
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
    n_shared = row.size
    product[:] = 0.0
    for index in range(n_shared):
        value = row[index]
        if value != 0.0:
            for other in range(n_shared):
                product[other] += value * covariance[index, other]
    for spot in range(own.size):
        total = 0.0
        for other in range(spot + 1):
            total += group_inverse[group, spot, other] * own[other]
        noise[spot] = total
        for index in range(n_shared):
            row[index] -= total * half[group, spot, index]
            product[index] -= total * products[group, spot, index]


@woven
def _inner(one: Reals, other: Reals) -> float:
    total = 0.0
    for index in range(one.size):
        total += one[index] * other[index]
    return total


@woven
def _between(
    spot: int,
    group: int,
    group_inverse: Reals,
    noise: Reals,
    alone: Reals,
    moved: Reals,
    row: Reals,
) -> float:
    """Give what an element of the group adds to the variance of a predictor."""
    total = float(alone[spot])
    for index in range(row.size):
        total += 2.0 * moved[spot, index] * row[index]
    for other in range(noise.size):
        total += (group_inverse[group, other, spot] + noise[other]) ** 2
    return total


@woven
def _cell_variances(
    leaf: int,
    group: int,
    within: float,
    group_inverse: Reals,
    noise: Reals,
    row: Reals,
    product: Reals,
    alone: Reals,
    moved: Reals,
    covariance: Reals,
    shared: Indices,
    position: Indices,
    leaf_start: Indices,
    cells: Reals,
) -> None:
    """Write the variances of the predictors of one leaf into `cells`."""
    last, between = -1, 0.0
    for cell in range(leaf_start[leaf], leaf_start[leaf + 1]):
        spot = position[cell]
        if spot != last:
            between = _between(spot, group, group_inverse, noise, alone, moved, row)
            last = spot
        total = within + between
        for column in range(shared.shape[1]):
            one = shared[cell, column]
            total += 2.0 * (product[one] + moved[spot, one]) + covariance[one, one]
            for other in range(column):
                total += 2.0 * covariance[one, shared[cell, other]]
        cells[cell] = total


@compiled_sums
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

    The arrays are those of `Layout` and `Factor`; `products` are the rows of `half`
    times `covariance`, that of the shared effects.
    """
    cells, leaves = np.empty(position.size), np.empty(leaf_start.size - 1)
    size, n_shared = half.shape[1], covariance.shape[0]
    row, product = np.empty(n_shared), np.empty(n_shared)
    own, noise, alone = np.empty(size), np.empty(size), np.empty(size)
    rows, moved = np.empty((size, n_shared)), np.empty((size, n_shared))
    for group in range(group_start.size - 1):
        _group_rows(group, group_inverse, half, products, rows, moved, alone)
        for leaf in range(group_start[group], group_start[group + 1]):
            _own_row(
                leaf, weights, leaf_inverse, shared, position, leaf_start, row, own
            )
            _leaf_row(
                group,
                own,
                group_inverse,
                half,
                products,
                covariance,
                row,
                product,
                noise,
            )
            within = leaf_inverse[leaf] + _inner(row, product)
            leaves[leaf] = within + _inner(noise, noise)
            _cell_variances(
                leaf,
                group,
                within,
                group_inverse,
                noise,
                row,
                product,
                alone,
                moved,
                covariance,
                shared,
                position,
                leaf_start,
                cells,
            )
    return cells, leaves

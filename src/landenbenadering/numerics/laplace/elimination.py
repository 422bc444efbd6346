"""Factorisation of the posterior precision by nested Schur complements.

Leaves are eliminated first (diagonal), then groups (small blocks), so that a
dense matrix remains only for the shared effects.
"""

from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.laplace import sweeps
from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.model import Field, Layout
from landenbenadering.numerics.laplace.priors import Precisions
from landenbenadering.numerics.laplace.variances import variances


@dataclass(frozen=True, slots=True)
class Factor:
    """A factored posterior precision H.

    Attributes
    ----------
    layout : Layout
    weights : Reals, shape (n_cells,)
        Negative second derivatives of the log-likelihood.
    leaf_inverse : Reals, shape (n_leaves,)
        Variance of each leaf given all else; 0 where leaves have no effect.
    group_inverse : Reals, shape (n_groups, size, size)
        Inverse of the lower Cholesky factor of each group given the shared.
    half : Reals, shape (n_groups, size, n_shared)
        `group_inverse` times the curvature between group and shared effects.
    core_inverse : Reals, shape (n_shared, n_shared)
        Inverse of the lower Cholesky factor of the shared effects' precision.
    log_determinant : float
        Of H.
    """

    layout: Layout
    weights: Reals
    leaf_inverse: Reals
    group_inverse: Reals
    half: Reals
    core_inverse: Reals
    log_determinant: float

    def solve(self, cells: Reals, prior: Field) -> Field:
        """Solve H x = A' cells + prior, A the map from effects to predictors."""
        layout = self.layout
        leaf = sweeps.leaf_sums(cells, layout.leaf_start) + prior.leaf
        shared, group = prior.shared.copy(), prior.group.copy()
        sweeps.scatter(
            cells,
            self.leaf_inverse,
            self.weights,
            leaf,
            layout.shared,
            layout.position,
            layout.leaf_start,
            layout.group_start,
            shared,
            group,
        )
        noise = np.einsum("gab,gb->ga", self.group_inverse, group)
        shared -= np.einsum("gas,ga->s", self.half, noise)
        solved = self.core_inverse.T @ (self.core_inverse @ shared)
        noise -= self.half @ solved
        inner = np.einsum("gba,gb->ga", self.group_inverse, noise)
        partial = Field(solved, inner, np.zeros(layout.n_leaves))
        taken = self.weights * predictors(layout, partial)
        leaf = self.leaf_inverse * (leaf - sweeps.leaf_sums(taken, layout.leaf_start))
        return Field(solved, inner, leaf)


def predictors(layout: Layout, field: Field) -> Reals:
    """Add up the effects that each cell sees."""
    return sweeps.gather(
        field.shared,
        field.group,
        field.leaf,
        layout.shared,
        layout.position,
        layout.leaf_start,
        layout.group_start,
    )


def factor(layout: Layout, weights: Reals, prior: Precisions) -> Factor:
    """Factor prior precision plus `weights` on the cells.

    Raises
    ------
    numpy.linalg.LinAlgError
        The sum is not positive definite.
    """
    leaf_precision = sweeps.leaf_sums(weights, layout.leaf_start) + prior.leaf
    inverse = 1.0 / leaf_precision
    own = np.repeat(prior.group[None], layout.n_groups, axis=0)
    cross = np.zeros((layout.n_groups, layout.group_size, layout.n_shared))
    core = np.zeros_like(prior.shared)
    sweeps.information(
        weights,
        inverse,
        layout.shared,
        layout.position,
        layout.leaf_start,
        layout.group_start,
        own,
        cross,
        core,
    )
    core += prior.shared
    lower = np.linalg.cholesky(own)
    group_inverse = np.linalg.inv(lower)
    half = group_inverse @ cross
    flat_half = half.reshape(layout.n_groups * layout.group_size, layout.n_shared)
    core_lower = np.linalg.cholesky(core - flat_half.T @ flat_half)
    total = 2.0 * (
        float(np.sum(np.log(np.diagonal(lower, axis1=1, axis2=2))))
        + float(np.sum(np.log(np.diagonal(core_lower))))
    )
    if np.isfinite(prior.leaf):
        total += float(np.sum(np.log(leaf_precision)))
    return Factor(
        layout=layout,
        weights=weights,
        leaf_inverse=inverse,
        group_inverse=group_inverse,
        half=half,
        core_inverse=np.linalg.inv(core_lower),
        log_determinant=total,
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """Parts of the posterior covariance.

    Attributes
    ----------
    cells : Reals, shape (n_cells,)
        Variance of each predictor.
    leaves : Reals, shape (n_leaves,)
        Variance of each leaf.
    groups : Reals, shape (n_groups, size, size)
        Covariance of each group.
    shared : Reals, shape (n_shared, n_shared)
        Covariance of the shared effects.
    """

    cells: Reals
    leaves: Reals
    groups: Reals
    shared: Reals


def spread(given: Factor) -> Spread:
    """Compute the variances that marginals and gradients need, exactly."""
    layout = given.layout
    covariance = given.core_inverse.T @ given.core_inverse
    n_rows = layout.n_groups * layout.group_size
    flat = given.half.reshape(n_rows, layout.n_shared)
    products = (flat @ covariance).reshape(given.half.shape)
    cells, leaves = variances(
        given.weights,
        given.leaf_inverse,
        given.group_inverse,
        given.half,
        products,
        covariance,
        layout.shared,
        layout.position,
        layout.leaf_start,
        layout.group_start,
    )
    return Spread(cells, leaves, _group_covariances(given, products), covariance)


def _group_covariances(given: Factor, products: Reals) -> Reals:
    """Add to each group's own covariance what it has from the shared effects."""
    shared = products @ given.half.transpose(0, 2, 1)
    inner = np.eye(given.layout.group_size) + shared
    return given.group_inverse.transpose(0, 2, 1) @ inner @ given.group_inverse

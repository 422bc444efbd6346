"""What a fit says: moments of predictors and draws of all effects together."""

from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.laplace.arrays import Indices, Reals
from landenbenadering.numerics.laplace.fit import Fit, OuterPoint
from landenbenadering.numerics.laplace.model import Field
from landenbenadering.numerics.laplace.sweeps import leaf_coefficients


@dataclass(frozen=True, slots=True)
class Moments:
    """Mean and standard deviation of quantities under the posterior."""

    mean: Reals
    sd: Reals


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws from the joint posterior; the first axis counts them.

    Attributes
    ----------
    shared : Reals, shape (n_draws, n_shared)
    group : Reals, shape (n_draws, n_groups, group_size)
    leaf : Reals, shape (n_draws, n_leaves)
    outer : Reals, shape (n_draws, n_outer)
        Log standard deviations and parameters.
    """

    shared: Reals
    group: Reals
    leaf: Reals
    outer: Reals

    def predictors(
        self, *, shared: Indices, group: Indices, position: Indices, leaf: Indices
    ) -> Reals:
        """Give the predictors of any cells, fitted or not.

        Parameters
        ----------
        shared : Indices, shape (n_cells, n_shared_per_cell)
        group, position, leaf : Indices, shape (n_cells,)
        """
        total = self.group[:, group, position] + self.leaf[:, leaf]
        for column in shared.T:
            total += self.shared[:, column]
        return total


def predictor_moments(fit: Fit) -> Moments:
    """Average the predictors of the fitted cells over the outer points.

    At each outer point the predictor is normal, its mean corrected for the
    skewness of the posterior.
    """
    means = np.array([p.marginal.mode.eta + p.marginal.shift for p in fit.points])
    variances = np.array([p.marginal.spread.cells for p in fit.points])
    return _mix(fit.weights, means, variances)


def outer_moments(fit: Fit) -> Moments:
    """Give the moments of log standard deviations and parameters."""
    if len(fit.points) == 1:
        return Moments(fit.centre.place, np.sqrt(np.diag(fit.covariance)))
    places = np.array([point.place for point in fit.points])
    return _mix(fit.weights, places, np.zeros_like(places))


def _mix(weights: Reals, means: Reals, variances: Reals) -> Moments:
    mean = weights @ means
    return Moments(mean, np.sqrt(weights @ (variances + (means - mean) ** 2)))


def corrected(point: OuterPoint) -> Field:
    """Give the posterior mean of the effects at one outer point."""
    return point.marginal.mode.field.plus(point.marginal.correction)


def draw(fit: Fit, *, n_draws: int, generator: np.random.Generator) -> Draws:
    """Draw all effects together.

    An outer point is drawn by its weight, then the effects from their normal
    approximation there, around the corrected mean.

    Parameters
    ----------
    fit : Fit
    n_draws : int
    generator : numpy.random.Generator
    """
    counts = generator.multinomial(n_draws, fit.weights)
    parts = [
        _draw_at(point, int(count), generator)
        for point, count in zip(fit.points, counts, strict=True)
        if count
    ]
    order = generator.permutation(n_draws)
    return Draws(
        shared=np.concatenate([part.shared for part in parts])[order],
        group=np.concatenate([part.group for part in parts])[order],
        leaf=np.concatenate([part.leaf for part in parts])[order],
        outer=np.concatenate([part.outer for part in parts])[order],
    )


def _draw_at(point: OuterPoint, n_draws: int, generator: np.random.Generator) -> Draws:
    factor, mean = point.marginal.mode.factor, corrected(point)
    layout = factor.layout
    size = (n_draws, layout.n_groups, layout.group_size)
    shared = generator.standard_normal((n_draws, layout.n_shared)) @ factor.core_inverse
    noise = generator.standard_normal(size)
    half = factor.half.reshape(size[1] * size[2], layout.n_shared)
    noise -= (shared @ half.T).reshape(size)
    group = np.matmul(noise[:, :, None, :], factor.group_inverse[None])[:, :, 0, :]
    on_shared, on_group = leaf_coefficients(
        factor.weights,
        factor.leaf_inverse,
        layout.shared,
        layout.position,
        layout.leaf_start,
        layout.n_shared,
        layout.group_size,
    )
    of_leaf = np.repeat(np.arange(layout.n_groups), np.diff(layout.group_start))
    leaf = generator.standard_normal((n_draws, layout.n_leaves))
    leaf = leaf * np.sqrt(factor.leaf_inverse) + shared @ on_shared.T
    for spot in range(layout.group_size):
        leaf += group[:, of_leaf, spot] * on_group[:, spot]
    return Draws(
        shared=shared + mean.shared,
        group=group + mean.group,
        leaf=leaf + mean.leaf,
        outer=np.repeat(point.place[None], n_draws, axis=0),
    )

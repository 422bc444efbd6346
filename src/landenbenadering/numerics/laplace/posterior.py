"""What a fit says: moments of predictors and draws of all effects together."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from landenbenadering.numerics.laplace.arrays import Indices, Reals
from landenbenadering.numerics.laplace.fit import Fit
from landenbenadering.numerics.laplace.model import Field
from landenbenadering.numerics.laplace.outer import OuterPoint
from landenbenadering.numerics.laplace.sweeps import leaf_shifts
from landenbenadering.numerics.threads import one_thread


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
    first = fit.centre.marginal
    middle = first.mode.eta + first.shift
    mean, square = np.zeros_like(middle), np.zeros_like(middle)
    for weight, point in zip(fit.weights, fit.points, strict=True):
        there = point.marginal
        apart = there.mode.eta + there.shift
        apart -= middle
        mean += weight * apart
        apart *= apart
        apart += there.spread.cells
        apart *= weight
        square += apart
    return Moments(middle + mean, np.sqrt(square - mean**2))


def outer_moments(fit: Fit) -> Moments:
    """Give the moments of log standard deviations and parameters."""
    if len(fit.points) == 1:
        return Moments(fit.centre.place, np.sqrt(np.diag(fit.covariance)))
    places = np.array([point.place for point in fit.points])
    mean = fit.weights @ places
    return Moments(mean, np.sqrt(fit.weights @ (places - mean) ** 2))


def corrected(point: OuterPoint) -> Field:
    """Give the posterior mean of the effects at one outer point."""
    return point.marginal.mode.field.plus(point.marginal.correction)


@one_thread()
def draw(fit: Fit, *, n_draws: int, generator: np.random.Generator) -> Draws:
    """Draw all effects together.

    An outer point is drawn by its weight, then the effects from their normal
    approximation there, around the corrected mean. Each source of noise takes every
    quantile of its distribution once, in an order of its own (a Latin hypercube), so
    that intervals depend less on chance than with independent draws.

    Parameters
    ----------
    fit : Fit
    n_draws : int
        At least 2.
    generator : numpy.random.Generator

    References
    ----------
    Stein (1987), Technometrics 29:143-151 (what a Latin hypercube gains).
    """
    layout = fit.structure.layout
    size = (n_draws, layout.n_groups, layout.group_size)
    ranks = (generator.permutation(n_draws) + 0.5) / n_draws
    chosen = np.searchsorted(np.cumsum(fit.weights), ranks)
    shared, group, leaf = (
        _noise(n_draws, width, generator)
        for width in (layout.n_shared, size[1] * size[2], layout.n_leaves)
    )
    group = group.reshape(size)
    outer = np.empty((n_draws, fit.centre.place.size))
    # The noise of a draw does not depend on its point: nearly equal fits have
    # nearly equal draws.
    for number, point in enumerate(fit.points):
        rows = np.flatnonzero(np.minimum(chosen, len(fit.points) - 1) == number)
        if rows.size:
            noise = Field(shared[rows], group[rows], leaf[rows])
            moved = _draws_at(point, noise)
            shared[rows], group[rows] = moved.shared, moved.group
            leaf[rows], outer[rows] = moved.leaf, point.place
    return Draws(shared=shared, group=group, leaf=leaf, outer=outer)


def _noise(n_draws: int, width: int, generator: np.random.Generator) -> Reals:
    """Give standard normal columns that each hold the same values, shuffled apart."""
    normal = NormalDist()
    values = np.array([normal.inv_cdf((i + 0.5) / n_draws) for i in range(n_draws)])
    values /= np.sqrt(np.mean(values**2))
    rows = np.repeat(values[None], width, axis=0)
    return np.ascontiguousarray(generator.permuted(rows, axis=1, out=rows).T)


def _draws_at(point: OuterPoint, noise: Field) -> Field:
    """Turn standard normal noise, one draw a row, into draws at one outer point."""
    factor, mean = point.marginal.mode.factor, corrected(point)
    layout = factor.layout
    shared = noise.shared @ factor.core_inverse
    n_rows = layout.n_groups * layout.group_size
    half = factor.half.reshape(n_rows, layout.n_shared)
    own = noise.group - (shared @ half.T).reshape(noise.group.shape)
    group = np.einsum("dga,gab->dgb", own, factor.group_inverse)
    leaf = noise.leaf * np.sqrt(factor.leaf_inverse) + leaf_shifts(
        factor.weights,
        factor.leaf_inverse,
        shared,
        group,
        layout.shared,
        layout.position,
        layout.leaf_start,
        layout.group_start,
    )
    return Field(shared + mean.shared, group + mean.group, leaf + mean.leaf)

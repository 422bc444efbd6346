"""Points and weights to integrate over a few outer parameters."""

from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.laplace.arrays import Reals

STRETCH = 1.1
# Columns of the two-level design that are products of earlier ones, so that
# all main effects stay orthogonal to each other and to pairs.
GENERATORS = {
    4: ((0, 1, 2),),
    5: ((0, 1, 2, 3),),
    6: ((0, 1, 2), (1, 2, 3)),
    7: ((0, 1, 2), (1, 2, 3), (0, 2, 3)),
    8: ((0, 1, 2), (1, 2, 3), (0, 2, 3), (0, 1, 3)),
}


@dataclass(frozen=True, slots=True)
class Composite:
    """A central composite design for a standard normal vector.

    Attributes
    ----------
    points : Reals, shape (n_points, n_dimensions)
        The centre first.
    weights : Reals, shape (n_points,)
        Area that each point stands for, relative to the centre: the integral of
        a function times the standard normal density is the average of the
        function with weights times density.
    """

    points: Reals
    weights: Reals


def composite(n_dimensions: int) -> Composite:
    """Lay points on a sphere around 0: corners of a cube and points on the axes.

    The weights make the integral of 1 and of every square exact under the
    normal density, as in the reference.

    Parameters
    ----------
    n_dimensions : int
        1 to 8.

    References
    ----------
    Rue, Martino and Chopin (2009), JRSS B 71:319-392, section 6.5.
    """
    radius = STRETCH * np.sqrt(n_dimensions)
    axes = np.concatenate([np.eye(n_dimensions), -np.eye(n_dimensions)])
    outer = [radius * axes]
    if n_dimensions > 1:
        outer.append(STRETCH * _corners(n_dimensions))
    points = np.concatenate([np.zeros((1, n_dimensions)), *outer])
    weights = np.ones(points.shape[0])
    weights[1:] = np.exp(0.5 * radius**2) / ((points.shape[0] - 1) * (STRETCH**2 - 1.0))
    return Composite(points, weights)


def _corners(n_dimensions: int) -> Reals:
    generators = GENERATORS.get(n_dimensions, ())
    n_free = n_dimensions - len(generators)
    free = np.array(np.meshgrid(*[(-1.0, 1.0)] * n_free)).reshape(n_free, -1).T
    products = [np.prod(free[:, columns], axis=1) for columns in generators]
    return np.column_stack([free, *products])

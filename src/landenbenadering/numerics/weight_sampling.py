"""Weights drawn evenly from a polytope that is given by its corners."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.spatial import Delaunay  # type: ignore[import-untyped]  # it ships no types

Floats = npt.NDArray[np.float64]

FLAT = 1e-9


def sample_weights(corners: Floats, *, draws: int, rng: np.random.Generator) -> Floats:
    """Draw independent weights, evenly over the hull of the corners.

    The hull is cut into simplices; each is chosen by its volume, and a point in it by
    even barycentric coordinates. So draws are independent, and their errors those of
    plain sampling.

    Parameters
    ----------
    corners : Floats, shape (n_corners, n_criteria)
        At least one; they may lie in a plane, on a line, or be one point.
    draws : int
        How many.
    rng : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    Floats, shape (draws, n_criteria)
    """
    centre = corners.mean(axis=0)
    _, sizes, axes = np.linalg.svd(corners - centre, full_matrices=False)
    axes = axes[sizes > FLAT]
    flat = (corners - centre) @ axes.T
    simplices = _simplices(flat)
    volumes = np.array(
        [abs(np.linalg.det(flat[s[1:]] - flat[s[0]])) for s in simplices]
    )
    chosen = rng.choice(len(simplices), size=draws, p=volumes / volumes.sum())
    inside = rng.dirichlet(np.ones(axes.shape[0] + 1), size=draws)
    return np.asarray(
        np.einsum("ds,dsk->dk", inside, corners[simplices[chosen]]), dtype=np.float64
    )


def _simplices(flat: Floats) -> npt.NDArray[np.int64]:
    """Cut the hull of points into simplices, as rows of places of points."""
    dimensions = flat.shape[1]
    if dimensions == 0:
        return np.zeros((1, 1), dtype=np.int64)
    if dimensions == 1:
        order = np.argsort(flat[:, 0])
        return np.array(list(pairwise(order.tolist())), dtype=np.int64)
    if len(flat) == dimensions + 1:
        return np.arange(len(flat))[None, :]
    return np.asarray(Delaunay(flat).simplices, dtype=np.int64)

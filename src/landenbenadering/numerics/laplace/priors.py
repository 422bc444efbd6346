"""Gaussian priors of the effects and their derivatives."""

from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.model import Block, Field, Structure


@dataclass(frozen=True, slots=True)
class Precisions:
    """Prior precisions at given standard deviations.

    Attributes
    ----------
    shared : Reals, shape (n_shared, n_shared)
    group : Reals, shape (group_size, group_size)
        Of one group.
    leaf : float
        Of one leaf; infinite where leaves have no effect.
    log_determinant : float
        Of the whole prior precision, flat parts left out.
    """

    shared: Reals
    group: Reals
    leaf: float
    log_determinant: float

    def times(self, field: Field) -> Field:
        """Multiply the prior precision with a field."""
        leaf = self.leaf * field.leaf if np.isfinite(self.leaf) else 0.0 * field.leaf
        return Field(self.shared @ field.shared, field.group @ self.group, leaf)


def prior_precisions(structure: Structure, log_sd: Reals) -> Precisions:
    """Compute the prior precisions at the logarithms of standard deviations."""
    shared = np.zeros((structure.layout.n_shared, structure.layout.n_shared))
    total, start = 0.0, 0
    for block in structure.shared:
        precision = block.precision(log_sd)
        end = start + block.repeats * block.size
        places = np.arange(start, end).reshape(block.repeats, block.size)
        shared[places[:, :, None], places[:, None, :]] = precision
        start = end
        total += _log_determinant(block, precision)
    group = structure.group.precision(log_sd)
    total += _log_determinant(structure.group, group)
    leaf = np.inf
    if structure.leaf is not None:
        leaf = float(np.exp(-2.0 * log_sd[structure.leaf]))
        total -= 2.0 * structure.layout.n_leaves * float(log_sd[structure.leaf])
    return Precisions(shared, group, leaf, total)


def _log_determinant(block: Block, precision: Reals) -> float:
    if block.is_flat:
        return 0.0
    return block.repeats * float(np.linalg.slogdet(precision)[1])


@dataclass(frozen=True, slots=True)
class BlockMoments:
    """Sums over the copies of a block that the gradient needs.

    Attributes
    ----------
    outer : Reals, shape (size, size)
        Sum of mode times mode transposed.
    cross : Reals, shape (size, size)
        Sum of correction times mode transposed.
    covariance : Reals, shape (size, size)
        Sum of posterior covariances.
    """

    outer: Reals
    cross: Reals
    covariance: Reals


def deviation_gradient(block: Block, log_sd: Reals, moments: BlockMoments) -> Reals:
    """Differentiate the Laplace log marginal to the block's log deviations.

    With C the covariance, dC/d(log sd_j) = 2 sd_j^2 R_j and dQ = -Q dC Q, the
    terms are -x'dQx/2 + tr(C dQ)/2 - tr(V dQ)/2 - d'dQx, d the mean correction.

    Returns
    -------
    Reals, shape (n_deviations,)
        Zero for deviations that the block does not use.
    """
    gradient = np.zeros_like(log_sd)
    if not block.parameters:
        return gradient
    precision = block.precision(log_sd)
    spread = moments.outer + moments.covariance + 2.0 * moments.cross
    for part, parameter in zip(block.structures, block.parameters, strict=True):
        change = 2.0 * np.exp(2.0 * log_sd[parameter]) * part
        fitted = np.sum((precision @ change @ precision) * spread.T)
        expected = block.repeats * np.sum(precision * change)
        gradient[parameter] += 0.5 * (fitted - expected)
    return gradient

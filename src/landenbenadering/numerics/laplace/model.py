"""A latent Gaussian model with leaves in groups and effects shared by all.

Cell i has the predictor

    eta_i = offset_i + sum_k shared[k(i)] + group[g(i), t(i)] + leaf[l(i)]

Each leaf belongs to one group. Given the shared effects the groups are
independent, and given those the leaves are: the structure that elimination uses.
"""

from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.errors import LayoutError
from landenbenadering.numerics.laplace.arrays import Indices, Reals


@dataclass(frozen=True, slots=True)
class Block:
    """Independent copies of one Gaussian vector with mean 0.

    Attributes
    ----------
    repeats : int
        Number of copies.
    structures : Reals, shape (n_parts, size, size)
        The covariance is the sum of these, each times its squared standard
        deviation; together positive definite. No part at all (shape
        (0, size, size)) is a flat prior.
    parameters : tuple of int
        For each part the index of its standard deviation.
    fixed_sd : float or None
        Of independent elements whose standard deviation is given, without parts.
    """

    repeats: int
    structures: Reals
    parameters: tuple[int, ...]
    fixed_sd: float | None = None

    @property
    def size(self) -> int:
        """Length of one copy."""
        return int(self.structures.shape[1])

    @property
    def is_flat(self) -> bool:
        """Whether there is no prior at all."""
        return not self.parameters and self.fixed_sd is None

    def covariance(self, log_sd: Reals) -> Reals:
        """Give the covariance of one copy."""
        variance = np.exp(2.0 * log_sd[list(self.parameters)])
        total: Reals = np.einsum("j,jab->ab", variance, self.structures)
        return total

    def precision(self, log_sd: Reals) -> Reals:
        """Give the precision of one copy; zero under a flat prior."""
        if self.fixed_sd is not None:
            return np.eye(self.size) / self.fixed_sd**2
        if not self.parameters:
            return np.zeros((self.size, self.size))
        inverse: Reals = np.linalg.inv(self.covariance(log_sd)).astype(np.float64)
        return inverse


def flat(size: int = 1) -> Block:
    """Make effects without a prior, as an intercept."""
    return Block(1, np.zeros((0, size, size)), ())


def normal(sd: float) -> Block:
    """Make one effect with a standard deviation that is given."""
    return Block(1, np.zeros((0, 1, 1)), (), sd)


def independent(repeats: int, parameter: int) -> Block:
    """Make effects that are independent with one standard deviation."""
    return Block(repeats, np.ones((1, 1, 1)), (parameter,))


@dataclass(frozen=True, slots=True)
class Layout:
    """Which effects each cell sees; cells in order of group, then leaf.

    Attributes
    ----------
    shared : Indices, shape (n_cells, n_shared_per_cell)
        Indices into the shared effects.
    position : Indices, shape (n_cells,)
        Which element of its group's vector a cell sees.
    leaf_start : Indices, shape (n_leaves + 1,)
        First cell of each leaf, closed by the number of cells.
    group_start : Indices, shape (n_groups + 1,)
        First leaf of each group, closed by the number of leaves.
    group_size, n_shared : int
        Length of a group's vector; number of shared effects.
    """

    shared: Indices
    position: Indices
    leaf_start: Indices
    group_start: Indices
    group_size: int
    n_shared: int

    def __post_init__(self) -> None:
        """Refuse indices that point outside."""
        n_cells = self.position.size
        if self.shared.shape[0] != n_cells or self.leaf_start[-1] != n_cells:
            raise LayoutError("The arrays do not describe the same cells.")
        if self.group_start[-1] != self.n_leaves:
            raise LayoutError("The last group does not end at the last leaf.")
        if np.any(np.diff(self.leaf_start) < 0) or np.any(
            np.diff(self.group_start) < 0
        ):
            raise LayoutError("A leaf or a group ends before it begins.")
        _require_within(self.shared, self.n_shared, "shared")
        _require_within(self.position, self.group_size, "position")

    @property
    def n_cells(self) -> int:
        """Number of cells."""
        return int(self.position.size)

    @property
    def n_leaves(self) -> int:
        """Number of leaves."""
        return int(self.leaf_start.size - 1)

    @property
    def n_groups(self) -> int:
        """Number of groups."""
        return int(self.group_start.size - 1)


def _require_within(values: Indices, end: int, name: str) -> None:
    if values.size and (values.min() < 0 or values.max() >= end):
        raise LayoutError(f"An index in {name} is outside 0 to {end - 1}.")


@dataclass(frozen=True, slots=True)
class Structure:
    """A layout with the priors of its effects.

    Attributes
    ----------
    layout : Layout
    shared : tuple of Block
        In the order of the shared indices; together `layout.n_shared` long.
    group : Block
        `repeats` is the number of groups.
    leaf : int or None
        Index of the standard deviation of the leaves; `None` if they have no
        effect of their own.
    n_deviations : int
        Number of standard deviations that the blocks and leaves refer to.
    """

    layout: Layout
    shared: tuple[Block, ...]
    group: Block
    leaf: int | None
    n_deviations: int

    def __post_init__(self) -> None:
        """Refuse priors that do not fit the layout."""
        total = sum(block.repeats * block.size for block in self.shared)
        if total != self.layout.n_shared:
            raise LayoutError(
                f"The shared priors cover {total} of {self.layout.n_shared} effects."
            )
        same = self.group.repeats == self.layout.n_groups
        if not same or self.group.size != self.layout.group_size:
            raise LayoutError("The prior of the groups has another shape.")


@dataclass(frozen=True, slots=True)
class Field:
    """Values of all effects.

    Attributes
    ----------
    shared : Reals, shape (n_shared,)
    group : Reals, shape (n_groups, group_size)
    leaf : Reals, shape (n_leaves,)
        Zero where leaves have no effect.
    """

    shared: Reals
    group: Reals
    leaf: Reals

    def plus(self, other: "Field", step: float = 1.0) -> "Field":
        """Give this field moved by `step` times another."""
        return Field(
            self.shared + step * other.shared,
            self.group + step * other.group,
            self.leaf + step * other.leaf,
        )


def zero_field(layout: Layout) -> Field:
    """Give the field in which every effect is 0."""
    return Field(
        np.zeros(layout.n_shared),
        np.zeros((layout.n_groups, layout.group_size)),
        np.zeros(layout.n_leaves),
    )

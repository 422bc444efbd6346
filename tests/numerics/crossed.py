"""Small invented models that the tests of the Laplace approximation share."""

from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.laplace.arrays import Indices, Reals
from landenbenadering.numerics.laplace.likelihoods import (
    BoundedNegativeBinomial,
    Likelihood,
    bounded_binomial,
    rounded,
)
from landenbenadering.numerics.laplace.model import (
    Block,
    Layout,
    Structure,
    flat,
    independent,
)

LOG_SD = np.log([0.7, 0.3, 0.9, 0.4, 0.5])
NO_PARAMETERS = np.zeros(0)
COUNT_PARAMETERS = np.array([1.0, -0.5])


@dataclass(frozen=True)
class Case:
    """A structure with the map from its effects to the predictors."""

    structure: Structure
    design: Reals
    n_cells: int


def crossed_case(seed: int = 1) -> Case:
    """Make 6 groups of 3, leaves, and 4 alike + 3 shared effects with an intercept."""
    generator = np.random.default_rng(seed)
    keep = generator.random((6, 4, 3)) < 0.8
    group, state, year = (part.astype(np.int64) for part in np.nonzero(keep))
    pair = group * 4 + state
    pairs = np.unique(pair)
    leaf_start = np.append(np.searchsorted(pair, pairs), pair.size)
    group_start = np.append(np.searchsorted(pairs // 4, np.arange(6)), pairs.size)
    layout = Layout(
        shared=np.column_stack([np.zeros_like(state), 1 + state, 5 + year]),
        position=year,
        leaf_start=leaf_start,
        group_start=group_start,
        group_size=3,
        n_shared=8,
    )
    parts = np.stack([np.ones((3, 3)), np.eye(3)])
    alike = 0.6 * np.eye(4)[None] + 0.4
    shared = (flat(), Block(1, alike, (0,)), independent(3, 1))
    structure = Structure(layout, shared, Block(6, parts, (2, 3)), 4, 5)
    design = np.zeros((pair.size, 26 + pairs.size))
    rows = np.arange(pair.size)
    for column in layout.shared.T:
        design[rows, column] += 1
    design[rows, 8 + 3 * group + year] = 1
    design[rows, 26 + np.searchsorted(pairs, pair)] = 1
    return Case(structure, design, pair.size)


def to_five(values: Indices) -> Indices:
    """Round to the nearest multiple of 5."""
    return 5 * ((values + 2) // 5)


def binomial(n_cells: int, seed: int = 2) -> Likelihood:
    """Make rounded successes among rounded trials."""
    generator = np.random.default_rng(seed)
    trials = generator.integers(5, 60, n_cells)
    successes = generator.binomial(trials, 0.3)
    return bounded_binomial(
        successes=rounded(to_five(successes), 5), trials=rounded(to_five(trials), 5)
    )


def counts(n_cells: int, seed: int = 3) -> Likelihood:
    """Make rounded overdispersed counts with two exposures at two nodes."""
    generator = np.random.default_rng(seed)
    exposure = generator.integers(5, 60, n_cells).astype(float)
    values = generator.negative_binomial(4, 4 / (4 + 0.4 * exposure))
    return BoundedNegativeBinomial(
        rounded(to_five(values), 5),
        np.column_stack([exposure - 1, exposure + 1]),
        np.column_stack([exposure + 3, exposure + 1]),
    )

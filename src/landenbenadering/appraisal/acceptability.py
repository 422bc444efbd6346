"""How often a package comes out first when weights and scores are drawn by chance.

It adds to what is certain: a package that is seldom first may still be the best.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.appraisal.robust import Solution
from landenbenadering.numerics.weight_sampling import sample_weights

Floats = npt.NDArray[np.float64]

RANKS = 10
MOST_PACKAGES = 5000
BLOCK_VALUES = 2_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Acceptability:
    """Rank acceptability of packages, from draws.

    Attributes
    ----------
    draws : int
    ranks : Floats, shape (n_packages, n_ranks)
        Share of draws in which the package has rank 1, 2, …
    error : Floats, shape (n_packages, n_ranks)
        Monte-Carlo standard error of each share.
    central : Floats, shape (n_packages, n_criteria)
        Mean weights of the draws in which the package is first; `nan` if it never is.
    """

    draws: int
    ranks: Floats
    error: Floats
    central: Floats


def acceptability(
    solution: Solution, *, draws: int, rng: np.random.Generator
) -> Acceptability | None:
    """Draw weights and scores evenly within their bounds, and rank the packages.

    `None` when there is no package, or more than 5,000. Of packages with equal values
    below the last rank that is counted, any may get it.

    References
    ----------
    R. Lahdelma and P. Salminen (2001), SMAA-2, Operations Research 49(3), 444-454.
    """
    count = len(solution.chosen)
    if not 0 < count <= MOST_PACKAGES:
        return None
    lower, upper = scores(solution)
    corners = np.array([[float(w) for w in corner] for corner in solution.corners])
    depth = min(RANKS, count)
    tally = np.zeros((count, depth))
    sums = np.zeros((count, corners.shape[1]))
    held = solution.chosen.astype(np.float64)
    step = max(1, BLOCK_VALUES // count)
    for start in range(0, draws, step):
        size = min(step, draws - start)
        weights = sample_weights(corners, draws=size, rng=rng)
        drawn = rng.uniform(lower, upper, size=(size, *lower.shape))
        values = np.einsum("dk,dik->di", weights, drawn) @ held.T
        order = _best_first(values, depth)
        for rank in range(depth):
            tally[:, rank] += np.bincount(order[:, rank], minlength=count)
        np.add.at(sums, order[:, 0], weights)
    shares = tally / draws
    with np.errstate(invalid="ignore"):
        central = sums / np.where(tally[:, :1] > 0, tally[:, :1], np.nan)
    error = np.sqrt(shares * (1 - shares) / draws)
    return Acceptability(draws, shares, error, central)


def _best_first(values: Floats, depth: int) -> npt.NDArray[np.int64]:
    """Give the places of the highest values of each row, in falling order."""
    rows = np.arange(len(values))[:, None]
    best = np.argpartition(-values, depth - 1, axis=1)[:, :depth]
    best.sort(axis=1)
    ranked = np.argsort(-values[rows, best], axis=1, kind="stable")
    return np.asarray(best[rows, ranked], dtype=np.int64)


def scores(solution: Solution) -> tuple[Floats, Floats]:
    """Give the bounds of the scores in swings, two of shape (n_columns, n_criteria)."""
    problem = solution.problem
    parts = [i.scores for i in problem.instruments]
    parts += [s.scores for s in problem.synergies]
    swings = np.array([float(problem.swings.get(c, 1)) for c in problem.criteria])
    ends = np.array(
        [
            [(part[c].value.lower, part[c].value.upper) for c in problem.criteria]
            for part in parts
        ]
    )
    return ends[:, :, 0] / swings, ends[:, :, 1] / swings

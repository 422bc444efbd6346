"""Packages held against each other, two by two, in exact whole numbers.

Totals stay below 2^41, so that products of matrices of doubles are exact.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.interval_packages import IntervalProblem

Int64s = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BLOCK = 256


def value_bounds(problem: IntervalProblem, packages: Flags) -> tuple[Int64s, Int64s]:
    """Bound the value of each package, two arrays of shape (n_packages, n_weightings).

    `packages` has shape (n_packages, n_items).
    """
    held = packages.astype(np.int64)
    return held @ problem.lower.T, held @ problem.upper.T


def least_differences(
    problem: IntervalProblem, first: Flags, second: Flags
) -> Iterator[tuple[int, Floats]]:
    """Bound from below how much each first package is worth over each second.

    What both hold counts the same in both and drops out. The greatest difference is
    minus the least one with the sides changed.

    Yields
    ------
    tuple of int and Floats
        A weighting and the differences under it, shape (n_first, n_second), whole
        numbers.
    """
    p, q = first.astype(np.float64), second.astype(np.float64)
    for w in range(len(problem.lower)):
        lower = problem.lower[w].astype(np.float64)
        spread = problem.upper[w] - problem.lower[w]
        shared = (p * spread) @ q.T
        yield w, (p @ lower)[:, None] - (q @ (lower + spread))[None, :] + shared


def dominates(problem: IntervalProblem, first: Flags, second: Flags) -> Flags:
    """Say of each first package whether it dominates each second one.

    Returns
    -------
    Flags, shape (n_first, n_second)
    """
    never_lower = np.ones((len(first), len(second)), dtype=np.bool_)
    higher = np.zeros_like(never_lower)
    for _, least in least_differences(problem, first, second):
        never_lower &= least >= 0
    for _, least in least_differences(problem, second, first):
        higher |= least.T < 0
    return never_lower & higher


def undominated(problem: IntervalProblem, packages: Flags) -> Flags:
    """Say of each package whether no other in the list dominates it.

    Returns
    -------
    Flags, shape (n_packages,)
    """
    free = np.ones(len(packages), dtype=np.bool_)
    for start in range(0, len(packages), BLOCK):
        block = packages[start : start + BLOCK]
        free[start : start + BLOCK] = ~dominates(problem, packages, block).any(axis=0)
    return free


def greatest_regrets(
    problem: IntervalProblem, packages: Flags, rivals: Flags
) -> tuple[Floats, Int64s]:
    """Bound what choosing each package can cost against the best of the rivals.

    Returns
    -------
    tuple of Floats and Int64s, shapes (n_weightings, n_packages)
        The greatest difference under each weighting, at least 0, and the rival.
    """
    shape = len(problem.lower), len(packages)
    most, rival = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    for start in range(0, len(packages), BLOCK):
        block = slice(start, start + BLOCK)
        for w, least in least_differences(problem, packages[block], rivals):
            rival[w, block] = least.argmin(axis=1)
            most[w, block] = np.maximum(0, -least.min(axis=1))
    return most, rival

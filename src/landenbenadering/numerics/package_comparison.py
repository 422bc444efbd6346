"""Packages held against each other, two by two, in exact whole numbers.

Differences of totals stay below 2^53, so that products of matrices of doubles are
exact.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled
from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.interval_problem import IntervalProblem, Proceed

Int64s = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BLOCK = 256
SIFTED_AT_ONCE = 1024


def value_bounds(problem: IntervalProblem, packages: Flags) -> tuple[Int64s, Int64s]:
    """Bound the value of each package, two arrays of shape (n_packages, n_weightings).

    `packages` has shape (n_packages, n_items).
    """
    held = packages.astype(np.float64)
    both = np.concatenate([problem.lower, problem.upper]).astype(np.float64)
    low, high = np.split((held @ both.T).astype(np.int64), 2, axis=1)
    return low, high


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


def undominated(
    problem: IntervalProblem, packages: Flags, *, proceed: Proceed | None = None
) -> Flags:
    """Say of each package whether no other in the list dominates it.

    Parameters
    ----------
    packages : Flags, shape (n_packages, n_items)
    proceed : callable or None
        Asked now and then.

    Returns
    -------
    Flags, shape (n_packages,)

    Raises
    ------
    NumericsError
        NUM206 when `proceed` said false.
    """
    low, high = value_bounds(problem, packages)
    # What dominates a package comes before it in this order.
    order = np.argsort(-(low + high).sum(axis=1), kind="stable")
    bounds = np.hstack([low, high])[order]
    chosen, spread = packages[order], problem.upper - problem.lower
    kept, count = np.empty(len(order), dtype=np.int64), 0
    for start in range(0, len(order), SIFTED_AT_ONCE):
        if proceed is not None and not proceed():
            raise stopped(f"with {start} of {len(order)} packages compared")
        stop = min(start + SIFTED_AT_ONCE, len(order))
        count = _sift(chosen, bounds, spread, kept, count, start, stop)
    free = np.zeros(len(order), dtype=np.bool_)
    free[order[kept[:count]]] = True
    return free


def beaten(problem: IntervalProblem, packages: Flags, rivals: Flags) -> Flags:
    """Say of each package whether one of the rivals dominates it.

    Returns
    -------
    Flags, shape (n_packages,)
    """
    ours, theirs = (np.hstack(value_bounds(problem, p)) for p in (packages, rivals))
    spread = problem.upper - problem.lower
    answer = np.zeros(len(packages), dtype=np.bool_)
    order = np.argsort(-theirs.sum(axis=1), kind="stable")
    _hold(packages, ours, rivals, theirs, spread, order, answer)
    return answer


def stopped(where: str) -> NumericsError:
    """Refuse to answer from a search that was stopped."""
    return NumericsError(
        "NUM206",
        problem=f"The search was stopped {where}.",
        remedy="Give it more time, or narrow bounds and preferences.",
    )


@compiled
def _sift(
    chosen: Flags,
    bounds: Int64s,
    spread: Int64s,
    kept: Int64s,
    count: int,
    start: int,
    stop: int,
) -> int:
    for i in range(start, stop):
        for place in range(count):
            j = kept[place]
            if _beats(bounds[j], bounds[i], chosen[j], chosen[i], spread):
                # Looked at sooner from now on: what beat one often beats the next.
                kept[place], kept[place // 2] = kept[place // 2], kept[place]
                break
        else:
            kept[count] = i
            count += 1
    return count


@compiled
def _hold(
    packages: Flags,
    ours: Int64s,
    rivals: Flags,
    theirs: Int64s,
    spread: Int64s,
    order: Int64s,
    beaten: Flags,
) -> None:
    for i in range(len(packages)):
        for place in range(len(order)):
            j = order[place]
            if _beats(theirs[j], ours[i], rivals[j], packages[i], spread):
                order[place], order[place // 2] = order[place // 2], order[place]
                beaten[i] = True
                break


@compiled
def _beats(p: Int64s, q: Int64s, in_p: Flags, in_q: Flags, spread: Int64s) -> bool:
    """Say whether p is at least q for all values, and higher for some.

    With D the spread of what both hold, the least difference is low(p) − up(q) + D
    and the largest up(p) − low(q) − D.
    """
    weightings, items = spread.shape
    for k in range(2 * weightings):
        if p[k] < q[k]:
            return False
    higher = False
    for w in range(weightings):
        least = p[w] - q[weightings + w]
        most = p[weightings + w] - q[w]
        for item in range(items):
            if in_p[item] and in_q[item]:
                least += spread[w, item]
                most -= spread[w, item]
        if least < 0:
            return False
        higher = higher or most > 0
    return higher


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

"""Packages that no other beats, whatever the true values within their bounds."""

from functools import partial
from threading import Event

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.choice_groups import ChoiceGroups, choice_groups
from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.interval_problem import IntervalProblem, Proceed
from landenbenadering.numerics.interval_tree import ChoiceTree, choice_tree, rivals
from landenbenadering.numerics.interval_walk import (
    Part,
    begin,
    go_on,
    share_walked,
)
from landenbenadering.numerics.known_packages import known_packages
from landenbenadering.numerics.package_comparison import stopped, undominated
from landenbenadering.numerics.packages import PackageProblem, efficient_packages
from landenbenadering.numerics.surrogate_bounds import relaxation_prices
from landenbenadering.numerics.threads import side_by_side

Int64s = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# With exact values and so few weightings the search by totals is quicker.
FEW_WEIGHTINGS = 3
NODES_AT_ONCE = 20_000
FOUND_AT_ONCE = 4096
PARTS = 4

# Refusals that mean: not in the time or room there was.
STOPPED = frozenset({"NUM205", "NUM206"})


def nondominated_packages(
    problem: IntervalProblem,
    *,
    most_packages: int = 1_000_000,
    proceed: Proceed | None = None,
) -> Flags:
    """Find every package that no other package dominates.

    One package dominates another if its value is at least as high for all values
    within the bounds under every weighting, and higher for some.

    Parameters
    ----------
    most_packages : int
        Packages that may stay open until the last comparison, which bounds the
        memory.
    proceed : callable or None
        Asked on the way; the search ends when it says false. What is found until
        then may still be dominated by what is not, so nothing is kept.

    Returns
    -------
    Flags, shape (n_packages, n_items)
        In rising lexicographic order; without rows if nothing keeps the limits.

    Raises
    ------
    NumericsError
        NUM205 when more than `most_packages` stay open, NUM206 when it was stopped.

    Notes
    -----
    Good packages come first. Then a tree of choices is walked, and a partial package
    is left as soon as one of those is at least as good as all that can come of it.
    What remains of the whole packages is compared two by two.

    References
    ----------
    J. Liesiö, P. Mild and A. Salo (2007), European Journal of Operational Research
    181(3), 1488-1505, definition 2 and theorem 1; (2008) 190(3), 679-695.
    """
    exact = np.array_equal(problem.lower, problem.upper)
    if exact and len(problem.lower) <= FEW_WEIGHTINGS:
        totals = PackageProblem(problem.lower, problem.usage, problem.limits)
        packages = efficient_packages(totals).packages
    else:
        packages = _search(problem, most_packages, proceed or (lambda: True))
    return packages[np.lexsort(packages.T[::-1])]


def _search(problem: IntervalProblem, most: int, proceed: Proceed) -> Flags:
    groups = choice_groups(problem.usage, problem.limits)
    if any(len(choices) == 0 for choices in groups.choices):
        return np.zeros((0, problem.lower.shape[1]), dtype=np.bool_)
    prices = relaxation_prices(
        worth=problem.upper.astype(np.float64),
        usage=problem.usage,
        limits=problem.limits,
    )
    tree = choice_tree(
        groups,
        problem.usage,
        problem.limits,
        prices=prices,
        clearness=_clearness(problem, groups, prices),
    )
    known = known_packages(problem, tree, proceed=proceed)
    if len(known) == 0 and proceed():
        return known
    open_ones = _walk(problem, tree, known, most, proceed)
    return open_ones[undominated(problem, open_ones, proceed=proceed)]


def _clearness(
    problem: IntervalProblem, groups: ChoiceGroups, prices: Floats
) -> Floats:
    """Say by how much the best choice of each group exceeds its second best.

    What is clear comes first: there a wrong choice is left at once.
    """
    net = problem.upper - prices @ problem.usage
    net /= np.maximum(problem.upper.max(axis=1, keepdims=True), 1)
    clearness = np.zeros(len(groups.items))
    for group, (items, choices) in enumerate(
        zip(groups.items, groups.choices, strict=True)
    ):
        if len(choices) > 1:
            best = np.sort(net[:, items] @ choices.T, axis=1)
            clearness[group] = (best[:, -1] - best[:, -2]).sum()
    return clearness


def _walk(
    problem: IntervalProblem,
    tree: ChoiceTree,
    known: Flags,
    most: int,
    proceed: Proceed,
) -> Flags:
    """Give every whole package that no known one dominates.

    The parts of the tree are walked side by side; the first that fails, or an
    interruption, ends the others.
    """
    held = rivals(tree, known, problem.lower, problem.upper)
    counts, ended = [0] * PARTS, Event()

    def walked(part: Part) -> Flags:
        walk = begin(tree, held, most=FOUND_AT_ONCE)
        found, finished = [known[:0]], False
        while not finished and not ended.is_set():
            finished = go_on(tree, held, walk, nodes=NODES_AT_ONCE, part=part)
            fresh = walk.take_found()
            if len(fresh):
                found.append(tree.packages(fresh))
                counts[part.number] += len(fresh)
            if sum(counts) > most:
                raise NumericsError(
                    "NUM205",
                    problem=f"More than {most} packages stay open.",
                    remedy="Narrow the bounds, state more preferences, or add limits.",
                )
            if not finished and not proceed():
                share = share_walked(tree, walk)
                raise stopped(f"with about {share:.0%} of the tree walked")
        return np.concatenate(found)

    parts = [partial(walked, Part(number, PARTS)) for number in range(PARTS)]
    return np.concatenate(list(side_by_side(parts, ended=ended)))

"""Packages that no other beats, whatever the true values within their bounds."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics import package_states
from landenbenadering.numerics.compiled import compiled
from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.packages import PackageProblem, efficient_packages

Int64s = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

WINDOW = 200

Proceed = Callable[[], bool]

# Refusals that mean: not in the time or room there was.
STOPPED = frozenset({"NUM205", "NUM206"})


@dataclass(frozen=True, slots=True, eq=False)
class IntervalProblem:
    """Choose items whose values are known within bounds.

    Attributes
    ----------
    lower, upper : Int64s, shape (n_weightings, n_items)
        Bounds on the value of each item under each weighting.
    usage : Int64s, shape (n_limits, n_items)
    limits : Int64s, shape (n_limits,)
        As in `PackageProblem`.

    Raises
    ------
    NumericsError
        NUM201 when the shapes do not fit, NUM204 when a lower bound is above its
        upper bound.
    """

    lower: Int64s
    upper: Int64s
    usage: Int64s
    limits: Int64s

    def __post_init__(self) -> None:
        """Refuse bounds in the wrong order and shapes that do not fit."""
        PackageProblem(self.lower, self.usage, self.limits)
        PackageProblem(self.upper, self.usage, self.limits)
        if self.lower.shape != self.upper.shape or (self.lower > self.upper).any():
            raise NumericsError(
                "NUM204",
                problem="A lower bound is above its upper bound.",
                remedy="Give bounds in order, one pair per item and weighting.",
            )


def nondominated_packages(
    problem: IntervalProblem,
    *,
    most_states: int = 1_000_000,
    proceed: Proceed | None = None,
) -> Flags:
    """Find every package that no other package dominates.

    One package dominates another if its value is at least as high for all values
    within the bounds under every weighting, and higher for some.

    Parameters
    ----------
    proceed : callable or None
        Asked after every item; the search ends when it says false. What is found
        until then proves nothing on whole packages, so nothing is kept.

    Returns
    -------
    Flags, shape (n_packages, n_items)
        In rising lexicographic order; without rows if nothing keeps the limits.

    Raises
    ------
    NumericsError
        NUM205 when more than `most_states` partial packages are open at once,
        NUM206 when it was stopped.

    References
    ----------
    J. Liesiö, P. Mild and A. Salo (2007), European Journal of Operational Research
    181(3), 1488-1505, definition 2 and theorem 1; (2008) 190(3), 679-695.
    """
    if np.array_equal(problem.lower, problem.upper):
        exact = PackageProblem(problem.lower, problem.usage, problem.limits)
        packages = efficient_packages(exact).packages
    else:
        packages = _search(problem, most_states, proceed or (lambda: True))
    return packages[np.lexsort(packages.T[::-1])]


def _search(problem: IntervalProblem, most_states: int, proceed: Proceed) -> Flags:
    gains = np.concatenate([problem.lower, problem.upper])
    n, spread = gains.shape[1], problem.upper - problem.lower
    least = np.zeros((n + 1, len(problem.limits)), dtype=np.int64)
    most = least.copy()
    least[:n] = np.cumsum(np.minimum(problem.usage, 0)[:, ::-1], axis=1)[:, ::-1].T
    most[:n] = np.cumsum(np.maximum(problem.usage, 0)[:, ::-1], axis=1)[:, ::-1].T
    limits = problem.limits.astype(np.int64)
    states = np.zeros((1, len(gains) + len(limits)), dtype=np.int64)
    chosen = np.zeros((1, n), dtype=np.bool_)
    if (least[0] > limits).any():
        return chosen[:0]
    for j in range(n):
        item = np.concatenate([gains[:, j], problem.usage[:, j]])
        states, parent, took = package_states.expand(
            states, item, limits, least[j + 1], limits - most[j + 1]
        )
        chosen = chosen[parent]
        chosen[:, j] = took
        order = np.argsort(-states[:, : len(gains)].sum(axis=1), kind="stable")
        states, chosen = states[order], chosen[order]
        window = WINDOW if j + 1 < n else len(states)
        kept = _undominated(states, chosen, spread, window)
        states, chosen = states[kept], chosen[kept]
        if len(states) > most_states:
            raise NumericsError(
                "NUM205",
                problem=f"More than {most_states} partial packages stay open after "
                f"{j + 1} of {n} items.",
                remedy="Narrow the bounds, state more preferences, or add limits.",
            )
        if not proceed():
            raise NumericsError(
                "NUM206",
                problem=f"The search was stopped after {j + 1} of {n} items.",
                remedy="Give it more time, or narrow bounds and preferences.",
            )
    return chosen


@compiled
def _undominated(states: Int64s, chosen: Flags, spread: Int64s, window: int) -> Flags:
    """Drop states that one of the last kept before them dominates.

    In falling order of the sum of bounds a state comes after all that dominate it.
    """
    n = len(states)
    kept = np.zeros(n, dtype=np.bool_)
    last = np.empty(n, dtype=np.int64)
    count = 0
    for i in range(n):
        free = True
        for back in range(1, min(window, count) + 1):
            j = last[count - back]
            if _dominates(states[j], states[i], chosen[j], chosen[i], spread):
                free = False
                break
        if free:
            kept[i] = True
            last[count] = i
            count += 1
    return kept


@compiled
def _dominates(p: Int64s, q: Int64s, in_p: Flags, in_q: Flags, spread: Int64s) -> bool:
    """Say whether p is at least q for all values, and higher for some.

    With D the spread of what both hold, the least difference is low(p) − up(q) + D
    and the largest up(p) − low(q) − D.
    """
    weightings, items = spread.shape
    for k in range(2 * weightings, len(p)):
        if p[k] > q[k]:
            return False
    higher = False
    for w in range(weightings):
        low_p, up_p = p[w], p[weightings + w]
        low_q, up_q = q[w], q[weightings + w]
        if low_p - up_q + min(up_p - low_p, up_q - low_q) < 0:
            return False
        shared = 0
        for item in range(items):
            if in_p[item] and in_q[item]:
                shared += spread[w, item]
        if low_p - up_q + shared < 0:
            return False
        higher = higher or up_p - low_q - shared > 0
    return higher

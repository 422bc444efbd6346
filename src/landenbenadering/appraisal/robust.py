"""Which packages stay, and which instruments belong, whatever is still open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from landenbenadering.appraisal.preferences import Statement, possible_weights
from landenbenadering.appraisal.problem import AppraisalProblem, Score
from landenbenadering.numerics.interval_packages import (
    IntervalProblem,
    nondominated_packages,
)
from landenbenadering.numerics.weight_polytope import Row

Int64s = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RobustPackages:
    """The non-dominated packages and how often each instrument is in them.

    Attributes
    ----------
    packages : tuple of tuple of str
        Codes of the instruments, in the order of the problem; empty if no package
        keeps every constraint.
    core_index : mapping of str to Fraction
        Share of these packages that hold the instrument: 1 is core, 0 exterior,
        between borderline. Empty when there is no package.
    """

    packages: tuple[tuple[str, ...], ...]
    core_index: Mapping[str, Fraction]


def robust_packages(
    problem: AppraisalProblem, statements: Sequence[Statement] = ()
) -> RobustPackages:
    """Find every non-dominated package under interval scores and incomplete weights.

    References
    ----------
    J. Liesiö, P. Mild and A. Salo (2007), European Journal of Operational Research
    181(3), 1488-1505 (core index: equation 9).
    """
    corners = possible_weights(statements, problem.criteria)
    chosen = nondominated_packages(as_interval_problem(problem, corners))
    codes = [instrument.code for instrument in problem.instruments]
    packages = tuple(
        tuple(code for code, taken in zip(codes, row, strict=False) if taken)
        for row in chosen
    )
    held = {
        code: Fraction(sum(code in package for package in packages), len(packages))
        for code in codes
        if packages
    }
    return RobustPackages(packages, held)


def as_interval_problem(
    problem: AppraisalProblem, corners: Sequence[Row]
) -> IntervalProblem:
    """Write the problem in whole numbers: a column per instrument, then per synergy.

    A score is read as the decimal number that it prints as.
    """
    scored = [i.scores for i in problem.instruments]
    scored += [s.scores for s in problem.synergies]
    bounds = [_bounds(scores, problem.criteria) for scores in scored]
    lower, upper = [], []
    for weights in corners:
        low = [_dot(weights, pairs, 0) for pairs in bounds]
        high = [_dot(weights, pairs, 1) for pairs in bounds]
        scale = lcm(*(value.denominator for value in low + high))
        lower.append([int(value * scale) for value in low])
        upper.append([int(value * scale) for value in high])
    usage, limits = _limits(problem)
    return IntervalProblem(
        lower=np.array(lower, dtype=np.int64),
        upper=np.array(upper, dtype=np.int64),
        usage=np.array(usage, dtype=np.int64).reshape(len(limits), len(scored)),
        limits=np.array(limits, dtype=np.int64),
    )


def _bounds(
    scores: Mapping[str, Score], criteria: Sequence[str]
) -> list[tuple[Fraction, Fraction]]:
    values = [scores[name].value for name in criteria]
    return [(Fraction(str(v.lower)), Fraction(str(v.upper))) for v in values]


def _dot(
    weights: Row, pairs: Sequence[tuple[Fraction, Fraction]], side: int
) -> Fraction:
    parts = (w * pair[side] for w, pair in zip(weights, pairs, strict=True))
    return sum(parts, Fraction(0))


Limit = tuple[dict[int, int], int]


def _limits(problem: AppraisalProblem) -> tuple[list[list[int]], list[int]]:
    """Write every constraint as rows of usage, each at most its limit."""
    place = {i.code: k for k, i in enumerate(problem.instruments)}
    width = len(place) + len(problem.synergies)
    rows: list[Limit] = [
        ({place[i.code]: i.costs.get(account, 0) for i in problem.instruments}, budget)
        for account, budget in problem.budgets.items()
    ]
    rows += [
        ({place[i.code]: 1}, 0)
        for i in problem.instruments
        if i.forbidden_by is not None
    ]
    rows += [
        ({place[p.instrument]: 1, place[p.needs]: -1}, 0)
        for p in problem.prerequisites
        if p.instrument != p.needs
    ]
    rows += _group_limits(problem, place)
    rows += _synergy_limits(problem, place)
    usage = [[row.get(column, 0) for column in range(width)] for row, _ in rows]
    return usage, [limit for _, limit in rows]


def _group_limits(problem: AppraisalProblem, place: Mapping[str, int]) -> list[Limit]:
    rows: list[Limit] = []
    for group in problem.groups:
        members = {place[code] for code in group.instruments}
        if group.at_most is not None:
            rows.append((dict.fromkeys(members, 1), group.at_most))
        if group.at_least is not None:
            rows.append((dict.fromkeys(members, -1), -group.at_least))
    return rows


def _synergy_limits(problem: AppraisalProblem, place: Mapping[str, int]) -> list[Limit]:
    """Hold a synergy's column exactly when all its instruments are chosen."""
    rows: list[Limit] = []
    for column, synergy in enumerate(problem.synergies, start=len(place)):
        parts = {place[code] for code in synergy.instruments}
        rows += [({column: 1, part: -1}, 0) for part in parts]
        rows.append(({**dict.fromkeys(parts, 1), column: -1}, len(parts) - 1))
    return rows

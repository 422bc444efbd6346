"""Which packages stay, and which instruments belong, whatever is still open."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.appraisal.preferences import Statement, possible_weights
from landenbenadering.appraisal.problem import AppraisalProblem, Score
from landenbenadering.numerics.interval_packages import nondominated_packages
from landenbenadering.numerics.interval_problem import IntervalProblem, Proceed
from landenbenadering.numerics.weight_polytope import Row

Flags = npt.NDArray[np.bool_]

# The middle of two bounds, twice over, must still fit in `PackageProblem`.
MOST_VALUE = 2**50
MOST_EUROS = 10**15


class Standing(StrEnum):
    """Whether an instrument is in all, some or none of the non-dominated packages."""

    CORE = "core"
    BORDERLINE = "borderline"
    EXTERIOR = "exterior"


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


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """The non-dominated packages with all that is needed to ask on.

    Attributes
    ----------
    problem : AppraisalProblem
    corners : tuple of Row
        Corners of the weights that keep every statement.
    numbers : IntervalProblem
        The problem in whole numbers: a column per instrument, then per synergy.
    scales : tuple of int
        By how much the values of each weighting were multiplied.
    chosen : Flags, shape (n_packages, n_columns)
        The packages.
    """

    problem: AppraisalProblem
    corners: tuple[Row, ...]
    numbers: IntervalProblem
    scales: tuple[int, ...]
    chosen: Flags

    @property
    def packages(self) -> tuple[tuple[str, ...], ...]:
        """Codes of the instruments of each package, in the order of the problem."""
        codes = [instrument.code for instrument in self.problem.instruments]
        return tuple(
            tuple(code for code, taken in zip(codes, row, strict=False) if taken)
            for row in self.chosen
        )

    @property
    def core_index(self) -> dict[str, Fraction]:
        """Share of the packages that hold each instrument; empty without packages."""
        return core_index(self.problem, self.chosen)


def core_index(problem: AppraisalProblem, chosen: Flags) -> dict[str, Fraction]:
    """Give the share of packages that hold each instrument; empty without packages.

    References
    ----------
    J. Liesiö, P. Mild and A. Salo (2007), European Journal of Operational Research
    181(3), 1488-1505, equation 9.
    """
    if len(chosen) == 0:
        return {}
    held = chosen.sum(axis=0)
    return {
        instrument.code: Fraction(int(count), len(chosen))
        for instrument, count in zip(problem.instruments, held, strict=False)
    }


def standing(share: Fraction) -> Standing:
    """Say in a word what a core index means."""
    if share == 1:
        return Standing.CORE
    return Standing.BORDERLINE if share else Standing.EXTERIOR


def robust_packages(
    problem: AppraisalProblem, statements: Sequence[Statement] = ()
) -> RobustPackages:
    """Find every non-dominated package under interval scores and incomplete weights.

    References
    ----------
    J. Liesiö, P. Mild and A. Salo (2007), European Journal of Operational Research
    181(3), 1488-1505 (core index: equation 9).
    """
    solution = solve(problem, statements)
    return RobustPackages(solution.packages, solution.core_index)


def solve(
    problem: AppraisalProblem,
    statements: Sequence[Statement] = (),
    *,
    proceed: Proceed | None = None,
) -> Solution:
    """Find every non-dominated package, and keep the numbers it rests on.

    Parameters
    ----------
    proceed : callable or None
        Asked on the way; the search ends with NUM206 when it says false.

    Raises
    ------
    AppraisalError
        APP301 when the statements contradict each other.
    """
    corners = possible_weights(statements, problem.criteria)
    numbers, scales = whole_numbers(problem, corners)
    chosen = nondominated_packages(numbers, proceed=proceed)
    return Solution(problem, corners, numbers, scales, chosen)


def solve_with(
    solution: Solution,
    *,
    holding: Collection[str] = (),
    without: Collection[str] = (),
    proceed: Proceed | None = None,
) -> Flags:
    """Find the non-dominated ones among packages that hold some instruments or not.

    Returns
    -------
    Flags, shape (n_packages, n_columns)
    """
    numbers = solution.numbers
    places = {i.code: k for k, i in enumerate(solution.problem.instruments)}
    forced = [(places[code], -1) for code in holding]
    forced += [(places[code], 1) for code in without]
    rows = np.zeros((len(forced), numbers.lower.shape[1]), dtype=np.int64)
    limits = np.zeros(len(forced), dtype=np.int64)
    for row, (place, sign) in enumerate(forced):
        rows[row, place], limits[row] = sign, min(sign, 0)
    return nondominated_packages(
        IntervalProblem(
            lower=numbers.lower,
            upper=numbers.upper,
            usage=np.concatenate([numbers.usage, rows]),
            limits=np.concatenate([numbers.limits, limits]),
        ),
        proceed=proceed,
    )


def whole_numbers(
    problem: AppraisalProblem, corners: Sequence[Row]
) -> tuple[IntervalProblem, tuple[int, ...]]:
    """Write the problem in whole numbers, and say by how much each row was scaled.

    A column per instrument, then per synergy. A score is read as the decimal number
    that it prints as.

    Raises
    ------
    AppraisalError
        APP206 when that takes larger numbers than can be computed exactly.
    """
    scored = [i.scores for i in problem.instruments]
    scored += [s.scores for s in problem.synergies]
    bounds = [_bounds(scores, problem) for scores in scored]
    lower, upper, scales = [], [], []
    for weights in corners:
        low = [_dot(weights, pairs, 0) for pairs in bounds]
        high = [_dot(weights, pairs, 1) for pairs in bounds]
        scale = lcm(*(value.denominator for value in low + high))
        lower.append([int(value * scale) for value in low])
        upper.append([int(value * scale) for value in high])
        scales.append(scale)
    usage, limits = _limits(problem)
    _check_sizes(problem, (*lower, *upper))
    numbers = IntervalProblem(
        lower=np.array(lower, dtype=np.int64),
        upper=np.array(upper, dtype=np.int64),
        usage=np.array(usage, dtype=np.int64).reshape(len(limits), len(scored)),
        limits=np.array(limits, dtype=np.int64),
    )
    return numbers, tuple(scales)


def _check_sizes(problem: AppraisalProblem, values: Sequence[Sequence[int]]) -> None:
    amounts = [*problem.budgets.values()]
    amounts += [eur for i in problem.instruments for eur in i.costs.values()]
    if sum(map(abs, amounts)) > MOST_EUROS:
        raise AppraisalError(
            "APP206",
            problem="Costs and budgets are too large to be added up exactly.",
            remedy=f"Give amounts that together stay below {MOST_EUROS:,} euros.",
        )
    if any(sum(map(abs, row)) >= MOST_VALUE for row in values):
        raise AppraisalError(
            "APP206",
            problem="Scores, scales and statements together have too many digits to be "
            "weighed exactly.",
            remedy="Round the scores, or the numbers in the statements: 1.4 instead of "
            "1.37.",
        )


def _bounds(
    scores: Mapping[str, Score], problem: AppraisalProblem
) -> list[tuple[Fraction, Fraction]]:
    """Give the bounds on each criterion, counted in its swing."""
    found = []
    for name in problem.criteria:
        value, swing = scores[name].value, problem.swings.get(name, Fraction(1))
        lower, upper = Fraction(str(value.lower)), Fraction(str(value.upper))
        found.append((lower / swing, upper / swing))
    return found


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

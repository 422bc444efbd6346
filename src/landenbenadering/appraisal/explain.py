"""Why a package is not in the list, and how two packages differ."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.appraisal.frontier import package_costs
from landenbenadering.appraisal.problem import AppraisalProblem, Group
from landenbenadering.appraisal.robust import Flags, Solution
from landenbenadering.core.interval import Interval
from landenbenadering.numerics.package_comparison import dominates, least_differences


@dataclass(frozen=True, slots=True)
class BrokenLimit:
    """A constraint that a package breaks.

    `kind` is `budget`, `group`, `prerequisite` or `rule`; `names` are the account,
    instruments or rule it is about; `value` and `limit` what it has and may have, in
    euros or instruments.
    """

    kind: str
    names: tuple[str, ...]
    value: int
    limit: int


@dataclass(frozen=True, slots=True)
class Dominator:
    """A package that dominates another, and by how much in swings over all weights."""

    package: tuple[str, ...]
    ahead: Interval


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a package is in the list or not.

    It is in when both are empty. Dominators are those of the list, the furthest ahead
    first.
    """

    package: tuple[str, ...]
    broken: tuple[BrokenLimit, ...]
    dominators: tuple[Dominator, ...]


def explain(solution: Solution, package: Collection[str]) -> Explanation:
    """Say which constraints a package breaks and which packages dominate it.

    Raises
    ------
    AppraisalError
        APP202 when it names what is not weighed.
    """
    row = as_row(solution.problem, package)
    names = _codes(solution.problem, row)
    broken = broken_limits(solution.problem, names)
    over = dominates(solution.numbers, solution.chosen, row[None, :])[:, 0]
    rivals = np.flatnonzero(over)
    dominators = tuple(
        Dominator(solution.packages[rival], difference(solution, rival_row, row))
        for rival, rival_row in zip(
            rivals.tolist(), solution.chosen[rivals], strict=True
        )
    )
    ordered = sorted(dominators, key=lambda d: -d.ahead.lower)
    return Explanation(names, broken, tuple(ordered))


def difference(solution: Solution, first: Flags, second: Flags) -> Interval:
    """Bound how much one package is worth over another, in swings, over all weights."""
    low, high = [], []
    for w, least in least_differences(solution.numbers, first[None], second[None]):
        low.append(float(Fraction(int(least[0, 0]), solution.scales[w])))
    for w, least in least_differences(solution.numbers, second[None], first[None]):
        high.append(float(Fraction(-int(least[0, 0]), solution.scales[w])))
    return Interval(min(low), max(high))


def as_row(problem: AppraisalProblem, package: Collection[str]) -> Flags:
    """Give a package as columns: its instruments, and the synergies they bring."""
    codes = [instrument.code for instrument in problem.instruments]
    unknown = sorted(set(package) - set(codes))
    if unknown:
        raise AppraisalError(
            "APP202",
            problem=f"Unknown: {', '.join(unknown)}.",
            remedy="Name only instruments that are weighed.",
        )
    held = [code in package for code in codes]
    held += [set(s.instruments) <= set(package) for s in problem.synergies]
    return np.array(held, dtype=np.bool_)


def criterion_totals(
    problem: AppraisalProblem, package: Collection[str]
) -> dict[str, Interval]:
    """Add up what a package does on each criterion, in its unit, with its synergies."""
    parts = [i.scores for i in problem.instruments if i.code in package]
    parts += [s.scores for s in problem.synergies if set(s.instruments) <= set(package)]
    return {
        criterion: sum((part[criterion].value for part in parts), Interval(0, 0))
        for criterion in problem.criteria
    }


def broken_limits(
    problem: AppraisalProblem, package: tuple[str, ...]
) -> tuple[BrokenLimit, ...]:
    """Name every constraint that a package breaks."""
    held = set(package)
    spent = package_costs(problem, package)
    broken = [
        BrokenLimit("budget", (name, str(year)), spent.get((name, year), 0), budget)
        for (name, year), budget in problem.budgets.items()
        if spent.get((name, year), 0) > budget
    ]
    broken += [
        BrokenLimit("rule", (i.code, i.forbidden_by), 1, 0)
        for i in problem.instruments
        if i.forbidden_by is not None and i.code in held
    ]
    broken += [
        BrokenLimit("prerequisite", (p.instrument, p.needs), 0, 1)
        for p in problem.prerequisites
        if p.instrument in held and p.needs not in held
    ]
    for group in problem.groups:
        broken += _broken_group(group, held)
    return tuple(broken)


def _broken_group(group: Group, held: Collection[str]) -> list[BrokenLimit]:
    count = len(set(group.instruments) & set(held))
    found = []
    if group.at_most is not None and count > group.at_most:
        found.append(BrokenLimit("group", group.instruments, count, group.at_most))
    if group.at_least is not None and count < group.at_least:
        found.append(BrokenLimit("group", group.instruments, count, group.at_least))
    return found


def _codes(problem: AppraisalProblem, row: Flags) -> tuple[str, ...]:
    return tuple(
        i.code for i, held in zip(problem.instruments, row, strict=False) if held
    )

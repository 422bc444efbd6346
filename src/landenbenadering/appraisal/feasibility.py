"""Which constraints, together, leave no package at all."""

from dataclasses import dataclass, replace

import numpy as np

from landenbenadering.appraisal.problem import AppraisalProblem, Group
from landenbenadering.appraisal.robust import whole_numbers
from landenbenadering.numerics.packages import PackageProblem, efficient_packages
from landenbenadering.numerics.weight_polytope import extreme_weights


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint: its kind, what it is about, and how it reads.

    `kind` is `budget`, `group`, `prerequisite` or `rule`.
    """

    kind: str
    place: int
    text: str


def conflicting_constraints(problem: AppraisalProblem) -> tuple[Constraint, ...]:
    """Find constraints that no package keeps together, and each of which matters.

    One after the other is left out if the others still leave no package. Empty when
    some package keeps all.
    """
    kept = list(_constraints(problem))
    if _feasible(problem, kept):
        return ()
    for constraint in tuple(kept):
        others = [one for one in kept if one is not constraint]
        if not _feasible(problem, others):
            kept = others
    return tuple(kept)


def _constraints(problem: AppraisalProblem) -> tuple[Constraint, ...]:
    found = [
        Constraint("budget", k, f"{department} has {eur:,} euros in {year}")
        for k, ((department, year), eur) in enumerate(problem.budgets.items())
    ]
    found += [
        Constraint("group", k, _told(group)) for k, group in enumerate(problem.groups)
    ]
    found += [
        Constraint("prerequisite", k, f"{p.instrument} needs {p.needs}")
        for k, p in enumerate(problem.prerequisites)
    ]
    found += [
        Constraint("rule", k, f"{i.forbidden_by} forbids {i.code}")
        for k, i in enumerate(problem.instruments)
        if i.forbidden_by is not None
    ]
    return tuple(found)


def _told(group: Group) -> str:
    bounds = []
    if group.at_least is not None:
        bounds.append(f"at least {group.at_least}")
    if group.at_most is not None:
        bounds.append(f"at most {group.at_most}")
    return f"{' and '.join(bounds)} of {', '.join(group.instruments)}"


def _feasible(problem: AppraisalProblem, kept: list[Constraint]) -> bool:
    held = {(one.kind, one.place) for one in kept}
    reduced = replace(
        problem,
        budgets={
            account: eur
            for k, (account, eur) in enumerate(problem.budgets.items())
            if ("budget", k) in held
        },
        groups=tuple(g for k, g in enumerate(problem.groups) if ("group", k) in held),
        prerequisites=tuple(
            p
            for k, p in enumerate(problem.prerequisites)
            if ("prerequisite", k) in held
        ),
        instruments=tuple(
            i if ("rule", k) in held else replace(i, forbidden_by=None)
            for k, i in enumerate(problem.instruments)
        ),
    )
    corner = extreme_weights((), len(problem.criteria))[:1]
    numbers, _ = whole_numbers(reduced, corner)
    nothing = np.zeros((1, numbers.lower.shape[1]), dtype=np.int64)
    found = efficient_packages(
        PackageProblem(nothing, numbers.usage, numbers.limits), every=False
    )
    return len(found.packages) > 0

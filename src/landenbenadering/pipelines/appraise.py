"""From an appraisal sheet to everything that follows from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from landenbenadering.appraisal.acceptability import Acceptability, acceptability
from landenbenadering.appraisal.frontier import (
    BudgetValue,
    FrontierPoint,
    budget_values,
    cost_benefit_frontier,
)
from landenbenadering.appraisal.robust import Solution, solve
from landenbenadering.appraisal.sensitivity import ScoreThresholds, score_thresholds
from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.appraisal.stated import JOINT
from landenbenadering.appraisal.statement_effects import (
    StatementEffect,
    effects_of_one_more,
    effects_of_withdrawing,
)
from landenbenadering.appraisal.views import DepartmentView, department_view
from landenbenadering.appraisal.weighing import Figure, Weighing, weigh_sheet
from landenbenadering.core.interval import Interval
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.register import Register

DRAWS = 10_000
SEED = 20130306

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class AppraisalReport:
    """What an appraisal found.

    Attributes
    ----------
    weighing : Weighing
    solution : Solution
        Packages under the joint statements.
    views : tuple of DepartmentView
        One for each department that stated something of its own.
    chance : Acceptability or None
        `None` without packages or with too many.
    one_more : tuple of StatementEffect, or None
        What one more statement would settle; `None` with too many packages.
    withdrawn : tuple of StatementEffect
        What each joint statement settles, in their order.
    frontier : tuple of FrontierPoint
    budgets : tuple of BudgetValue
    thresholds : tuple of ScoreThresholds
        For the instruments for which they were found.
    seed : int
        With which chance was drawn.
    unfinished : tuple of str
        Steps that were stopped or left out.
    """

    weighing: Weighing
    solution: Solution
    views: tuple[DepartmentView, ...] = ()
    chance: Acceptability | None = None
    one_more: tuple[StatementEffect, ...] | None = ()
    withdrawn: tuple[StatementEffect, ...] = ()
    frontier: tuple[FrontierPoint, ...] = ()
    budgets: tuple[BudgetValue, ...] = ()
    thresholds: tuple[ScoreThresholds, ...] = ()
    seed: int = SEED
    unfinished: tuple[str, ...] = ()


@dataclass(slots=True)
class _Findings:
    """What the steps have found so far."""

    views: tuple[DepartmentView, ...] = ()
    chance: Acceptability | None = None
    one_more: tuple[StatementEffect, ...] | None = ()
    withdrawn: tuple[StatementEffect, ...] = ()
    frontier: tuple[FrontierPoint, ...] = ()
    budgets: tuple[BudgetValue, ...] = ()
    thresholds: tuple[ScoreThresholds, ...] = ()


def linkage_figures(register: Register) -> dict[str, Figure]:
    """Give the amounts of the linkages that a register holds, in euros."""
    found = {}
    for record, linkage in register.of(Linkage):
        if linkage.amount is not None and linkage.amount.currency == "EUR":
            euros = float(linkage.amount.amount)
            source = ", ".join(citation.document for citation in record.citations)
            found[f"linkage:{record.id}"] = Figure(Interval(euros, euros), source)
    return found


def weigh(
    sheet: AppraisalSheet, *, figures: Mapping[str, Figure] | None = None
) -> Weighing:
    """Read a sheet as a problem; `weigh_sheet` says what it refuses."""
    return weigh_sheet(sheet, figures=figures)


def appraise(
    weighing: Weighing,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    sensitivity: bool = True,
    progress: Progress | None = None,
) -> AppraisalReport:
    """Find the packages and what follows from them.

    Parameters
    ----------
    weighing : Weighing
        What is weighed.
    draws : int
        Draws of weights and scores for rank acceptability; 0 leaves it out.
    seed : int
        Seed of those draws.
    sensitivity : bool
        Whether to find the thresholds of every score, which takes longest.
    progress : callable or None
        Told the name of each step, how many are done and how many there are.

    Returns
    -------
    AppraisalReport
        When interrupted after the packages are found, it holds what there is.

    Raises
    ------
    AppraisalError
        APP301 when the joint statements contradict each other.
    """
    report = progress or _silent
    joint = weighing.of(JOINT)
    report("packages", 0, 1)
    solution = solve(weighing.problem, joint)
    findings = _Findings()
    steps: list[tuple[str, Callable[[], None]]] = [
        ("money", lambda: _money(findings, solution)),
        ("departments", lambda: _views(findings, weighing, solution)),
        ("statements", lambda: _statements(findings, weighing, solution)),
    ]
    if draws:
        steps.append(("chance", lambda: _chance(findings, solution, draws, seed)))
    if sensitivity:
        steps += [
            (f"scores of {one.code}", _thresholds_step(findings, solution, one.code))
            for one in weighing.problem.instruments
        ]
    stopped: tuple[str, ...] = ()
    for done, (name, carry_out) in enumerate(steps):
        report(name, done + 1, len(steps) + 1)
        try:
            carry_out()
        except KeyboardInterrupt:
            stopped = tuple(name for name, _ in steps[done:])
            break
    return AppraisalReport(
        weighing=weighing,
        solution=solution,
        views=findings.views,
        chance=findings.chance,
        one_more=findings.one_more,
        withdrawn=findings.withdrawn,
        frontier=findings.frontier,
        budgets=findings.budgets,
        thresholds=findings.thresholds,
        seed=seed,
        unfinished=stopped,
    )


def _silent(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def _money(findings: _Findings, solution: Solution) -> None:
    findings.frontier = cost_benefit_frontier(solution)
    findings.budgets = budget_values(solution)


def _views(findings: _Findings, weighing: Weighing, solution: Solution) -> None:
    findings.views = tuple(
        department_view(one, weighing.of(JOINT, one), joint=solution)
        for one in weighing.departments
    )


def _statements(findings: _Findings, weighing: Weighing, solution: Solution) -> None:
    findings.one_more = effects_of_one_more(solution, said_by=JOINT)
    findings.withdrawn = effects_of_withdrawing(solution, weighing.of(JOINT))


def _chance(findings: _Findings, solution: Solution, draws: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    findings.chance = acceptability(solution, draws=draws, rng=rng)


def _thresholds_step(
    findings: _Findings, solution: Solution, instrument: str
) -> Callable[[], None]:
    def carry_out() -> None:
        findings.thresholds += score_thresholds(solution, instrument) or ()

    return carry_out

"""From an appraisal sheet to everything that follows from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from landenbenadering.appraisal.acceptability import Acceptability, acceptability
from landenbenadering.appraisal.bounded import BoundedSolution, solve_bounded
from landenbenadering.appraisal.frontier import (
    BudgetValue,
    FrontierPoint,
    budget_values,
    cost_benefit_frontier,
)
from landenbenadering.appraisal.problem import Instrument
from landenbenadering.appraisal.robust import Solution
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
from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.interval_packages import STOPPED
from landenbenadering.numerics.interval_problem import Proceed

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
    complete : bool
        Whether the solution holds every package.
    shortfall : float or None
        What is proven where it does not, as in `BoundedSolution`.
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
    complete: bool = True
    shortfall: float | None = None


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
    proceed: Proceed | None = None,
    proceed_after: Proceed | None = None,
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
    proceed : callable or None
        Asked during the search for every package; when it says false, packages are
        sought with every score in the middle of its bounds.
    proceed_after : callable or None
        Asked before and during each step that follows; steps that are not done are
        told.

    Returns
    -------
    AppraisalReport
        When interrupted after the packages are found, it holds what there is.

    Raises
    ------
    AppraisalError
        APP301 when the joint statements contradict each other.
    """
    if progress is not None:
        progress("packages", 0, 1)
    found = solve_bounded(
        weighing.problem,
        weighing.of(JOINT),
        proceed=proceed or _always,
        proceed_in_the_middle=_always,
    )
    return follow(
        weighing,
        found,
        draws=draws,
        seed=seed,
        sensitivity=sensitivity,
        progress=progress,
        proceed=proceed_after,
    )


def follow(
    weighing: Weighing,
    found: BoundedSolution,
    *,
    speakers: tuple[str, ...] = (JOINT,),
    draws: int = DRAWS,
    seed: int = SEED,
    sensitivity: bool = True,
    progress: Progress | None = None,
    proceed: Proceed | None = None,
) -> AppraisalReport:
    """Say what follows from packages that were found, as far as there is time.

    Parameters
    ----------
    weighing : Weighing
        What is weighed.
    found : BoundedSolution
        Packages under the statements of `speakers`. Where some are missing, what
        rests on having all is left out.
    speakers : tuple of str
        Whose statements count.
    draws, seed, sensitivity, progress
        As for `appraise`.
    proceed : callable or None
        Asked before and during each step; steps that are not done are told.
    """
    report, go_on = progress or _silent, proceed or _always
    findings = _Findings()
    steps = _steps(
        findings,
        _Question(weighing, found.solution, speakers, go_on),
        draws=draws,
        seed=seed,
        sensitivity=sensitivity,
    )
    left_out: list[str] = []
    for done, step in enumerate(steps):
        report(step.name, done + 1, len(steps) + 1)
        wanted = found.complete or not step.needs_all
        if not (wanted and go_on()):
            left_out.append(step.name)
            continue
        try:
            step.carry_out()
        except KeyboardInterrupt:
            left_out += [other.name for other in steps[done:]]
            break
        except NumericsError as refusal:
            if refusal.code not in STOPPED:
                raise
            left_out.append(step.name)
    return AppraisalReport(
        weighing=weighing,
        solution=found.solution,
        views=findings.views,
        chance=findings.chance,
        one_more=findings.one_more,
        withdrawn=findings.withdrawn,
        frontier=findings.frontier,
        budgets=findings.budgets,
        thresholds=findings.thresholds,
        seed=seed,
        unfinished=tuple(left_out),
        complete=found.complete,
        shortfall=found.shortfall,
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """What the steps are asked about, and whether there is time to go on."""

    weighing: Weighing
    solution: Solution
    speakers: tuple[str, ...]
    proceed: Proceed


@dataclass(frozen=True, slots=True)
class _Step:
    """A step; `needs_all` if it means nothing where packages are missing."""

    name: str
    carry_out: Callable[[], None]
    needs_all: bool = True


def _steps(
    findings: _Findings,
    question: _Question,
    *,
    draws: int,
    seed: int,
    sensitivity: bool,
) -> list[_Step]:
    solution = question.solution
    steps = [
        _Step("money", lambda: _money(findings, solution), needs_all=False),
        _Step("departments", lambda: _views(findings, question)),
        _Step("statements", lambda: _statements(findings, question)),
    ]
    if draws:
        steps.append(_Step("chance", lambda: _chance(findings, solution, draws, seed)))
    if sensitivity:
        steps += [
            _Step(f"scores of {one.code}", _thresholds_step(findings, question, one))
            for one in solution.problem.instruments
        ]
    return steps


def _always() -> bool:
    return True


def _silent(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def _money(findings: _Findings, solution: Solution) -> None:
    findings.frontier = cost_benefit_frontier(solution)
    findings.budgets = budget_values(solution)


def _views(findings: _Findings, question: _Question) -> None:
    weighing = question.weighing
    findings.views = tuple(
        department_view(
            one,
            weighing.of(JOINT, one),
            joint=question.solution,
            proceed=question.proceed,
        )
        for one in weighing.departments
    )


def _statements(findings: _Findings, question: _Question) -> None:
    findings.one_more = effects_of_one_more(
        question.solution, said_by=question.speakers[-1]
    )
    findings.withdrawn = effects_of_withdrawing(
        question.solution,
        question.weighing.of(*question.speakers),
        proceed=question.proceed,
    )


def _chance(findings: _Findings, solution: Solution, draws: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    findings.chance = acceptability(solution, draws=draws, rng=rng)


def _thresholds_step(
    findings: _Findings, question: _Question, instrument: Instrument
) -> Callable[[], None]:
    def carry_out() -> None:
        found = score_thresholds(
            question.solution, instrument.code, proceed=question.proceed
        )
        findings.thresholds += found or ()

    return carry_out

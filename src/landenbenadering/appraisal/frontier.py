"""What money buys: the cost-benefit frontier, and what more of a budget would bring.

Benefit is one number here: every score in the middle of its bounds, at the centre of
the weights that keep the statements. So it shows the shape, not a verdict.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from landenbenadering.appraisal.acceptability import scores
from landenbenadering.appraisal.problem import AppraisalProblem
from landenbenadering.appraisal.robust import MOST_VALUE, Solution, whole_numbers
from landenbenadering.numerics.packages import PackageProblem, efficient_packages

Account = tuple[str, int]

# Benefits are rounded to a millionth of a swing, where that leaves room.
FINEST = 1_000_000


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """A package that no other gives as much benefit at less cost.

    Attributes
    ----------
    eur : int
        What it costs, in whole euros; negative for money saved.
    benefit : float
        In swings.
    package : tuple of str
    affordable : bool
        Whether it keeps every budget.
    """

    eur: int
    benefit: float
    package: tuple[str, ...]
    affordable: bool


@dataclass(frozen=True, slots=True)
class BudgetValue:
    """What a budget brings now, and the first step that more of it would bring.

    Attributes
    ----------
    account : tuple of str and int
        Department and year.
    eur : int
        The budget.
    benefit : float or None
        Most benefit within it; `None` if no package keeps all constraints.
    more_eur : int or None
        Least to add to get more benefit; `None` if no money does.
    more_benefit : float or None
        What that brings.
    """

    account: Account
    eur: int
    benefit: float | None
    more_eur: int | None
    more_benefit: float | None


def cost_benefit_frontier(solution: Solution) -> tuple[FrontierPoint, ...]:
    """Find every package that gives most benefit for its total cost, budgets lifted.

    In rising order of cost. All other constraints are kept.
    """
    problem = replace(solution.problem, budgets={})
    costs = [
        sum(instrument.costs.values()) for instrument in solution.problem.instruments
    ]
    found = []
    for eur, benefit, chosen in _frontier(solution, problem, costs):
        package = tuple(
            i.code for i, c in zip(problem.instruments, chosen, strict=False) if c
        )
        found.append(
            FrontierPoint(
                eur, benefit, package, keeps_budgets(solution.problem, package)
            )
        )
    return tuple(found)


def budget_values(solution: Solution) -> tuple[BudgetValue, ...]:
    """Say of each budget what it brings and what more of it would, the others kept."""
    found = []
    for account, budget in solution.problem.budgets.items():
        others = {a: b for a, b in solution.problem.budgets.items() if a != account}
        costs = [i.costs.get(account, 0) for i in solution.problem.instruments]
        points = _frontier(solution, replace(solution.problem, budgets=others), costs)
        within = [point for point in points if point[0] <= budget]
        beyond = [point for point in points if point[0] > budget]
        best = within[-1][1] if within else None
        found.append(
            BudgetValue(
                account,
                budget,
                best,
                beyond[0][0] - budget if beyond else None,
                beyond[0][1] - (best or 0.0) if beyond else None,
            )
        )
    return tuple(found)


def keeps_budgets(problem: AppraisalProblem, package: tuple[str, ...]) -> bool:
    """Say whether a package keeps every budget."""
    spent = package_costs(problem, package)
    return all(spent.get(a, 0) <= budget for a, budget in problem.budgets.items())


def package_costs(
    problem: AppraisalProblem, package: tuple[str, ...]
) -> Mapping[Account, int]:
    """Add up what a package costs by department and year, in whole euros."""
    spent: dict[Account, int] = {}
    for instrument in problem.instruments:
        if instrument.code in package:
            for account, eur in instrument.costs.items():
                spent[account] = spent.get(account, 0) + eur
    return dict(sorted(spent.items()))


def _frontier(
    solution: Solution, problem: AppraisalProblem, costs: list[int]
) -> list[tuple[int, float, npt.NDArray[np.bool_]]]:
    """Give cost, benefit and choice of each efficient package, in rising cost."""
    worth = middle_benefit(solution)
    fineness = min(FINEST, MOST_VALUE / max(float(np.abs(worth).sum()), 1.0))
    benefit = np.rint(worth * fineness).astype(np.int64)
    cost = np.zeros(len(benefit), dtype=np.int64)
    cost[: len(costs)] = costs
    numbers, _ = whole_numbers(problem, solution.corners[:1])
    front = efficient_packages(
        PackageProblem(np.stack([benefit, -cost]), numbers.usage, numbers.limits),
        every=False,
    )
    rows = [
        (-int(point[1]), int(point[0]) / fineness, chosen)
        for point, chosen in zip(front.points, front.packages, strict=True)
    ]
    return sorted(rows, key=lambda row: (row[0], row[1]))


def middle_benefit(solution: Solution) -> npt.NDArray[np.float64]:
    """Give what each column is worth in the middle of all that is open, in swings."""
    lower, upper = scores(solution)
    count = len(solution.corners)
    centre = [
        float(sum((corner[k] for corner in solution.corners), Fraction(0)) / count)
        for k in range(lower.shape[1])
    ]
    return np.asarray((lower + upper) / 2 @ np.array(centre), dtype=np.float64)

"""Packages within the time there is, and what is proven when that was not enough."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from landenbenadering.appraisal.preferences import Statement, possible_weights
from landenbenadering.appraisal.problem import AppraisalProblem
from landenbenadering.appraisal.robust import Solution, solve, whole_numbers
from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.interval_packages import STOPPED
from landenbenadering.numerics.interval_problem import Proceed
from landenbenadering.numerics.packages import PackageProblem, efficient_packages

# A programme of more items is approximated: by this share of the best total, and with
# so many partial packages open at once.
MANY_ITEMS = 60
TOLERANCE = 0.01
MOST_STATES = 20_000
MANY_DIRECTIONS = 250


@dataclass(frozen=True, slots=True, eq=False)
class BoundedSolution:
    """Packages, and what is proven about them.

    Attributes
    ----------
    solution : Solution
        Every package that nothing dominates; or, where that took too long, packages
        that nothing dominates with every score in the middle of its bounds.
    complete : bool
        Whether it is every package.
    shortfall : float or None
        Where it is not: with every score in the middle and whatever the weights, no
        package that is missing is better than the best one here by more than this,
        in swings. `None` when complete, or when no package was found in time.
    share : float or None
        The same as a share of the best total here under the same weights; at least 0.
        `None` as before, and where a best total is not positive.
    """

    solution: Solution
    complete: bool
    shortfall: float | None
    share: float | None = None


def solve_bounded(
    problem: AppraisalProblem,
    statements: Sequence[Statement],
    *,
    proceed: Proceed,
    proceed_in_the_middle: Proceed,
) -> BoundedSolution:
    """Find every package while there is time, else the best with scores in the middle.

    Parameters
    ----------
    proceed : callable
        Asked during the search for every package; it ends when this says false.
    proceed_in_the_middle : callable
        Asked during the search that then takes its place; with many instruments
        that one passes packages within a hundredth of the best total.

    Raises
    ------
    AppraisalError
        APP301 when the statements contradict each other.

    Notes
    -----
    An interrupt from the keyboard ends the search for every package only.
    """
    try:
        whole = solve(problem, statements, proceed=proceed)
    except KeyboardInterrupt:
        return _in_the_middle(problem, statements, proceed_in_the_middle)
    except NumericsError as refusal:
        if refusal.code not in STOPPED:
            raise
        return _in_the_middle(problem, statements, proceed_in_the_middle)
    return BoundedSolution(whole, complete=True, shortfall=None)


def _in_the_middle(
    problem: AppraisalProblem, statements: Sequence[Statement], proceed: Proceed
) -> BoundedSolution:
    corners = possible_weights(statements, problem.criteria)
    numbers, scales = whole_numbers(problem, corners)
    middle = PackageProblem(
        numbers.lower + numbers.upper, numbers.usage, numbers.limits
    )

    def watch(_: object) -> bool:
        return proceed()

    if numbers.lower.shape[1] <= MANY_ITEMS:
        front = efficient_packages(middle, every=False, watch=watch)
    else:
        front = efficient_packages(
            middle,
            every=False,
            directions=MANY_DIRECTIONS,
            tolerance=TOLERANCE,
            most_states=MOST_STATES,
            watch=watch,
        )
    packages = front.packages[np.lexsort(front.packages.T[::-1])]
    twice = 2 * np.array(scales, dtype=np.float64)
    missed = float((front.shortfall / twice).max(initial=0))
    best = front.points.max(axis=0, initial=0)
    share = float((front.shortfall / best).max()) if (best > 0).all() else None
    return BoundedSolution(
        Solution(problem, corners, numbers, scales, packages),
        complete=False,
        shortfall=missed if len(packages) else None,
        share=share,
    )

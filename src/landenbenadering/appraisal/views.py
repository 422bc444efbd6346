"""How each department sees the packages, and what it gives up in them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.appraisal.preferences import Statement
from landenbenadering.appraisal.robust import Flags, Solution, solve
from landenbenadering.numerics.interval_problem import IntervalProblem, Proceed
from landenbenadering.numerics.package_comparison import greatest_regrets

Floats = npt.NDArray[np.float64]

MOST_COMPARED = 1500


@dataclass(frozen=True, slots=True, eq=False)
class DepartmentView:
    """The same packages in the eyes of one department.

    Attributes
    ----------
    department : str
    solution : Solution or None
        What it would find alone, with its own statements beside the joint ones;
        `None` where these contradict each other.
    conflict : str
        The smallest set of statements that contradict; empty if none do.
    gives_up : Floats, shape (n_packages,)
        For each package of the joint list, the most it gives up against the best
        package in its eyes, in swings, whatever the true scores; empty on conflict.
    gives_up_middle : Floats, shape (n_packages,)
        The same with every score in the middle of its bounds.
    """

    department: str
    solution: Solution | None
    conflict: str
    gives_up: Floats
    gives_up_middle: Floats


def department_view(
    department: str,
    statements: Sequence[Statement],
    *,
    joint: Solution,
    proceed: Proceed | None = None,
) -> DepartmentView:
    """Look at the joint packages through the statements of one department.

    Parameters
    ----------
    department : str
    statements : sequence of Statement
        Joint statements and its own.
    joint : Solution
        Packages that are looked at.
    """
    nothing = np.zeros(0)
    try:
        own = solve(joint.problem, statements, proceed=proceed)
    except AppraisalError as refusal:
        if refusal.code != "APP301":
            raise
        return DepartmentView(department, None, refusal.problem, nothing, nothing)
    if max(len(own.chosen), len(joint.chosen)) > MOST_COMPARED:
        return DepartmentView(department, own, "", nothing, nothing)
    return DepartmentView(
        department,
        own,
        "",
        most_given_up(own, joint.chosen),
        most_given_up(own, joint.chosen, middle=True),
    )


def most_given_up(
    solution: Solution, packages: Flags, *, middle: bool = False
) -> Floats:
    """Bound what each package costs against the best, in swings.

    The greatest difference over all weights lies at a corner, since it is convex in
    the weights.

    Returns
    -------
    Floats, shape (n_packages,)
    """
    numbers, scales = solution.numbers, np.array(solution.scales, dtype=np.float64)
    if middle:
        both = numbers.lower + numbers.upper
        numbers = IntervalProblem(both, both, numbers.usage, numbers.limits)
        scales = 2 * scales
    most, _ = greatest_regrets(numbers, packages, solution.chosen)
    return np.asarray((most / scales[:, None]).max(axis=0, initial=0), dtype=np.float64)

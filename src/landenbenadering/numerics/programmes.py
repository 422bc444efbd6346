"""Fronts by integer programmes: one per zone that may still hold a point.

Slower than deciding on items one by one, but it takes any linear constraints, and
it is an independent check.
"""

from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.packages import PackageProblem
from landenbenadering.numerics.search_zone import search_zone
from landenbenadering.numerics.solver import SilentHighs

Int64s = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

MOST_CORNERS = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class ProgrammeFront:
    """Non-dominated points in rising order, with one package for each.

    Attributes
    ----------
    points : Int64s, shape (n_points, n_objectives)
    packages : Flags, shape (n_points, n_items)
    solved : int
        Integer programmes solved.
    """

    points: Int64s
    packages: Flags
    solved: int


def front_by_programmes(problem: PackageProblem) -> ProgrammeFront:
    """Find all non-dominated points with HiGHS.

    Each zone asks for the package of highest joint value strictly above its corner;
    values are computed again in whole numbers.

    References
    ----------
    K. Dächert and K. Klamroth (2015), Journal of Global Optimization 61, 643-676.
    """
    solver = _solver(problem)
    p, n = problem.gains.shape
    floor = np.minimum(problem.gains, 0).sum(axis=1) - 1
    points: dict[tuple[int, ...], Flags] = {}
    empty: set[tuple[int, ...]] = set()
    solved, fresh = 0, True
    while fresh:
        known = np.array(sorted(points), dtype=np.int64).reshape(-1, p)
        zone = search_zone(known, floor, most=MOST_CORNERS)
        if not zone.whole:
            raise NumericsError(
                "NUM202",
                problem=f"More than {MOST_CORNERS} zones are open at once.",
                remedy="Use fewer objectives.",
            )
        fresh = False
        for corner in zone.corners:
            key = tuple(int(value) for value in corner)
            if key in empty or any(_above(point, key) for point in points):
                continue
            chosen = _best_above(solver, problem, corner)
            solved += 1
            if chosen is None:
                empty.add(key)
            else:
                fresh = True
                total = problem.gains @ chosen
                points[tuple(int(value) for value in total)] = chosen
    order = sorted(points)
    return ProgrammeFront(
        np.array(order, dtype=np.int64).reshape(-1, p),
        np.array([points[key] for key in order], dtype=np.bool_).reshape(-1, n),
        solved,
    )


def best_in_sum(problem: PackageProblem) -> Flags | None:
    """Find a package with the highest sum of gains, shape (n_items,), if there is one.

    Raises
    ------
    NumericsError
        NUM203 when the numbers differ too much in size for the solver.
    """
    floor = np.minimum(problem.gains, 0).sum(axis=1) - 1
    return _best_above(_solver(problem), problem, floor)


def _solver(problem: PackageProblem) -> SilentHighs:
    """Set up a programme whose first rows are the objectives."""
    n = problem.gains.shape[1]
    solver = SilentHighs()
    for option, value in (("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5)):
        solver.setOptionValue(option, value)
    columns = np.arange(n, dtype=np.int32)
    solver.addVars(n, np.zeros(n), np.ones(n))
    solver.changeColsIntegrality(
        n, columns, np.array([highspy.HighsVarType.kInteger] * n)
    )
    for row in problem.gains:
        solver.addRow(
            -highspy.kHighsInf, highspy.kHighsInf, n, columns, row.astype(float)
        )
    for row, limit in zip(problem.usage, problem.limits, strict=True):
        solver.addRow(-highspy.kHighsInf, float(limit), n, columns, row.astype(float))
    # Whole numbers, so that a gap below 1 proves the best.
    solver.changeColsCost(n, columns, problem.gains.sum(axis=0).astype(float))
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    return solver


def _best_above(
    solver: SilentHighs, problem: PackageProblem, corner: Int64s
) -> Flags | None:
    for place, value in enumerate(corner):
        solver.changeRowBounds(place, float(value) + 1.0, highspy.kHighsInf)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    chosen = np.rint(np.array(solver.getSolution().col_value)).astype(np.bool_)
    kept = (problem.usage @ chosen <= problem.limits).all()
    if not kept or not (problem.gains @ chosen > corner).all():
        raise NumericsError(
            "NUM203",
            problem="The solver's answer breaks a limit when computed exactly.",
            remedy="Scale the numbers so that they differ less in size.",
        )
    return np.asarray(chosen)


def _above(point: tuple[int, ...], corner: tuple[int, ...]) -> bool:
    return all(value > least for value, least in zip(point, corner, strict=True))

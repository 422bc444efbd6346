"""From what score on an instrument leaves the packages, or belongs in all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.appraisal.robust import (
    Flags,
    Solution,
    Standing,
    solve_with,
    standing,
)
from landenbenadering.numerics.interval_problem import Proceed
from landenbenadering.numerics.package_comparison import least_differences

Floats = npt.NDArray[np.float64]

MOST_PAIRS = 4_000_000


@dataclass(frozen=True, slots=True)
class ScoreThresholds:
    """What one score would have to be, all others as they are.

    Attributes
    ----------
    instrument, criterion : str
    leaves_below : float
        Known to be below this, the instrument is in no non-dominated package;
        −infinity if no score on this criterion puts it out, +infinity if none brings
        it in.
    core_above : float
        Known to be above this, it is in all; +infinity if no score does that,
        −infinity if every score does.
    """

    instrument: str
    criterion: str
    leaves_below: float
    core_above: float


def score_thresholds(
    solution: Solution, instrument: str, *, proceed: Proceed | None = None
) -> tuple[ScoreThresholds, ...] | None:
    """Find the thresholds of an instrument's score on every criterion.

    Packages that hold the instrument are compared with those that do not; among
    themselves its score plays no part, so only the non-dominated ones on either side
    count. `None` when those are too many to compare, or there is no package.

    In the unit of the scores.
    """
    shares = solution.core_index
    if not shares:
        return None
    place = [i.code for i in solution.problem.instruments].index(instrument)
    inside = solution.chosen[solution.chosen[:, place]]
    outside = solution.chosen[~solution.chosen[:, place]]
    stands = standing(shares[instrument])
    all_inside, all_outside = inside, outside
    if stands is not Standing.EXTERIOR:
        all_outside = solve_with(solution, without=[instrument], proceed=proceed)
    if stands is not Standing.CORE:
        all_inside = solve_with(solution, holding=[instrument], proceed=proceed)
    inside = inside if stands is not Standing.EXTERIOR else all_inside
    outside = outside if stands is not Standing.CORE else all_outside
    pairs = max(len(inside) * len(all_outside), len(all_inside) * len(outside))
    if pairs * len(solution.corners) > MOST_PAIRS:
        return None
    leaves = _leaves_below(solution, place, inside=inside, outside=all_outside)
    core = _core_above(solution, place, inside=all_inside, outside=outside)
    return tuple(
        ScoreThresholds(instrument, criterion, float(low), float(high))
        for criterion, low, high in zip(
            solution.problem.criteria, leaves, core, strict=True
        )
    )


def _leaves_below(
    solution: Solution, place: int, *, inside: Flags, outside: Flags
) -> Sequence[float]:
    """For each criterion: below what every package inside is dominated by one outside.

    Shape (n_criteria,).
    """
    shape = len(solution.corners), len(outside), len(inside)
    least = np.zeros(shape)
    for w, differences in least_differences(solution.numbers, outside, inside):
        least[w] = differences
    found = []
    for unit, _, upper in _units(solution, place):
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = upper + least / unit[:, None, None]
        free = unit == 0
        reach[free] = np.where(least[free] >= 0, np.inf, -np.inf)
        found.append(reach.min(axis=0).max(axis=0, initial=-np.inf).min(initial=np.inf))
    return found


def _core_above(
    solution: Solution, place: int, *, inside: Flags, outside: Flags
) -> Sequence[float]:
    """For each criterion: above what every package outside is dominated by one inside.

    Shape (n_criteria,).
    """
    shape = len(solution.corners), len(inside), len(outside)
    least = np.zeros(shape)
    for w, differences in least_differences(solution.numbers, inside, outside):
        least[w] = differences
    found = []
    for unit, lower, _ in _units(solution, place):
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = lower - least / unit[:, None, None]
        free = unit == 0
        reach[free] = np.where(least[free] >= 0, -np.inf, np.inf)
        found.append(reach.max(axis=0).min(axis=0, initial=np.inf).max(initial=-np.inf))
    return found


def _units(solution: Solution, place: int) -> list[tuple[Floats, float, float]]:
    """Give for each criterion what one unit of score is worth at every corner.

    In the whole numbers of that corner, with the bounds of the instrument's score.
    """
    problem = solution.problem
    found = []
    for k, criterion in enumerate(problem.criteria):
        swing = problem.swings.get(criterion, 1)
        unit = [
            float(corner[k] / swing * scale)
            for corner, scale in zip(solution.corners, solution.scales, strict=True)
        ]
        value = problem.instruments[place].scores[criterion].value
        found.append((np.array(unit), value.lower, value.upper))
    return found

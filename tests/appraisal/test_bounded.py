"""What is proven of packages where there was no time for all of them."""

from fractions import Fraction

import numpy as np

from landenbenadering.appraisal.bounded import MANY_ITEMS, solve_bounded
from landenbenadering.appraisal.preferences import ranking
from landenbenadering.appraisal.problem import AppraisalProblem, Instrument
from landenbenadering.numerics.packages import PackageProblem
from landenbenadering.numerics.programmes import best_in_sum
from tests.appraisal.small_problems import score


def _programme(instruments: int) -> AppraisalProblem:
    rng = np.random.default_rng(20130306)
    lows = rng.integers(10, 90, (instruments, 3))
    costs = rng.integers(5, 60, instruments)
    return AppraisalProblem(
        tuple("abc"),
        tuple(
            Instrument(
                f"i{j}",
                {c: score(low, low + 6) for c, low in zip("abc", row, strict=True)},
                {("BZ", 2026): int(cost)},
            )
            for j, (row, cost) in enumerate(zip(lows.tolist(), costs, strict=True))
        ),
        {("BZ", 2026): int(costs.sum()) // 3},
    )


def test_no_package_that_is_missing_passes_those_shown_by_more_than_stated() -> None:
    problem = _programme(MANY_ITEMS + 20)
    found = solve_bounded(
        problem,
        ranking("abc", said_by="BZ"),
        proceed=lambda: False,
        proceed_in_the_middle=lambda: True,
    )
    numbers, shown = found.solution.numbers, found.solution.chosen
    middle = numbers.lower + numbers.upper
    assert not found.complete
    assert found.shortfall is not None
    # The solver finds the best package for a weighting without knowing of the others.
    for weights in ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1), (3, 1, 2)):
        worth = (np.array(weights)[:, None] * middle)[: len(middle)]
        best = best_in_sum(PackageProblem(worth, numbers.usage, numbers.limits))
        assert best is not None
        missed = int(worth.sum(axis=0) @ best) - int(
            (shown @ worth.sum(axis=0)).max(initial=0)
        )
        allowed = sum(
            Fraction(weight) * 2 * scale * Fraction(found.shortfall)
            for weight, scale in zip(weights, found.solution.scales, strict=True)
        )
        assert missed <= allowed


def test_with_time_every_package_is_given() -> None:
    found = solve_bounded(
        _programme(12),
        ranking("abc", said_by="BZ"),
        proceed=lambda: True,
        proceed_in_the_middle=lambda: True,
    )

    assert found.complete
    assert found.shortfall is None

"""What appraisals under interval scores and incomplete weights must reach."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from benchmarks.figure import Figure
from benchmarks.invented_sheets import invented_sheet
from landenbenadering.appraisal.bounded import solve_bounded
from landenbenadering.appraisal.programme import programme
from landenbenadering.appraisal.robust import solve
from landenbenadering.appraisal.stated import JOINT
from landenbenadering.numerics.interval_problem import Proceed
from landenbenadering.pipelines.appraise import appraise, weigh
from landenbenadering.pipelines.appraise_exports import (
    instruments_as_csv,
    packages_as_csv,
    report_as_json,
    report_as_xmcda,
)

CASES = 200
# Width of the scores as a share, and whether the criteria are ranked.
KINDS = ((0.02, True), (0.05, True), (0.1, True), (0.0, False))
PROGRAMME_SECONDS, PROGRAMME_SHARE = 30.0, 0.01


def package_figures() -> Iterator[Figure]:
    """Measure appraisals of one country, with all exports, and of a programme."""
    seconds = [_country(seed, *KINDS[seed % len(KINDS)]) for seed in range(CASES)]
    how = f"{CASES} cases: 30 instruments, 5 criteria, 3 budgets"
    yield Figure("a country: median", 0.2, "s", statistics.median(seconds), how)
    late = float(np.quantile(seconds, 0.95))
    yield Figure("a country: 95th percentile", 2.0, "s", late, how)
    yield _exported()
    yield from _programme()


def _country(seed: int, width: float, ranked: bool) -> float:  # noqa: FBT001
    weighing = weigh(invented_sheet(seed, instruments=30, width=width, ranked=ranked))
    start = time.perf_counter()
    solve(weighing.problem, weighing.of(JOINT))
    return time.perf_counter() - start


def _exported() -> Figure:
    """Appraise forty instruments and write every export; the median of seven."""
    seconds = []
    for seed in range(7):
        weighing = weigh(invented_sheet(seed, instruments=40, width=0.0, ranked=True))
        start = time.perf_counter()
        report = appraise(
            weighing,
            sensitivity=False,
            proceed_after=_until(start + 0.5),
        )
        for write in (
            report_as_json,
            packages_as_csv,
            instruments_as_csv,
            report_as_xmcda,
        ):
            write(report)
        seconds.append(time.perf_counter() - start)
    return Figure(
        "40 instruments, 5 ranked criteria, all exports",
        1.0,
        "s",
        statistics.median(seconds),
        "half a second for what follows from the packages",
    )


def _until(end: float) -> Proceed:
    return lambda: time.perf_counter() < end


def _programme() -> Iterator[Figure]:
    """Appraise three hundred instruments in twenty countries at once."""
    drawn = [
        invented_sheet(seed, instruments=15, width=0.1, ranked=True)
        for seed in range(20)
    ]
    budget = tuple(
        replace(line, eur=sum(sheet.budget[place].eur for sheet in drawn))
        for place, line in enumerate(drawn[0].budget)
    )
    sheets = [
        replace(sheet, id=f"country-{k}", budget=budget)
        for k, sheet in enumerate(drawn)
    ]
    weighing = weigh(programme(sheets))
    start = time.perf_counter()
    found = solve_bounded(
        weighing.problem,
        weighing.of(JOINT),
        proceed=_until(start + 5),
        proceed_in_the_middle=lambda: True,
    )
    seconds = time.perf_counter() - start
    share = 0.0 if found.complete else found.share
    what = "300 instruments in 20 countries"
    how = f"{len(found.solution.chosen)} packages; 5 s for the exact search first"
    yield Figure(what, PROGRAMME_SECONDS, "s", seconds, how)
    yield Figure(f"{what}: guarantee", PROGRAMME_SHARE, "of the best", share, how)

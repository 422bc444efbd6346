"""Appraisals computed within the time a page has, and kept for a while.

What a page did not get to is computed when it is asked for once more, and at last in a
run of its own, whose progress pages can follow. Both are kept by this process alone.
"""

import hashlib
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from landenbenadering.appraisal.bounded import BoundedSolution, solve_bounded
from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.appraisal.stated import JOINT
from landenbenadering.appraisal.weighing import Figure, Weighing
from landenbenadering.pipelines.appraise import AppraisalReport, follow, weigh
from landenbenadering.pipelines.appraise_exports import sheet_as_plain
from landenbenadering.web.assessments.errors import AssessmentError

KEPT = 64
MOST_RUNS = 2
_SLACK = 4
# What was not finished is tried anew after this; it may have met a bad moment.
_UNFINISHED_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds of computing that the parts of an appraisal may take.

    The thread's own time counts, so that a busy machine gives the same answer as a
    calm one, later; by the clock it may take `_SLACK` times as long.

    Attributes
    ----------
    exact : float
        For the search for every package.
    middle : float
        For the search that takes its place, with scores in the middle.
    follow : float
        From the start to the last of what follows.
    """

    exact: float
    middle: float
    follow: float


AT_ONCE = Patience(exact=0.2, middle=0.2, follow=0.35)
MORE = Patience(exact=0.8, middle=1.0, follow=2.0)
LONG = Patience(exact=300, middle=300, follow=900)


@dataclass(slots=True)
class Run:
    """A long run: how far it is, and whether it ended.

    Attributes
    ----------
    step : str
        Name of the step that is being done.
    stop : bool
        Set from outside to end it; it keeps what it has.
    """

    step: str = "packages"
    done: int = 0
    total: int = 1
    ended: bool = False
    stop: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer, and the patience and the moment of the clock it was made with."""

    patience: Patience
    report: AppraisalReport
    made: float

    def stands(self, patience: Patience) -> bool:
        """Say whether it serves for someone with this patience."""
        if is_whole(self.report) or self.patience.follow > patience.follow:
            return True
        recent = time.monotonic() - self.made < _UNFINISHED_SECONDS
        return recent and self.patience.follow == patience.follow


@dataclass(slots=True)
class _Kept:
    """What this process holds, under the hash of what was asked."""

    reports: OrderedDict[str, _Answer] = field(default_factory=OrderedDict)
    runs: dict[str, Run] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_kept = _Kept()


class _Clock:
    """What an appraisal has taken of each thread that works on it."""

    def __init__(self) -> None:
        self._own = threading.local()
        self._own.since = time.thread_time()
        self._before = 0.0
        self._begun = time.monotonic()
        self._thread = threading.get_ident()

    def within(self, seconds: float) -> bool:
        """Say whether there is time left, for the thread that asks."""
        if not hasattr(self._own, "since"):
            # A helper of the first thread, which waits for it.
            self._own.since = time.thread_time() - self._before
        spent = time.thread_time() - self._own.since
        if threading.get_ident() == self._thread:
            self._before = spent
        on_the_wall = time.monotonic() - self._begun
        return spent < seconds and on_the_wall < _SLACK * seconds


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a sheet with its figures, through whose eyes."""

    sheet: AppraisalSheet
    figures: Mapping[str, Figure]
    view: str = ""

    @property
    def speakers(self) -> tuple[str, ...]:
        """Whose statements count."""
        return (JOINT, self.view) if self.view else (JOINT,)

    @property
    def key(self) -> str:
        """Give a hash of the question."""
        figures = {
            name: (one.value.lower, one.value.upper)
            for name, one in sorted(self.figures.items())
        }
        plain = [sheet_as_plain(self.sheet), figures, self.view]
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()

    def weighing(self) -> Weighing:
        """Read the sheet; `weigh_sheet` says what it refuses."""
        return weigh(self.sheet, figures=self.figures)


def answer(question: Question, patience: Patience) -> AppraisalReport:
    """Appraise within the time given; a better answer that is kept is given instead.

    Raises
    ------
    AppraisalError
        APP211 to APP218, APP301 and APP311, as weighing and solving say.
    """
    held = _kept.reports.get(question.key)
    if held is not None and held.stands(patience):
        return held.report
    return _keep(question.key, patience, _appraise(question, patience, Run()))


def start_run(question: Question) -> Run:
    """Start a long run in a thread of its own; one that goes on is given instead.

    Raises
    ------
    AssessmentError
        ASM104 as many runs go on as this process allows.
    """
    with _kept.lock:
        run = _kept.runs.get(question.key)
        if run is not None and not run.ended:
            return run
        if sum(not other.ended for other in _kept.runs.values()) >= MOST_RUNS:
            raise AssessmentError(
                "ASM104",
                problem="Two long runs go on already.",
                remedy="Wait until one of them has ended, or end it.",
            )
        run = Run()
        _kept.runs[question.key] = run
        for key in [k for k, r in _kept.runs.items() if r.ended][:-KEPT]:
            del _kept.runs[key]
    threading.Thread(target=_carry_out, args=(question, run), daemon=True).start()
    return run


def run_of(question: Question) -> Run | None:
    """Give the long run on a question; `None` where this process knows none."""
    return _kept.runs.get(question.key)


def _carry_out(question: Question, run: Run) -> None:
    try:
        _keep(question.key, LONG, _appraise(question, LONG, run))
    finally:
        run.ended = True


def _appraise(question: Question, patience: Patience, run: Run) -> AppraisalReport:
    clock = _Clock()

    def within(seconds: float) -> bool:
        return not run.stop and clock.within(seconds)

    def progress(step: str, done: int, total: int) -> None:
        run.step, run.done, run.total = step, done, total

    weighing = question.weighing()
    exact = patience.exact
    found: BoundedSolution = solve_bounded(
        weighing.problem,
        weighing.of(*question.speakers),
        proceed=lambda: within(exact),
        proceed_in_the_middle=lambda: within(exact + patience.middle),
    )
    return follow(
        weighing,
        found,
        speakers=question.speakers,
        progress=progress,
        proceed=lambda: within(patience.follow),
    )


def _keep(key: str, patience: Patience, report: AppraisalReport) -> AppraisalReport:
    with _kept.lock:
        held = _kept.reports.get(key)
        if held is None or held.patience.follow <= patience.follow:
            _kept.reports[key] = _Answer(patience, report, time.monotonic())
        _kept.reports.move_to_end(key)
        while len(_kept.reports) > KEPT:
            _kept.reports.popitem(last=False)
    return report


def is_whole(report: AppraisalReport) -> bool:
    """Say whether nothing was left out."""
    return report.complete and not report.unfinished

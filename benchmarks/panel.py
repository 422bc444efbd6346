"""The cooperation model on the published panel: seconds, and glmmTMB beside it."""

import csv
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from benchmarks.figure import Figure
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.cooperation.model import fit_cooperation, start_of
from landenbenadering.measurement.cooperation.panel import Panel, build_panel
from landenbenadering.measurement.cooperation.results import (
    average_multipliers,
    multipliers,
)
from landenbenadering.measurement.cooperation.sample import CooperationSample, sample

CHECKOUT = Path(__file__).resolve().parents[1]
FOLDER = CHECKOUT.parent / "shared" / "data" / "eurostat_eil"
NAMES = ("migr_eiord_Data_allcitizens.csv", "migr_eirtn_Data_allcitizens.csv")
EXTRACTED = date(2018, 1, 1)
RUNS = 3
GLMMTMB = """
suppressMessages(library(glmmTMB))
d <- read.csv(commandArgs(TRUE)[1])
f <- returns ~ offset(log(orders)) + (1|geo) + (1|geo:year) + (1|citizen) +
  (1|citizen:year) + (1|citizen:geo)
s <- system.time(glmmTMB(f, family = nbinom2, data = d))[["elapsed"]]
cat(s, "\\n")
"""


def panel_figures() -> Iterator[Figure]:
    """Measure what the published panel must reach."""
    if not all((FOLDER / name).is_file() for name in NAMES):
        yield Figure("panel: full results", 10.0, "s", None, "the files are not here")
        return
    counts = read_counts()
    panel = build_panel(counts)
    seconds = [_full(panel)[0] for _ in range(RUNS + 1)][1:]
    took, drawn = float(np.median(seconds)), _full(panel)[1]
    how = f"{panel.year.size:,} cells; fit, draws, every citizenship, year and state"
    yield Figure("panel: full results", 10.0, "s", took, how)
    yield Figure("panel: derived quantities", 1.0, "s", _derive(drawn), "1,000 draws")
    other = reference(panel)
    yield Figure(
        "panel: full results against glmmTMB's point fit",
        10.0 if other is None else other,
        "s",
        None if other is None else took,
        "no glmmTMB here" if other is None else "crossed effects, rounding ignored",
    )
    yield from _update(counts)


def read_counts() -> tuple[Observation, ...]:
    """Read the published files as a user imports them."""
    with tempfile.TemporaryDirectory() as folder:
        store = EvidenceStore(Path(folder))
        import_files(
            "eurostat-eil",
            [FOLDER / name for name in NAMES],
            store=store,
            retrieved=datetime(2026, 1, 1, tzinfo=UTC),
            extracted_on=EXTRACTED,
        )
        wanted = (Indicator.ORDERED_TO_LEAVE, Indicator.RETURNED)
        return tuple(
            store.observations(as_of=AsOf(date(2026, 1, 1)), indicators=wanted)
        )


def _full(panel: Panel) -> tuple[float, CooperationSample]:
    """Fit, draw and derive; give the seconds and the draws."""
    began = time.perf_counter()
    drawn = sample(fit_cooperation(panel), generator=np.random.default_rng(1))
    _derive(drawn)
    return time.perf_counter() - began, drawn


def _derive(drawn: CooperationSample) -> float:
    """Derive all that is shown, for all states together and as the Netherlands."""
    began = time.perf_counter()
    for reporter in (None, "NLD"):
        multipliers(drawn, reporter=reporter)
        average_multipliers(drawn, reporter=reporter)
    return time.perf_counter() - began


def _update(counts: tuple[Observation, ...]) -> Iterator[Figure]:
    """Add the last year to a fit of the others."""
    last = max(item.year for item in counts)
    before = fit_cooperation(build_panel(i for i in counts if i.year < last))
    panel, earlier = build_panel(counts), start_of(before)
    spent: dict[bool, list[float]] = {False: [], True: []}
    points = {}
    for warm in (False, True) * RUNS:
        began = time.process_time()
        fitted = fit_cooperation(panel, earlier=earlier if warm else None)
        spent[warm].append(time.process_time() - began)
        points[warm] = fitted.fit.evaluations
    yield Figure(
        "panel: one year more, from the earlier fit",
        points[False],
        "points",
        points[True],
        "outer points evaluated; the target is a fit from nothing",
    )
    yield Figure(
        "panel: one year more, processor time",
        min(spent[False]),
        "s",
        min(spent[True]),
        "the climb starts at its end; the design over outer points is laid anew",
    )


def reference(panel: Panel) -> float | None:
    """Give the seconds of glmmTMB's point fit of the same cells; `None` without it.

    Orders that may be 0 count as 1: it needs a logarithm.
    """
    program = shutil.which("Rscript")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "panel.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("citizen", "geo", "year", "orders", "returns"))
            columns = (panel.citizenship, panel.reporter, panel.year)
            counts = (np.maximum(panel.orders, 1), panel.returns)
            writer.writerows(zip(*columns, *counts, strict=True))
        answer = subprocess.run(
            [program, "-e", GLMMTMB, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
    return None if answer.returncode else float(answer.stdout.split()[-1])

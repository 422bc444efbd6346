"""`landenbenadering appraise`: which packages stay, and what follows from them."""

import argparse
import sys
import time
from functools import cache
from pathlib import Path

from landenbenadering.appraisal.programme import programme
from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.appraisal.weighing import Weighing
from landenbenadering.cli.appraise_text import print_comparison, print_report, print_why
from landenbenadering.cli.terminal import output, progress_bar, shown_path
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.numerics.interval_problem import Proceed
from landenbenadering.pipelines.appraise import (
    AppraisalReport,
    weigh,
)
from landenbenadering.pipelines.appraise import appraise as carry_out
from landenbenadering.pipelines.appraise_exports import (
    instruments_as_csv,
    packages_as_csv,
    report_as_json,
    report_as_xmcda,
)
from landenbenadering.pipelines.appraise_figures import tie_figures
from landenbenadering.pipelines.appraise_files import (
    placed,
    sheet_file,
    shipped_sheet,
    shipped_sheets,
)
from landenbenadering.pipelines.appraise_register import (
    linkage_figures,
    with_bars_on_return,
)
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.policy.register import Register

# Quick steps are done even where the search had no time at all.
STEPS_AT_LEAST = 2.0
WRITERS = {
    "json": report_as_json,
    "csv": packages_as_csv,
    "instruments-csv": instruments_as_csv,
    "xmcda": report_as_xmcda,
}


def appraise(options: argparse.Namespace) -> None:
    """Appraise a sheet and show, or write, what was found."""
    weighing = _weighing(options)
    start = time.monotonic()
    with progress_bar() as bar:
        task = bar.add_task("Weighing", total=1)

        def progress(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total)

        report = carry_out(
            weighing,
            draws=options.draws,
            seed=options.seed,
            sensitivity=not options.no_sensitivity,
            progress=progress,
            proceed=_until(start + options.seconds),
            proceed_after=_until(start + 2 * options.seconds + STEPS_AT_LEAST),
        )
        bar.update(task, completed=1, total=1)
    _show(report, options)


def _until(end: float) -> Proceed:
    return lambda: time.monotonic() < end


def _weighing(options: argparse.Namespace) -> Weighing:
    """Read the sheets; several make one programme."""
    texts = [_sheet(name) for name in options.sheets]
    sheet = programme([sheet for sheet, _ in texts])
    store = EvidenceStore(evidence_home())
    figures = tie_figures(sheet, store=store, as_of=AsOf(sheet.on))
    if any(cost.linkage for line in sheet.instrument for cost in line.cost):
        figures |= linkage_figures(_register(AsOf(sheet.on)))
    if any(line.forced_return for line in sheet.instrument):
        sheet = with_bars_on_return(sheet, _register(AsOf(sheet.on)))
    try:
        return weigh(sheet, figures=figures)
    except LandenbenaderingError as error:
        if len(texts) == 1:
            placed(error, text=texts[0][1], name=options.sheets[0])
        raise


def _sheet(name: str) -> tuple[AppraisalSheet, str]:
    if name in shipped_sheets():
        return shipped_sheet(name), ""
    return sheet_file(Path(name))


@cache
def _register(as_of: AsOf) -> Register:
    """Give the register of this installation, as it stood."""
    from landenbenadering.cli.prepare import prepare

    with progress_bar() as bar:
        prepare(bar)
    from landenbenadering.web.register.selectors import register_as_of

    return register_as_of(as_of)


def _show(report: AppraisalReport, options: argparse.Namespace) -> None:
    if options.format == "text":
        print_report(report, options.language)
        if options.why is not None:
            print_why(report, [code for code in options.why.split(",") if code])
        if options.compare is not None:
            print_comparison(report, *options.compare)
        return
    text = WRITERS[options.format](report)
    if options.out is None:
        sys.stdout.write(text)
        return
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf-8")
    output().print(shown_path(options.out), markup=False, soft_wrap=True)

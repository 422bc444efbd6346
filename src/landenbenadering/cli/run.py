"""`landenbenadering run` and `serve`: the whole cycle, and the pages."""

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from landenbenadering.cli.moment import today
from landenbenadering.cli.prepare import prepare
from landenbenadering.cli.terminal import output, progress_bar, shown_path
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.comparing import start_comparison
from landenbenadering.pipelines.cooperation import keep_comparison
from landenbenadering.pipelines.draft import WRITERS, draft_letter, write_letter
from landenbenadering.pipelines.measure import measure
from landenbenadering.pipelines.settings import data_home, evidence_home
from landenbenadering.pipelines.tables import measure_rows, ratio_caution

LETTER_DAY = date(2013, 3, 6)
ON_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Cycle:
    """What one run of the cycle gave: measures of the letter's countries, and files."""

    figures: tuple[ReturnFigures, ...]
    paths: list[Path]


def run(options: argparse.Namespace) -> None:
    """Prepare, run the cycle, write the letter, show a summary, and serve."""
    with progress_bar() as bar:
        prepare(bar)
        cycle = _run_cycle(bar, options.out)
    console = output()
    _print_summary(console, cycle)
    if not options.no_serve:
        serve(options)


def _run_cycle(bar: Progress, out: Path) -> Cycle:
    """Measure every country and write the letter of 6 March 2013 in both languages."""
    from landenbenadering.letters.compose import letter_countries
    from landenbenadering.web.register.selectors import register_as_of

    store = EvidenceStore(evidence_home())
    task = bar.add_task("Measuring countries", total=1)
    figures = measure(store, as_of=AsOf(known_on=today()))
    bar.advance(task)
    task = bar.add_task("Comparing countries", total=1)

    def compared(share: float) -> None:
        bar.update(task, completed=share)

    keep_comparison(store, as_of=AsOf(known_on=today()), watch=compared)
    bar.update(task, completed=1)
    register = register_as_of(AsOf(known_on=LETTER_DAY))
    task = bar.add_task(
        "Writing the letter", total=len(Language) * len(WRITERS), start=True
    )
    paths: list[Path] = []
    for language in Language:
        draft = draft_letter(
            register, store=store, language=language, with_later_figures=True
        )
        paths += write_letter(draft, out)
        bar.advance(task, len(WRITERS))
    named = letter_countries(register)
    return Cycle(
        figures=tuple(item for item in figures if item.country in named), paths=paths
    )


def _print_summary(console: Console, cycle: Cycle) -> None:
    rows = measure_rows(cycle.figures)
    if rows:
        years = f"{min(rows[0]['years'])}-{max(rows[0]['years'])}"
        table = Table("Country", title=f"Countries of the letter, Netherlands, {years}")
        for heading in ("Orders", "Returns", "Ratio", "Missing"):
            table.add_column(heading, justify="right")
        for row in rows:
            table.add_row(row["name_en"], *_summary_cells(cycle.figures, row["iso3"]))
        console.print(table)
        console.print(ratio_caution(Language.EN))
    for path in cycle.paths:
        console.print(shown_path(path), markup=False, soft_wrap=True)
    console.print(f"Data: {shown_path(data_home())}", markup=False, soft_wrap=True)


def _summary_cells(
    figures: tuple[ReturnFigures, ...], iso3: str
) -> tuple[str, str, str, str]:
    item = next(item for item in figures if item.country == iso3)
    bounds = "cannot tell"
    if item.ratio is not None:
        bounds = f"{100 * item.ratio.lower:.1f}–{100 * item.ratio.upper:.1f}%"
    return (
        f"{item.orders:,}" if item.orders is not None else "–",
        f"{item.returns:,}" if item.returns is not None else "–",
        bounds,
        f"{item.missing_share:.0%}",
    )


def serve(options: argparse.Namespace) -> None:
    """Serve the pages until interrupted."""
    from landenbenadering.cli.server import serve_pages

    with progress_bar() as bar:
        prepare(bar)
    # A new installation, or one brought up to date, lacks what its pages show.
    start_comparison()
    _print_accounts(output(), host=options.host, port=options.port)
    serve_pages(host=options.host, port=options.port, workers=options.workers)


def _print_accounts(console: Console, *, host: str, port: int) -> None:
    """Say where the pages are, and how to sign in where only this machine can.

    A site that others reach gets no accounts whose passwords lie in a file.
    """
    from django.conf import settings

    from landenbenadering.web.accounts.demonstration import demonstration_accounts

    console.print(f"Pages: http://{host}:{port}/", markup=False)
    if host not in ON_THIS_MACHINE or settings.SESSION_COOKIE_SECURE:
        console.print("Stop with Ctrl-C.", markup=False)
        return
    demonstration = demonstration_accounts()
    console.print(f"Sign in as {', '.join(demonstration.usernames)}.", markup=False)
    console.print(
        f"Their passwords: {shown_path(demonstration.passwords_in)}",
        markup=False,
        soft_wrap=True,
    )
    console.print("Stop with Ctrl-C.", markup=False)

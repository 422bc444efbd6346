"""`landenbenadering coalition`: with whom, and whether a step can pass."""

import argparse
import sys
from datetime import UTC, datetime

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from landenbenadering.appraisal.coalition import share_of
from landenbenadering.cli.prepare import prepare
from landenbenadering.cli.terminal import output, progress_bar
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.coalition import CoalitionReport
from landenbenadering.pipelines.coalition import coalition as put_together
from landenbenadering.pipelines.coalition_exports import (
    NOT_CONFIRMED,
    coalition_as_json,
    problem_as_csv,
)
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.pipelines.tables import require_countries


def coalition(options: argparse.Namespace) -> None:
    """Show who shares the problem, what a circle adds up to and can decide."""
    require_countries((options.country, *options.circle, *options.opt_out))
    today = datetime.now(UTC).date()
    with progress_bar() as bar:
        prepare(bar)
    from landenbenadering.web.register.selectors import register_as_of

    report = put_together(
        register_as_of(AsOf(options.known_on or today)),
        store=EvidenceStore(evidence_home()),
        country=options.country,
        circle=options.circle,
        on=options.vote_on or today,
        opted_out=options.opt_out,
        rule=options.rule,
    )
    match options.format:
        case "json":
            sys.stdout.write(coalition_as_json(report))
        case "csv":
            sys.stdout.write(problem_as_csv(report))
        case _:
            console = output()
            _print_problem(console, report)
            _print_council(console, report)
            if options.smallest:
                _print_smallest(console, report)


def _print_problem(console: Console, report: CoalitionReport) -> None:
    table = Table(
        title=f"Orders less returns, nationals of {report.country}", box=SIMPLE
    )
    table.add_column("State")
    for heading in ("Orders less returns", "Share", "Trend", "Years"):
        table.add_column(heading, justify="right")
    for row in report.problem:
        bounds = row.without_return
        used = row.figures.years_used
        table.add_row(
            f"{row.state} *" if row.state in report.circle else row.state,
            "cannot tell"
            if bounds is None
            else f"{bounds.lower:,.0f} to {bounds.upper:,.0f}",
            "–" if row.share is None else f"{row.share:.1%}",
            row.trend.value.replace("_", " "),
            f"{used[0]}-{used[-1]}" if used else "–",
        )
    console.print(table)
    if not any(row.share for row in report.problem):
        console.print(
            "Figures of fewer than two states are held, so nothing can be compared. "
            "Import the figures of all states: landenbenadering import eurostat-eil."
        )
    console.print(
        f"The circle (*) has {share_of(report.circle, report.problem):.1%} of it, "
        "among states with figures. Orders less returns are no group of people."
    )
    for named in report.named:
        told = ", ".join(
            f"{state} ({'no figure' if rank is None else f'place {rank}'})"
            for state, rank in named.ranks
        )
        console.print(
            f"The register names ({named.record_id}): {told or 'no partner'}.",
            markup=False,
        )


def _print_council(console: Console, report: CoalitionReport) -> None:
    answer = report.council
    rule = answer.vote.rule
    console.print(
        f"Council on {answer.on}, rule {rule.code} ({rule.source}), "
        f"{len(answer.vote.members)} members taking part: "
        f"{', '.join(answer.circle) or 'nobody'}: {answer.verdict.value}.",
        markup=False,
        soft_wrap=True,
    )
    if answer.beside:
        console.print(f"Without a vote: {', '.join(answer.beside)}.")
    if answer.extension:
        console.print(
            f"Fewest to win over ({len(answer.extension)}): "
            f"{', '.join(answer.extension)}.",
            soft_wrap=True,
        )
    if answer.extension is None:
        console.print("Not even all members together can pass it.")
    if not answer.confirmed:
        console.print(NOT_CONFIRMED.in_(Language.EN))
    power = answer.vote.power()
    table = Table(title="Partners", box=SIMPLE)
    table.add_column("State")
    headings = ("Own share", "Heard (Shapley)", "Adds as last", "Shapley-Shubik")
    for heading in (*headings, "Banzhaf"):
        table.add_column(heading, justify="right")
    for one in report.partners:
        cells = ["–", "–"]
        if one.partner in answer.vote.members:
            seat = answer.vote.members.index(one.partner)
            indices = power.shapley_shubik[seat], power.banzhaf[seat]
            cells = [f"{float(value):.4f}" for value in indices]
        shares = one.own, one.heard, one.heard_last
        table.add_row(one.partner, *(f"{value:.1%}" for value in shares), *cells)
    console.print(table)


def _print_smallest(console: Console, report: CoalitionReport) -> None:
    answer = report.council
    for word, found in (
        ("majorities", answer.vote.smallest_majorities(limit=3)),
        ("blocks", answer.vote.smallest_blocks(limit=3)),
    ):
        console.print(f"Minimal {word}: {found.total:,}; with the fewest members:")
        for row in found.coalitions:
            names = [
                m for m, held in zip(answer.vote.members, row, strict=True) if held
            ]
            console.print(f"  {', '.join(names)}", soft_wrap=True)

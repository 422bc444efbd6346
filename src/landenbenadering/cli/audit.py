"""`landenbenadering audit`: read the audit trail and check that nobody changed it."""

import argparse
import time

from rich.table import Table

from landenbenadering.cli.errors import CommandError
from landenbenadering.cli.prepare import connect, database_refusals
from landenbenadering.cli.terminal import output, progress_bar


def verify(options: argparse.Namespace) -> None:
    """Check chain, anchor and rows; raise when something is wrong."""
    _connect_to_trail()
    from landenbenadering.web.audit import verification
    from landenbenadering.web.audit.anchor import anchor_path

    anchor = options.anchor or anchor_path()
    begun = time.monotonic()
    with progress_bar() as bar:
        task = bar.add_task("Checking the audit trail", total=0)
        found = verification.verify(
            anchor=anchor,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    console = output()
    console.print(
        f"{found.events:,} events, {found.rows:,} rows and {found.anchor_lines:,} "
        f"lines of the anchor checked in {time.monotonic() - begun:.1f} s.",
        markup=False,
    )
    for finding in found.findings:
        line = f"{finding.kind.value}  {finding.place}: {finding.problem}"
        console.print(line, markup=False, soft_wrap=True)
    if found.total:
        raise CommandError(
            "CLI120",
            problem=f"The audit trail shows {found.total:,} changes that no service "
            "made.",
            remedy="Keep the database and the anchor as they are, and find out who "
            "wrote to them.",
        )
    console.print("Nothing was changed behind the back of this software.")


def show(options: argparse.Namespace) -> None:
    """List the latest events, from new to old."""
    _connect_to_trail()
    from landenbenadering.policy.vocabulary import Disclosure
    from landenbenadering.web.audit.selectors import EventFilter, latest_events

    wanted = EventFilter(
        action=options.act or "",
        actor=options.actor or "",
        kind=options.kind or "",
        subject=options.subject or "",
    )
    table = Table("No.", "Moment (UTC)", "Who", "In which capacity", "What", "To what")
    for event in latest_events(
        wanted, levels=frozenset(Disclosure), most=options.number
    ):
        table.add_row(
            str(event.sequence),
            f"{event.at:%Y-%m-%d %H:%M:%S}",
            event.actor_name or "-",
            event.capacity or "-",
            event.action,
            f"{event.subject_kind} {event.subject_id}".strip(),
        )
    output().print(table)


def _connect_to_trail() -> None:
    """Connect, and refuse a database that holds no trail: none is made by reading."""
    connect()
    from django.db import connection

    from landenbenadering.web.audit.models import AuditEvent

    with database_refusals():
        tables = connection.introspection.table_names()
    if AuditEvent._meta.db_table not in tables:
        raise CommandError(
            "CLI121",
            problem="This database holds no audit trail.",
            remedy="Name the database of an installation, or start one with "
            "`landenbenadering run`.",
        )

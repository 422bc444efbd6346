"""Filling a register through what keeps rows, trail and triggers in step.

Rows come in as a release brings them: many at once, each with its event. What is
still missing in events is filled up with readings and sign-ins, in the same chain.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from random import Random
from typing import TypeVar

from django.db import connection, transaction

from benchmarks.register.facts import Size, invented_records
from landenbenadering.core.clocks import DAY_ZONE
from landenbenadering.evidence.countries import countries
from landenbenadering.policy.checks import check_references
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.demonstration import demonstration_accounts
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.reading import READ
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.services import (
    EventDraft,
    record_events,
    serialise_appends,
)
from landenbenadering.web.audit.subjects import Subject
from landenbenadering.web.register.admission import checked_row
from landenbenadering.web.register.events import stored_event
from landenbenadering.web.register.holding import keep_holding
from landenbenadering.web.register.models import Origin, RecordVersion

BATCH = 2_000
_AUTHORS = ("desk-foreign-affairs", "desk-migration", "coordinator")
_READERS = (*_AUTHORS, "adviser-development", "decision-maker", "liaison")
_CAPACITY = "desk_officer"
_SIGNED_IN = "account.signed-in"

T = TypeVar("T")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Filled:
    """What the register holds after filling: linkages, versions of facts, events."""

    linkages: int
    versions: int
    events: int


def fill(size: Size, *, seed: int = 1, say: Progress = lambda _text: None) -> Filled:
    """Fill the register up to `size`; the same numbers give the same facts.

    Called on a register that was prepared and holds none of these facts yet.
    """
    demonstration_accounts()
    held = RecordVersion.objects.filter(kind="linkage").values("record_id")
    wanted = size.linkages - held.distinct().count()
    size = Size(size.countries, wanted, size.events)
    records = list(invented_records(size, seed=seed))
    check_references(list({r.id: r for r in records}.values()), countries=countries())
    say(f"{len(records):,} versions of facts")
    _store(records, Random(seed))  # noqa: S311  (no secret)
    with transaction.atomic():
        keep_holding(record.id for record in records)
    say("events")
    _read(records, upto=size.events, dice=Random(seed))  # noqa: S311  (no secret)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Filled(
        linkages=held.distinct().count(),
        versions=RecordVersion.objects.count(),
        events=AuditEvent.objects.count(),
    )


def _store(records: list[Record], dice: Random) -> None:
    authors = list(Account.objects.filter(username__in=_AUTHORS).order_by("username"))
    for batch in _batches(records, BATCH):
        author = dice.choice(authors)
        rows = [
            checked_row(
                record,
                at=_entered(record, dice),
                origin=Origin.PAGE,
                author=author,
            )
            for record in batch
        ]
        with transaction.atomic():
            serialise_appends()
            RecordVersion.objects.bulk_create(rows)
            record_events(
                map(stored_event, rows), actor=author, capacity="desk_officer"
            )


def _entered(record: Record, dice: Random) -> datetime:
    """Give a moment of entry on the day it was known or some days after."""
    day = record.known_from + timedelta(days=dice.choice((0, 0, 0, 1, 5, 30)))
    return datetime.combine(day, time(12), tzinfo=DAY_ZONE)


def _read(records: list[Record], *, upto: int, dice: Random) -> None:
    """Have people read what is internal and sign in until there are enough events."""
    readers = list(Account.objects.filter(username__in=_READERS).order_by("username"))
    internal = [r for r in records if r.disclosure is Disclosure.INTERNAL]
    left = upto - AuditEvent.objects.count()
    while left > 0:
        reader = dice.choice(readers)
        drafts = list(islice(_readings(internal, reader, dice), min(left, BATCH)))
        with transaction.atomic():
            record_events(drafts, actor=reader, capacity=_CAPACITY)
        left -= len(drafts)


def _readings(
    internal: list[Record], reader: Account, dice: Random
) -> Iterator[EventDraft]:
    while True:
        subject = Subject("account", str(reader.pk))
        yield EventDraft(_SIGNED_IN, subject, disclosure=Disclosure.INTERNAL)
        for record in dice.choices(internal, k=19):
            subject = Subject("record", f"{record.id}/{record.version}")
            yield EventDraft(READ, subject, disclosure=Disclosure.INTERNAL)


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch

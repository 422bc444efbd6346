"""The records among which something may wait, picked by the database.

A list of work must not read twenty thousand linkages to find the few that are due:
here are those on which a rule that holds at all times, a deadline or a step of the
cycle can hang, and what is needed to tell.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KT

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.listing import OPEN
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.parameters import rule_texts
from landenbenadering.policy.states import IN_FORCE
from landenbenadering.policy.vocabulary import (
    Actor,
    Disclosure,
    LinkageState,
    PolicyArea,
    ProposalState,
)
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.read_records import READ
from landenbenadering.web.register.selectors import rows_that_hold

Rows = QuerySet[RecordVersion, RecordVersion]
Levels = frozenset[Disclosure]
_WHOLE = ("agreement", "performance", "situation", "strategy", "treaty")
_OPEN_PROPOSALS = (ProposalState.DRAFT, ProposalState.ADVICE, ProposalState.NOTE)
_CHUNK = 500
_HUMANITARIAN = Q(content__humanitarian=True)
_COMING = frozenset({LinkageState.PROPOSED, LinkageState.DECIDED})


class _Reading:
    """Selects rows as they hold at a moment, for some readers."""

    def __init__(self, as_of: AsOf, disclosure: Levels) -> None:
        self._as_of, self._disclosure = as_of, disclosure

    def of(self, *kinds: str, where: Q | None = None) -> Rows:
        """Select the records of some kinds that meet a condition."""
        return rows_that_hold(self._as_of, self._disclosure, kinds=kinds, where=where)


def register_of_waiting(as_of: AsOf, *, disclosure: Levels, until: date) -> Register:
    """Give the part of the register in which something waits at `as_of`.

    Held against it, the rules at all times and the work list find what they find in
    the whole register; everything else may be missing.

    Parameters
    ----------
    until : date
        Reviews and commitments that are due after it need not be there.
    """
    reading = _Reading(as_of, disclosure)
    chosen = (
        reading.of(*_WHOLE),
        *_of_the_cycle(reading),
        reading.of("commitment", where=Q(state=OPEN, due_on__lte=until)),
        _silent_contacts(reading),
        reading.of("instrument", where=_HUMANITARIAN),
    )
    records = [
        *_linkages(reading, today=as_of.known_on, until=until),
        *READ.records({key for rows in chosen for key in _keys(rows)}),
    ]
    return Register(as_of, tuple(sorted(records, key=lambda record: record.id)))


def _keys(rows: Rows) -> Iterable[tuple[int, datetime]]:
    return rows.order_by().values_list("pk", "entered")


def _of_the_cycle(reading: _Reading) -> Iterator[Rows]:
    open_states = Q(state__in=sorted(map(str, _OPEN_PROPOSALS)))
    proposals = reading.of("proposal", where=open_states)
    yield proposals
    names = list(proposals.values_list("record_id", flat=True))
    yield reading.of("advice", where=Q(about__in=names))


def _silent_contacts(reading: _Reading) -> Rows:
    """Select the contacts on which the message is not known to be given."""
    told = reading.of("contact").alias(given=KT("content__message_given"))
    # As text, since the databases write a JSON truth in different ways.
    return told.filter(Q(given__isnull=True) | ~Q(given__in=("true", "1")))


def _linkages(reading: _Reading, *, today: date, until: date) -> list[Record]:
    """Give linkages that are due, undated, dated too far, or humanitarian.

    One question for all, since each would go through every linkage; with the reviews
    of those that are dated too far.
    """
    period = timedelta(days=rule_texts()["LB07"].values_on(today).number("days"))
    own = Q(content__actor=Actor.NETHERLANDS, state__in=sorted(IN_FORCE)) & (
        Q(due_on__isnull=True)
        | Q(due_on__lte=until)
        | Q(due_on__gt=F("known_from") + period)
    )
    instruments = reading.of("instrument", where=_HUMANITARIAN)
    aid = Q(state__in=sorted(IN_FORCE | _COMING)) & (
        Q(content__policy_area=PolicyArea.HUMANITARIAN)
        | Q(
            content__instrument__in=list(
                instruments.values_list("record_id", flat=True)
            )
        )
    )
    found = READ.records(_keys(reading.of("linkage", where=own | aid)))
    late = [r.id for r in found if _reviewed_after(r, r.known_from + period)]
    if late:
        found += READ.records(_keys(reading.of("review", where=Q(about__in=late))))
    return found


def _reviewed_after(record: Record, day: date) -> bool:
    fact = record.fact
    due = fact.review_on if isinstance(fact, Linkage) else None
    return due is not None and due > day

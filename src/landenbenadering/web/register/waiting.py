"""The records among which something may wait, picked by the database.

A list of work must not read twenty thousand linkages to find the few that are due:
here are those on which a rule that holds at all times, a deadline or a step of the
cycle can hang, and what is needed to tell.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.listing import OPEN
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
from landenbenadering.web.register.rows import record_of
from landenbenadering.web.register.selectors import holding_among, known_rows

Rows = QuerySet[RecordVersion, RecordVersion]
_WHOLE = ("agreement", "performance", "situation", "strategy", "treaty")
_OPEN_PROPOSALS = (ProposalState.DRAFT, ProposalState.ADVICE, ProposalState.NOTE)
_COMING = frozenset({LinkageState.PROPOSED, LinkageState.DECIDED})


def register_of_waiting(
    as_of: AsOf, *, disclosure: frozenset[Disclosure], until: date
) -> Register:
    """Give the part of the register in which something waits at `as_of`.

    Held against it, the rules at all times and the work list find what they find in
    the whole register; everything else may be missing.

    Parameters
    ----------
    until : date
        Reviews and commitments that are due after it need not be there.
    """
    known = known_rows(as_of, disclosure)
    today = as_of.known_on
    rows = [
        row
        for chosen in (
            holding_among(known.filter(kind__in=_WHOLE)),
            *_of_the_cycle(known),
            _open_commitments(known, until),
            _silent_contacts(known),
            *_of_linkages(known, today=today, until=until),
        )
        for row in chosen
    ]
    records = {row.record_id: row for row in rows}
    return Register(as_of, tuple(record_of(records[name]) for name in sorted(records)))


def _of_the_cycle(known: Rows) -> Iterator[Rows]:
    states = sorted(map(str, _OPEN_PROPOSALS))
    proposals = holding_among(known.filter(kind="proposal")).filter(state__in=states)
    yield proposals
    yield holding_among(
        known.filter(kind="advice", about__in=proposals.values("record_id"))
    )


def _open_commitments(known: Rows, until: date) -> Rows:
    held = holding_among(known.filter(kind="commitment"))
    return held.filter(state=OPEN, due_on__lte=until)


def _silent_contacts(known: Rows) -> Rows:
    """Select the contacts on which the message is not known to be given."""
    given = holding_among(known.filter(kind="contact")).filter(
        content__message_given=True
    )
    return holding_among(known.filter(kind="contact")).exclude(
        pk__in=given.values("pk")
    )


def _of_linkages(known: Rows, *, today: date, until: date) -> Iterator[Rows]:
    """Select linkages that are due, undated, dated too far, or humanitarian."""
    held = holding_among(known.filter(kind="linkage"))
    instruments = holding_among(known.filter(kind="instrument")).filter(
        content__humanitarian=True
    )
    period = timedelta(days=rule_texts()["LB07"].values_on(today).number("days"))
    own = held.filter(content__actor=Actor.NETHERLANDS, state__in=sorted(IN_FORCE))
    late = own.filter(due_on__gt=F("known_from") + period)
    yield instruments
    yield own.filter(Q(due_on__isnull=True) | Q(due_on__lte=until))
    yield late
    yield holding_among(known.filter(kind="review", about__in=late.values("record_id")))
    names = list(instruments.values_list("record_id", flat=True))
    yield held.filter(state__in=sorted(IN_FORCE | _COMING)).filter(
        Q(content__policy_area=PolicyArea.HUMANITARIAN)
        | Q(content__instrument__in=names)
    )

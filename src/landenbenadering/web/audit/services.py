"""The only writers of the audit trail."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.audit.anchor import anchor_after_commit
from landenbenadering.web.audit.canonical import (
    GENESIS,
    canonical_json,
    event_hash,
    moment_text,
    plain_text,
    row_digest,
)
from landenbenadering.web.audit.errors import AuditError
from landenbenadering.web.audit.models import LENGTHS, AuditEvent
from landenbenadering.web.audit.subjects import REMOVED, Subject, table_of

Actor = AbstractBaseUser | AnonymousUser | None
REFUSED = "refused"

# A number of our own: whoever holds this lock of PostgreSQL appends to the chain.
_LOCK = 0x6C62_6175_6469_7400
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event that is to be recorded.

    Attributes
    ----------
    subject : Subject, Model or None
        A row of an audited table is digested as it stands; a `Subject` and `None`
        say that the event changed no row.
    before, after : Mapping or None
        The columns that changed, or that tell what happened.
    removed : bool
        Whether the event removed the row that `subject` was.
    """

    action: str
    subject: Subject | Model | None = None
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None
    reason: str = ""
    disclosure: Disclosure = Disclosure.PUBLIC
    removed: bool = False


def record_event(
    action: str,
    *,
    actor: Actor,
    capacity: str,
    subject: Subject | Model | None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    disclosure: Disclosure = Disclosure.PUBLIC,
    removed: bool = False,
) -> AuditEvent:
    """Append one event to the chain, within the caller's transaction.

    Recorded after the change, since the row of `subject` is read again and
    digested: event and row stand or fall together.

    Parameters
    ----------
    actor : Account, AnonymousUser or None
        `None` is the software itself.
    capacity : str
        Role and department in which it is done, as in `adviser:finance`.

    Raises
    ------
    AuditError
        AUD101 there is no transaction; AUD105 the subject's table is not audited;
        AUD106 the subject's row is not there.
    """
    draft = EventDraft(
        action=action,
        subject=subject,
        before=before,
        after=after,
        reason=reason,
        disclosure=disclosure,
        removed=removed,
    )
    (event,) = record_events([draft], actor=actor, capacity=capacity)
    return event


def record_events(
    drafts: Iterable[EventDraft], *, actor: Actor, capacity: str
) -> list[AuditEvent]:
    """Append many events at once, as when a file is loaded; see `record_event`."""
    serialise_appends()
    drafted = list(drafts)
    if not drafted:
        return []
    digests = _digests(drafted)
    last, hashed = _tail()
    moment = timezone.now()
    events = []
    for number, draft in enumerate(drafted, start=last + 1):
        event = _event(draft, actor=actor, capacity=capacity, at=moment)
        event.sequence = number
        event.subject_digest = _digest_for(draft, digests)
        event.previous_hash = hashed
        event.hash = hashed = event_hash(hashed_columns(event))
        events.append(event)
    AuditEvent.objects.bulk_create(events, batch_size=_CHUNK)
    anchor_after_commit(events[-1])
    return events


def record_refusal(
    problem: str,
    *,
    actor: Actor,
    capacity: str = "",
    subject: Subject | Model | None = None,
    asked: Mapping[str, object] | None = None,
    disclosure: Disclosure = Disclosure.INTERNAL,
) -> AuditEvent:
    """Record that something was refused, in a transaction of its own.

    Called after the refused change was rolled back.

    Parameters
    ----------
    problem : str
        Code or words of the refusal.
    asked : Mapping or None
        What was asked.
    """
    with transaction.atomic():
        return record_event(
            REFUSED,
            actor=actor,
            capacity=capacity,
            subject=_named(subject) if isinstance(subject, Model) else subject,
            after=asked,
            reason=problem,
            disclosure=disclosure,
        )


def serialise_appends() -> None:
    """Wait until this transaction alone may append to the chain.

    A service that changes rows and then records takes this first: whoever holds
    rows and waits for the chain could otherwise wait for another who holds the
    chain and waits for the rows. On SQLite every writing transaction is alone.

    Raises
    ------
    AuditError
        AUD101 there is no transaction.
    """
    if not connection.in_atomic_block:
        raise AuditError(
            "AUD101",
            problem="An event can only be recorded within a transaction.",
            remedy="Record it in the transaction of the change itself.",
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def hashed_columns(event: AuditEvent) -> tuple[str, ...]:
    """Give the columns of an event as text, in the order in which they are hashed."""
    return (
        str(event.sequence),
        moment_text(event.at),
        "" if event.actor_id is None else str(event.actor_id),
        event.actor_name,
        event.capacity,
        event.action,
        event.subject_kind,
        event.subject_id,
        event.before,
        event.after,
        event.reason,
        event.disclosure,
        event.subject_digest,
        event.previous_hash,
    )


def _event(
    draft: EventDraft, *, actor: Actor, capacity: str, at: datetime
) -> AuditEvent:
    known = actor is not None and actor.pk is not None
    named = _named(draft.subject)
    return AuditEvent(
        at=at,
        actor_id=actor.pk if known and actor is not None else None,
        actor_name=_fitted("actor_name", _name_of(actor)),
        capacity=_fitted("capacity", capacity),
        action=_fitted("action", draft.action),
        subject_kind=_fitted("subject_kind", named.kind if named else ""),
        subject_id=_fitted("subject_id", named.id if named else ""),
        before=canonical_json(draft.before),
        after=canonical_json(draft.after),
        reason=plain_text(draft.reason),
        disclosure=draft.disclosure.value,
    )


def _name_of(actor: Actor) -> str:
    return "" if actor is None else actor.get_username()


def _fitted(column: str, text: str) -> str:
    return plain_text(text)[: LENGTHS[column]]


def _named(subject: Subject | Model | None) -> Subject | None:
    if isinstance(subject, Model):
        return table_of(subject.__class__).subject_of(subject)
    return subject


def _digests(drafts: Sequence[EventDraft]) -> dict[tuple[type[Model], object], str]:
    """Read and digest the row of every subject, some hundreds at a time."""
    # __class__ and not type: the account of a request is a lazy stand-in.
    by_model: dict[type[Model], set[object]] = {}
    for draft in drafts:
        if isinstance(draft.subject, Model) and not draft.removed:
            by_model.setdefault(draft.subject.__class__, set()).add(draft.subject.pk)
    return {
        (model, row.key): row_digest(row.columns)
        for model, keys in by_model.items()
        for chunk in _chunks(list(keys))
        for row in table_of(model).rows(chunk)
    }


def _chunks(keys: list[object]) -> Iterator[list[object]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))


def _digest_for(
    draft: EventDraft, digests: Mapping[tuple[type[Model], object], str]
) -> str:
    if draft.removed:
        return REMOVED
    if not isinstance(draft.subject, Model):
        return ""
    digest = digests.get((draft.subject.__class__, draft.subject.pk))
    if digest is None:
        raise AuditError(
            "AUD106",
            problem=f"The row of {_named(draft.subject)} is not in the database.",
            remedy="Store it before its event is recorded.",
        )
    return digest


def _tail() -> tuple[int, str]:
    """Give number and hash of the last event; the chain starts from 64 zeros."""
    last = (
        AuditEvent.objects.order_by("-sequence").values_list("sequence", "hash").first()
    )
    return last or (0, GENESIS)

"""What may be asked of the audit trail."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.audit.models import AuditEvent

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What the trail is searched for; empty or `None` means all.

    Attributes
    ----------
    action : str
        An action, or the first part of several, as in `proposal`.
    since, before : datetime or None
        From this moment on, and before that one.
    """

    action: str = ""
    actor: str = ""
    kind: str = ""
    subject: str = ""
    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class EventPage:
    """Events from new to old, and where the neighbouring pages begin.

    Attributes
    ----------
    older, newer : int or None
        Number below or above which the neighbouring page lies; `None` for none.
    """

    events: tuple[AuditEvent, ...]
    older: int | None
    newer: int | None


def events_of(
    kind: str, subject_id: str, levels: frozenset[Disclosure]
) -> list[AuditEvent]:
    """Give the events of one subject that these readers may see, from new to old."""
    return events_of_any(kind, [subject_id], levels)


def events_of_any(
    kind: str, subject_ids: Collection[str], levels: frozenset[Disclosure]
) -> list[AuditEvent]:
    """Give the events of several subjects of one kind, from new to old."""
    found = _readable(levels).filter(subject_kind=kind, subject_id__in=subject_ids)
    return list(found.order_by("-sequence"))


def last_digest(kind: str, subject_id: str) -> str:
    """Give the digest of the latest event that changed a row; empty for none."""
    events = AuditEvent.objects.filter(subject_kind=kind, subject_id=subject_id)
    changing = events.exclude(subject_digest="").order_by("-sequence")
    return changing.values_list("subject_digest", flat=True).first() or ""


def latest_events(
    wanted: EventFilter, *, levels: frozenset[Disclosure], most: int
) -> list[AuditEvent]:
    """Give the newest events that these readers may see, from new to old."""
    return list(_filtered(_readable(levels), wanted).order_by("-sequence")[:most])


def event_page(
    wanted: EventFilter,
    *,
    levels: frozenset[Disclosure],
    below: int | None = None,
    above: int | None = None,
) -> EventPage:
    """Give one page of the trail, from new to old.

    Pages go by number and not by counting, so that the last page of a million
    events is as near as the first.

    Parameters
    ----------
    below, above : int or None
        Only events with a lower number, newest first; or with a higher number,
        the nearest ones. `None` for both gives the newest.
    """
    found = _filtered(_readable(levels), wanted)
    if above is not None:
        rows = list(found.filter(sequence__gt=above).order_by("sequence")[: _more()])
        more_newer, more_older = len(rows) > PAGE_SIZE, True
        rows = rows[:PAGE_SIZE][::-1]
    else:
        narrowed = found if below is None else found.filter(sequence__lt=below)
        rows = list(narrowed.order_by("-sequence")[: _more()])
        more_newer, more_older = below is not None, len(rows) > PAGE_SIZE
        rows = rows[:PAGE_SIZE]
    return EventPage(
        events=tuple(rows),
        older=rows[-1].sequence if rows and more_older else None,
        newer=rows[0].sequence if rows and more_newer else None,
    )


def _more() -> int:
    return PAGE_SIZE + 1


def _readable(levels: frozenset[Disclosure]) -> QuerySet[AuditEvent, AuditEvent]:
    return AuditEvent.objects.filter(
        disclosure__in=sorted(level.value for level in levels)
    )


def _filtered(
    rows: QuerySet[AuditEvent, AuditEvent], wanted: EventFilter
) -> QuerySet[AuditEvent, AuditEvent]:
    if wanted.action:
        rows = rows.filter(action=wanted.action)
    if wanted.actor:
        rows = rows.filter(actor_name=wanted.actor)
    if wanted.kind:
        rows = rows.filter(subject_kind=wanted.kind)
    if wanted.subject:
        # A fact is named by its versions, as `linkage-gha-2012/1`.
        rows = rows.filter(
            Q(subject_id=wanted.subject)
            | Q(subject_id__startswith=f"{wanted.subject}/")
        )
    if wanted.since is not None:
        rows = rows.filter(at__gte=wanted.since)
    if wanted.before is not None:
        rows = rows.filter(at__lt=wanted.before)
    return rows

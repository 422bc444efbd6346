"""Loading the shipped register, beside what people recorded themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from landenbenadering.evidence.countries import countries
from landenbenadering.policy.record import Record
from landenbenadering.web.audit.services import record_events, serialise_appends
from landenbenadering.web.register.admission import checked_row, require_kind
from landenbenadering.web.register.events import stored_event
from landenbenadering.web.register.holding import keep_holding
from landenbenadering.web.register.models import Origin, RecordVersion
from landenbenadering.web.register.references import require_references
from landenbenadering.web.register.rows import record_of, same_content

Key = tuple[str, date]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of the shipped records, by record id.

    Attributes
    ----------
    added, changed : tuple of str
        Facts that are new here, and facts that got a new version.
    unchanged : tuple of str
        Facts that are held as shipped.
    left_to_people : tuple of str
        Facts that are shipped anew, but of which someone here recorded a version
        of their own: nothing was stored, a person decides.
    no_longer_shipped : tuple of str
        Facts that an earlier release shipped; they stay.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    left_to_people: tuple[str, ...]
    no_longer_shipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """What the register holds: last shipped version per known date, and numbers."""

    shipped: Mapping[Key, Record]
    kinds: Mapping[str, str]
    last_versions: Mapping[str, int]
    by_people: frozenset[str]


def load_records(
    records: Iterable[Record], *, at: datetime | None = None
) -> LoadReport:
    """Load the shipped register; done twice, the second time changes nothing.

    A shipped version is told from another by its record and known date; one that
    reads differently than when it was last loaded becomes a new version. A fact of
    which someone here recorded a version is left as it stands, so that a new
    release never overrules a correction made here. Raises as `store_record` does.
    """
    shipped = _last_of_each_date(records)
    require_references(list(shipped.values()), countries=countries())
    moment = at or timezone.now()
    with transaction.atomic():
        # Another process may load at the same time: then there is less to do.
        serialise_appends()
        return _load(shipped, moment)


def _load(shipped: Mapping[Key, Record], at: datetime) -> LoadReport:
    held = _held()
    differing = [
        record
        for key, record in shipped.items()
        if key not in held.shipped or not same_content(held.shipped[key], record)
    ]
    _store([r for r in differing if r.id not in held.by_people], held, at=at)
    touched = {record.id for record in differing}
    ids = {record.id for record in shipped.values()}
    before = {record_id for record_id, _ in held.shipped}
    return LoadReport(
        added=_sorted(touched - before - held.by_people),
        changed=_sorted((touched & before) - held.by_people),
        unchanged=_sorted(ids - touched),
        left_to_people=_sorted(touched & held.by_people),
        no_longer_shipped=_sorted(before - ids),
    )


def _store(records: list[Record], held: _Held, *, at: datetime) -> None:
    numbers = dict(held.last_versions)
    rows = []
    for record in records:
        if record.id in held.kinds:
            require_kind(record, held.kinds[record.id])
        numbers[record.id] = numbers.get(record.id, 0) + 1
        numbered = replace(record, version=numbers[record.id])
        rows.append(checked_row(numbered, at=at, origin=Origin.REFERENCE))
    RecordVersion.objects.bulk_create(rows)
    keep_holding(row.record_id for row in rows)
    drafts = [stored_event(row) for row in rows]
    record_events(drafts, actor=None, capacity="shipped-register")


def _held() -> _Held:
    rows = RecordVersion.objects.filter(origin=Origin.REFERENCE).order_by("version")
    numbers = RecordVersion.objects.values_list("record_id", "kind")
    last = [(*names, last) for *names, last in numbers.annotate(Max("version"))]
    others = RecordVersion.objects.exclude(origin=Origin.REFERENCE)
    return _Held(
        shipped={(row.record_id, row.known_from): record_of(row) for row in rows},
        kinds={record_id: kind for record_id, kind, _ in last},
        last_versions={record_id: number for record_id, _, number in last},
        by_people=frozenset(others.values_list("record_id", flat=True)),
    )


def _last_of_each_date(records: Iterable[Record]) -> dict[Key, Record]:
    """Keep, of versions known from the same day, the one that will hold."""
    in_order = sorted(records, key=lambda record: (record.id, record.version))
    return {(record.id, record.known_from): record for record in in_order}


def _sorted(ids: set[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))

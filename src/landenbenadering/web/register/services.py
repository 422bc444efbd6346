"""The only writers of the register."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from landenbenadering.evidence.countries import countries
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Act
from landenbenadering.web.audit.refusals import refusals
from landenbenadering.web.audit.services import record_event, serialise_appends
from landenbenadering.web.audit.subjects import Subject
from landenbenadering.web.register.admission import (
    checked_row,
    require_above_what_is_added,
    require_kind,
)
from landenbenadering.web.register.errors import VersionConflictError
from landenbenadering.web.register.events import (
    FROM_A_FILE,
    acting_capacity,
    stored_event,
)
from landenbenadering.web.register.holding import keep_holding
from landenbenadering.web.register.loading import LoadReport, load_records
from landenbenadering.web.register.models import Origin, RecordVersion
from landenbenadering.web.register.references import (
    require_readable,
    require_references,
)
from landenbenadering.web.register.rows import record_of, same_content

__all__ = [
    "LoadReport",
    "StoreReport",
    "add_records",
    "load_records",
    "store_record",
]


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What became of the records of a file: ids of the added and of the known ones."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{len(self.added)} recorded, {len(self.unchanged)} held already."


def store_record(
    record: Record,
    *,
    entered_by_user: Account | None,
    at: datetime | None = None,
    expected_version: int | None = None,
    reason: str = "",
    act: Act = Act.RECORD_FACT,
    department: Department | None = None,
) -> Record:
    """Add a record to the register as the next version of its fact.

    What the register holds already as the last version is not stored again: the
    stored version is returned as it is. Number and moment of entry are set here,
    whatever `record` says of them.

    Parameters
    ----------
    entered_by_user : Account or None
        Who records it; `None` for a record that a register file brings.
    at : datetime or None
        Moment of entry (aware); `None` means now.
    expected_version : int or None
        The last version that the author has seen, 0 for none; `None` skips the
        check.
    reason : str
        Why the author records it, for the audit trail.
    act, department : Act, Department or None
        By what right, and for which department: the audit trail names the role.

    Raises
    ------
    VersionConflictError
        REG103 there is another version than the author has seen.
    RegisterError
        REG104 a value cannot be stored; REG107 the id is that of another kind;
        REG113 it names a record that fewer may read.
    PolicyError
        The record contradicts itself, or something it points at is missing.
    """
    capacity = acting_capacity(entered_by_user, act, department=department)
    with _refusals(record.id, entered_by_user, capacity):
        require_references([record], countries=countries())
        require_readable([record])
        require_above_what_is_added(record)
        origin = Origin.FILE if entered_by_user is None else Origin.PAGE
        row = checked_row(record, at=at, origin=origin, author=entered_by_user)
        with transaction.atomic():
            return _append(
                row,
                record,
                expected_version=expected_version,
                reason=reason,
                capacity=capacity,
            )


def add_records(
    records: Iterable[Record], *, at: datetime | None = None
) -> StoreReport:
    """Record the facts of a register file, all of them or none.

    They may point at one another, in any order. Raises as `store_record` does.
    """
    brought = tuple(records)
    with _refusals("", None, FROM_A_FILE), transaction.atomic():
        return _add(brought, at)


def _add(brought: tuple[Record, ...], at: datetime | None) -> StoreReport:
    require_references(brought, countries=countries())
    require_readable(brought)
    added, unchanged = [], []
    for record in sorted(brought, key=lambda item: (item.id, item.version)):
        held = RecordVersion.objects.filter(record_id=record.id)
        if any(same_content(record_of(row), record) for row in held):
            unchanged.append(record.id)
            continue
        require_above_what_is_added(record)
        row = checked_row(record, at=at, origin=Origin.FILE)
        _append(row, record, expected_version=None, capacity=FROM_A_FILE)
        added.append(record.id)
    return StoreReport(added=tuple(added), unchanged=tuple(unchanged))


def _append(
    row: RecordVersion,
    record: Record,
    *,
    expected_version: int | None,
    capacity: str,
    reason: str = "",
) -> Record:
    serialise_appends()
    latest = _latest(record.id)
    if latest is not None and same_content(record_of(latest), record):
        return record_of(latest)
    held = 0 if latest is None else latest.version
    if expected_version is not None and expected_version != held:
        raise VersionConflictError(record.id)
    if latest is not None:
        require_kind(record, latest.kind)
    row.version = held + 1
    row.save(force_insert=True)
    keep_holding([row.record_id])
    draft = stored_event(row)
    record_event(
        draft.action,
        actor=row.entered_by,
        capacity=capacity,
        subject=row,
        after=draft.after,
        reason=reason,
        disclosure=draft.disclosure,
    )
    return record_of(row)


def _refusals(
    record_id: str, author: Account | None, capacity: str
) -> contextlib.AbstractContextManager[None]:
    return refusals(
        actor=author,
        capacity=capacity,
        subject=Subject("record", record_id) if record_id else None,
    )


def _latest(record_id: str) -> RecordVersion | None:
    rows = RecordVersion.objects.filter(record_id=record_id)
    return rows.order_by("-version").first()

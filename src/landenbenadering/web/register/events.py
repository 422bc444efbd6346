"""What the audit trail says of the register."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, User, capacity_for
from landenbenadering.web.accounts.reading import note_reading
from landenbenadering.web.audit import words
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.selectors import events_of_any
from landenbenadering.web.audit.services import EventDraft
from landenbenadering.web.audit.subjects import Subject
from landenbenadering.web.register.models import RecordVersion

STORED = "record.stored"
FROM_A_FILE = "register-file"


def name_for_the_trail() -> None:
    """Tell the audit trail what is recorded of the register."""
    words.name_actions({STORED: _("fact recorded")})
    words.name_kinds({"record": _("fact")})
    words.name_capacities(
        {
            "shipped-register": _("shipped register"),
            FROM_A_FILE: _("register file"),
        }
    )


def stored_event(row: RecordVersion) -> EventDraft:
    """Draft the event of a version that was stored.

    The number of the version is in its subject alone, which only the trail shows:
    on the page of the record a gap would tell of a version that not everybody reads.
    """
    return EventDraft(
        action=STORED,
        subject=row,
        after={
            "id": row.record_id,
            "kind": row.kind,
            "known_from": row.known_from,
            "origin": row.origin,
        },
        disclosure=Disclosure(row.disclosure),
    )


def recording_capacity(author: Account | None) -> str:
    """Give the capacity in which someone records; without an author, a file does."""
    return acting_capacity(author, Act.RECORD_FACT)


def acting_capacity(
    author: Account | None, act: Act, *, department: Department | None = None
) -> str:
    """Give the capacity in which someone acts; without an author, a file does."""
    if author is None:
        return FROM_A_FILE
    return str(capacity_for(author, act, department=department) or "")


def note_records_read(user: User, records: Iterable[Record]) -> None:
    """Have the trail say that someone was shown these records, where internal."""
    note_reading(
        user,
        [
            (Subject("record", f"{record.id}/{record.version}"), record.disclosure)
            for record in records
        ],
    )


def events_of_versions(
    versions: Iterable[Record], levels: frozenset[Disclosure]
) -> list[AuditEvent]:
    """Give the events of these versions that readers of `levels` may see."""
    named = [f"{version.id}/{version.version}" for version in versions]
    return events_of_any("record", named, levels)

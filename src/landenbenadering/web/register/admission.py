"""Whether a record can be stored as it is."""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from landenbenadering.evidence.countries import countries
from landenbenadering.evidence.personal import PersonalKind, personal_kind
from landenbenadering.policy.addenda import is_stricter
from landenbenadering.policy.codec import kind_name, record_from_plain, record_to_plain
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.register.errors import RegisterError
from landenbenadering.web.register.models import Origin, RecordVersion
from landenbenadering.web.register.rows import own_words, row_of


def checked_row(
    record: Record,
    *,
    at: datetime | None,
    origin: Origin,
    author: Account | None = None,
) -> RecordVersion:
    """Make the row of a record, or say which value cannot be stored.

    Raises
    ------
    RegisterError
        REG104, REG108 a text looks like data on a person, or REG109 a day that is
        still to come.
    PolicyError
        The record breaks its layout.
    """
    record_from_plain(record_to_plain(replace(record, entered=None)))
    row = row_of(replace(record, entered=None), countries=countries())
    row.entered = at or timezone.now()
    row.entered_by = author
    row.origin = origin
    _require_no_persons(record)
    _require_by_today(record)
    problem = _unfit(row)
    if problem:
        raise RegisterError(
            "REG104",
            problem=f"{record.id[:100]!r} cannot be stored: {problem}.",
            remedy="Correct that value.",
        )
    return row


def require_kind(record: Record, kind: str) -> None:
    """Refuse a version that turns a fact into one of another kind (REG107)."""
    if kind_name(type(record.fact)) != kind:
        raise RegisterError(
            "REG107",
            problem=f"{record.id!r} is a {kind}, and stays one.",
            remedy="Record the new fact under an id of its own.",
        )


def require_above_what_is_added(record: Record) -> None:
    """Refuse to hide a fact from readers of what was added to it (REG112)."""
    if record.disclosure is Disclosure.PUBLIC:
        return
    rows = RecordVersion.objects.filter(kind="addendum", about=record.id)
    levels = {Disclosure(level) for level in rows.values_list("disclosure", flat=True)}
    if any(not is_stricter(level, than=record.disclosure) for level in levels):
        raise RegisterError(
            "REG112",
            problem=f"Something was added to {record.id!r} that more may read.",
            remedy="Record it as a fact of its own, under its own name.",
        )


def _require_no_persons(record: Record) -> None:
    for text in own_words(record.fact):
        if personal_kind(text) is PersonalKind.SERVICE_NUMBER:
            raise RegisterError(
                "REG108",
                problem=f"A text of {record.id!r} holds what looks like a citizen "
                "service number.",
                remedy="Leave it out: the register holds no data on persons.",
            )


def _require_by_today(record: Record) -> None:
    """Refuse what nobody can know yet: it would be out of sight until that day."""
    dated = record.fact.dated if isinstance(record.fact, Document) else None
    latest = max(record.known_from, dated or record.known_from)
    if latest > timezone.localdate():
        raise RegisterError(
            "REG109",
            problem=f"{record.id!r} bears {latest.isoformat()}, a day still to come.",
            remedy="Give the day on which it could be known.",
        )


def _unfit(row: RecordVersion) -> str:
    if "\0" in row.search_nl + row.search_en:
        return "a text holds the character NUL"
    try:
        row.clean_fields(exclude={"entered_by", "version", "corrects", "due_on"})
    except ValidationError as error:
        return "; ".join(
            f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items()
        ).rstrip(".")
    return ""

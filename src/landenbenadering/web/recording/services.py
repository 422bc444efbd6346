"""Recording a fact of any kind, as a new one, a later version or a correction."""

from dataclasses import fields, replace
from enum import StrEnum

from django.db import transaction

from landenbenadering.policy.facts import Fact
from landenbenadering.policy.record import Record
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.audit.refusals import refusals
from landenbenadering.web.audit.subjects import Subject
from landenbenadering.web.recording.forms import Entry
from landenbenadering.web.recording.naming import possible_ids
from landenbenadering.web.recording.packages import require_free_to_change
from landenbenadering.web.register.errors import RegisterError, VersionConflictError
from landenbenadering.web.register.events import recording_capacity
from landenbenadering.web.register.rows import same_content
from landenbenadering.web.register.services import store_record

_TAKEN = frozenset({"REG103", "REG107"})


def record_new(entry: Entry, *, author: Account) -> Record:
    """Record a fact under an id of its own; sent twice, it is recorded once.

    Raises
    ------
    RegisterError
        REG102 the new document stands in the register already, with other words;
        REG111 the register holds this fact already, where there is one only.
    PolicyError
        The record contradicts itself, or something it points at is missing.
    """
    capacity = recording_capacity(author)
    with refusals(actor=author, capacity=capacity, subject=None), transaction.atomic():
        _store_document(entry, author)
        for record_id in possible_ids(entry.record):
            named = replace(entry.record, id=record_id)
            try:
                return store_record(named, entered_by_user=author, expected_version=0)
            except RegisterError as error:
                if error.code not in _TAKEN:
                    raise
                taken = record_id
        raise RegisterError(
            "REG111",
            problem=f"The register holds {taken!r} already, and there is one only.",
            remedy="Record a new version of it, or correct it.",
        )


def record_version(
    entry: Entry,
    *,
    replaces: Record,
    corrects: bool,
    expected_version: int,
    author: Account,
) -> Record:
    """Record a new version of a fact; what was believed before stays.

    Parameters
    ----------
    replaces : Record
        The version that was looked at.
    corrects : bool
        Whether that version was wrong from the start, rather than overtaken.
    expected_version : int
        The last version that the author has seen.

    Raises
    ------
    VersionConflictError
        REG103 someone recorded a version that the author has not seen.
    RegisterError
        REG114, REG115 a proposal alone changes it, as `require_free_to_change` says.
    """
    capacity = recording_capacity(author)
    subject = Subject("record", replaces.id)
    with (
        refusals(actor=author, capacity=capacity, subject=subject),
        transaction.atomic(),
    ):
        version = version_of(entry, replaces=replaces, corrects=corrects)
        require_free_to_change(replaces, version, author)
        _store_document(entry, author)
        return store_record(
            version,
            entered_by_user=author,
            expected_version=expected_version,
            reason=entry.why,
        )


def version_of(entry: Entry, *, replaces: Record, corrects: bool) -> Record:
    """Give what was entered as a version of a fact that the register holds.

    What says the same as the version that was looked at is that version.
    """
    same = replace(
        entry.record,
        id=replaces.id,
        corrects=replaces.corrects,
        fact=_in_held_order(entry.record.fact, replaces.fact),
    )
    if same_content(same, replaces):
        return same
    return replace(same, corrects=replaces.version if corrects else None)


def _in_held_order(fact: Fact, held: Fact) -> Fact:
    """Keep the order of terms that were chosen from a closed set: it says nothing."""
    kept = {}
    for name in (field.name for field in fields(fact)):
        mine, theirs = getattr(fact, name), getattr(held, name)
        of_a_set = isinstance(mine, tuple) and all(isinstance(m, StrEnum) for m in mine)
        if of_a_set and set(mine) == set(theirs):
            kept[name] = theirs
    return replace(fact, **kept)


def _store_document(entry: Entry, author: Account) -> None:
    if entry.new_document is None:
        return
    try:
        store_record(entry.new_document, entered_by_user=author, expected_version=0)
    except (VersionConflictError, RegisterError) as error:
        if error.code not in _TAKEN:
            raise
        raise RegisterError(
            "REG102",
            problem=f"The register holds {entry.new_document.id!r} already, "
            "described otherwise.",
            remedy="Choose it from the list of documents.",
        ) from error

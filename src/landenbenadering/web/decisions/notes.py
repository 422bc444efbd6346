"""The decision note: composed while it is open, frozen with the decision."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.evidence.countries import countries
from landenbenadering.letters.blocks import Letter
from landenbenadering.letters.decision_note import compose_decision_note
from landenbenadering.letters.note_matter import NoteMatter
from landenbenadering.pipelines.draft import WRITERS
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, capacity_for
from landenbenadering.web.audit.services import record_event
from landenbenadering.web.decisions.appraisals import appraisal_for_note
from landenbenadering.web.decisions.models import FrozenNote
from landenbenadering.web.decisions.selectors import (
    Dossier,
    dossier_after,
    dossier_of,
)


def note_of(dossier: Dossier, *, language: Language) -> Letter:
    """Compose the note on a proposal from what its readers may see."""
    decided = None if dossier.decision is None else dossier.decision
    day = dossier.register.as_of.known_on
    return compose_decision_note(
        dossier.register,
        NoteMatter(
            proposal=dossier.record,
            linkages=tuple(record for record, _ in dossier.linkages),
            advice=tuple(record for record, _ in dossier.advice),
            decision=None if decided is None else decided[0],
            verdicts=dossier.verdicts(
                today=day, decision=None if decided is None else decided[1]
            ),
            appraisal=appraisal_for_note(dossier.record, dossier.register.as_of),
        ),
        countries=countries(),
        language=language,
        level=Disclosure.INTERNAL,
    )


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note in one language with its files, by suffix."""

    letter: Letter
    files: Mapping[str, bytes]


Written = Mapping[Language, WrittenNote]


def write_ahead(record_id: str, records: Iterable[Record]) -> Written:
    """Write the note as it will be once `records` are stored, before they are.

    Writing takes long, and nobody else can write in the register while the decision
    is stored: so it is done before, outside the transaction.
    """
    dossier = dossier_after(dossier_now(record_id), records)
    letters = {lang: note_of(dossier, language=lang) for lang in Language}
    return {lang: _written(letter) for lang, letter in letters.items()}


def freeze_note(record_id: str, *, ahead: Written, author: Account) -> None:
    """Store the note in every language and format, within the decision.

    The note is composed again from what is stored by now. The files that were
    written ahead are taken where they say just that; where something was recorded
    in between, they are written anew.

    Raises
    ------
    AuditError
        AUD101 there is no transaction.
    """
    dossier = dossier_now(record_id)
    for language in Language:
        letter = note_of(dossier, language=language)
        note = ahead[language]
        if note.letter != letter:
            note = _written(letter)
        for suffix, content in note.files.items():
            _freeze(record_id, language, suffix, content=content, author=author)


def dossier_now(record_id: str) -> Dossier:
    """Give a proposal that is there with all that belongs to it, as it is now."""
    now = AsOf(known_on=timezone.localdate())
    dossier = dossier_of(record_id, now, frozenset(Disclosure))
    if dossier is None:
        raise LookupError(record_id)
    return dossier


def _written(letter: Letter) -> WrittenNote:
    files = {suffix: write(letter) for suffix, write in WRITERS.items()}
    return WrittenNote(letter, files)


def _freeze(
    record_id: str, language: Language, suffix: str, *, content: bytes, author: Account
) -> None:
    frozen = FrozenNote.objects.create(
        proposal=record_id,
        language=language.value,
        suffix=suffix,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )
    record_event(
        "decision_note.frozen",
        actor=author,
        capacity=str(capacity_for(author, Act.DECIDE) or ""),
        subject=frozen,
        after={"sha256": frozen.sha256},
        disclosure=Disclosure.INTERNAL,
    )


def frozen_note(record_id: str, language: Language, suffix: str) -> FrozenNote | None:
    """Give a file of the frozen note; `None` before the decision.

    For who may read the proposal: callers ask for that first.
    """
    found = FrozenNote.objects.filter(
        proposal=record_id, language=language.value, suffix=suffix
    )
    return found.first()

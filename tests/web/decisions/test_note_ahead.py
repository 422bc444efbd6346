"""A decision holds up nobody while its documents are written, and stands with them."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection, connections

from landenbenadering.core.language import Language
from landenbenadering.letters.blocks import Letter
from landenbenadering.pipelines.draft import WRITERS
from landenbenadering.policy.deciding import Advice
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import ProposalState
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.decisions import notes
from landenbenadering.web.decisions.models import FrozenNote
from landenbenadering.web.decisions.storing import held
from landenbenadering.web.register.errors import VersionConflictError
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.services import add_records, store_record
from tests.web.decisions.conftest import Dossiers, People
from tests.web.decisions.test_cycle_in_the_register import decide, put_to_decision
from tests.web.decisions.writing import edited, marked

pytestmark = pytest.mark.django_db(transaction=True)

FILES = 6  # three formats in two languages
Meanwhile = Callable[[Callable[[], object]], list[bool]]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Do something by another hand while the first document is written.

    What comes back is filled as documents are written: whether a transaction was
    open at the time.
    """

    def arrange(act: Callable[[], object]) -> list[bool]:
        written: list[bool] = []

        def writer(letter: Letter) -> bytes:
            if not written:
                by_another_hand(act)
            written.append(connection.in_atomic_block)
            return WRITERS["html"](letter)

        monkeypatch.setattr(
            notes, "WRITERS", {"pdf": writer, "docx": writer, "html": writer}
        )
        return written

    return arrange


def by_another_hand(act: Callable[[], object]) -> None:
    """Do it in a thread and on a connection of its own, and wait for that."""
    done: list[object] = []

    def run() -> None:
        try:
            done.append(act())
        finally:
            connections.close_all()

    hand = threading.Thread(target=run, daemon=True)
    hand.start()
    hand.join(timeout=30)
    assert not hand.is_alive(), "it had to wait for the documents"
    assert done, "it failed"


def last(record_id: str) -> Record:
    found = held(record_id)
    assert found is not None
    return found


def change(record: Record, mark: str) -> Record:
    return store_record(
        marked(record, mark), entered_by_user=None, expected_version=record.version
    )


def test_others_write_while_the_documents_are_written(
    draft: Record, people: People, dossier: Dossiers, meanwhile: Meanwhile
) -> None:
    put_to_decision(draft, people, dossier)
    add_records([edited(1)])
    written = meanwhile(lambda: change(last("edited-1"), "meanwhile"))

    decide(draft, people["minister"], dossier)

    assert written == [False] * FILES
    assert last("edited-1").version == 2
    assert FrozenNote.objects.filter(proposal=draft.id).count() == FILES


def test_the_documents_say_what_is_stored(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    put_to_decision(draft, people, dossier)
    decide(draft, people["minister"], dossier)

    for frozen in FrozenNote.objects.filter(proposal=draft.id):
        language = Language(frozen.language)
        letter = notes.note_of(dossier(draft.id), language=language)
        assert bytes(frozen.content) == WRITERS[frozen.suffix](letter)


def test_documents_that_were_overtaken_are_written_anew(
    draft: Record, people: People, dossier: Dossiers, meanwhile: Meanwhile
) -> None:
    put_to_decision(draft, people, dossier)
    said = last(f"advice-{draft.id}-development-trade")
    assert isinstance(said.fact, Advice)
    other = replace(said, fact=replace(said.fact, reasons="It harms less by now."))
    written = meanwhile(lambda: store_record(other, entered_by_user=None))

    decide(draft, people["minister"], dossier)

    assert written == [False] * FILES + [True] * FILES
    for frozen in FrozenNote.objects.filter(proposal=draft.id):
        language = Language(frozen.language)
        letter = notes.note_of(dossier(draft.id), language=language)
        assert bytes(frozen.content) == WRITERS["html"](letter)
        assert b"It harms less by now." in bytes(frozen.content)


def test_a_package_that_changed_meanwhile_is_not_decided(
    draft: Record, people: People, dossier: Dossiers, meanwhile: Meanwhile
) -> None:
    put_to_decision(draft, people, dossier)
    (linkage, _), *_ = dossier(draft.id).linkages
    meanwhile(lambda: change(linkage, "meanwhile"))

    with pytest.raises(VersionConflictError):
        decide(draft, people["minister"], dossier)

    assert_undecided(draft, dossier)


def test_no_decision_stands_without_its_documents(
    draft: Record,
    people: People,
    dossier: Dossiers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put_to_decision(draft, people, dossier)
    before = RecordVersion.objects.count(), AuditEvent.objects.count()
    stored: list[str] = []

    def fail_at_the_last(
        record_id: str,
        language: Language,
        suffix: str,
        *,
        content: bytes,
        author: Account,
    ) -> None:
        stored.append(suffix)
        if len(stored) == FILES:
            raise OSError("the disk is full")
        freeze(record_id, language, suffix, content=content, author=author)

    freeze = notes._freeze
    monkeypatch.setattr(notes, "_freeze", fail_at_the_last)
    with pytest.raises(OSError, match="the disk is full"):
        decide(draft, people["minister"], dossier)

    assert len(stored) == FILES
    assert_undecided(draft, dossier)
    assert (RecordVersion.objects.count(), AuditEvent.objects.count()) == before


def assert_undecided(draft: Record, dossier: Dossiers) -> None:
    """Nothing of the decision is stored."""
    found = dossier(draft.id)
    assert found.proposal.state is ProposalState.NOTE
    assert found.decision is None
    assert held(f"note-{draft.id}") is None
    assert held(f"commitment-{draft.id}") is None
    assert not FrozenNote.objects.filter(proposal=draft.id).exists()

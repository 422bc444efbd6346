"""Whatever is changed behind the back of the software is found, with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.models import Account, Assignment
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import (
    assign,
    create_account,
    end_assignment,
)
from landenbenadering.web.audit import reading
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.protection import lifted
from landenbenadering.web.audit.services import record_event
from landenbenadering.web.audit.subjects import Subject
from landenbenadering.web.audit.verification import Finding, FindingKind, verify

COLUMNS = [field.attname for field in AuditEvent._meta.concrete_fields]
OTHER = {
    "sequence": "77",
    "at": "'2001-02-03 04:05:06'",
    "actor_id": "(SELECT id FROM accounts_account LIMIT 1)",
    "disclosure": "'house'",
}


@pytest.fixture
def account(db: None) -> Account:
    """Give an account, after which the chain has six events."""
    account = create_account("adviser-finance", password="a long password", by=None)
    held = assign(account, Role.ADVISER, department=Department.FINANCE, by=None)
    end_assignment(held, by=None, reason="left")
    for number in range(3):
        record_event(
            "tried",
            actor=None,
            capacity="system",
            subject=Subject("test", str(number)),
            before={"a": 1},
            after={"a": 2},
            reason="because",
        )
    return account


def execute(statement: str) -> None:
    """Do to the database what no service does."""
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(statement)


def found(anchor: Path | None = None) -> list[tuple[FindingKind, str]]:
    """Give kind and place of everything that a verification finds."""
    return [(item.kind, item.place) for item in verify(anchor=anchor).findings]


def test_a_trail_that_nobody_touched_has_no_findings(account: Account) -> None:
    result = verify(anchor=None)

    assert (result.events, result.rows, result.total) == (6, 2, 0)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_change_of_any_column_is_found(account: Account, column: str) -> None:
    value = OTHER.get(column, f"{column} || 'x'")
    if column in {"hash", "previous_hash", "subject_digest"}:
        value = "'" + "0" * 63 + "1'"
    statement = f"UPDATE audit_auditevent SET {column} = {value} WHERE sequence = 4"  # noqa: S608
    execute(statement)

    places = [place for _kind, place in found()]

    assert any("event 4" in place for place in places)


def test_one_byte_that_gives_no_text_any_more_is_found(account: Account) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps text in UTF-8 itself")
    execute(
        "UPDATE audit_auditevent SET reason = CAST(x'62fe' AS TEXT) WHERE sequence = 5"
    )

    assert found() == [(FindingKind.EVENT_CHANGED, "event 5")]


def test_bytes_in_place_of_the_same_text_are_found(account: Account) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a column of PostgreSQL has one type")
    execute(
        "UPDATE audit_auditevent SET reason = CAST(reason AS BLOB) WHERE sequence = 5"
    )

    assert found() == [(FindingKind.EVENT_CHANGED, "event 5")]


def test_a_changed_event_with_a_hash_that_fits_breaks_the_next_link(
    account: Account,
) -> None:
    from landenbenadering.web.audit.canonical import event_hash
    from landenbenadering.web.audit.services import hashed_columns

    event = AuditEvent.objects.get(sequence=4)
    event.reason = "another reason"
    hashed = event_hash(hashed_columns(event))
    execute(
        f"UPDATE audit_auditevent SET reason = 'another reason', hash = '{hashed}' "  # noqa: S608
        "WHERE sequence = 4"
    )

    assert found() == [(FindingKind.LINK_BROKEN, "event 5")]


def test_missing_events_are_found(account: Account) -> None:
    execute("DELETE FROM audit_auditevent WHERE sequence IN (4, 5)")

    assert found() == [(FindingKind.EVENTS_MISSING, "events 4 to 5")]


def test_a_tail_that_was_cut_off_is_found_by_the_anchor(
    account: Account, tmp_path: Path
) -> None:
    anchor = tmp_path / "anchor"
    last = AuditEvent.objects.get(sequence=6)
    anchor.write_text(f"6 {last.hash} 2026-11-24 00:00:00.000000\n", "ascii")
    assert found(anchor) == []
    execute("DELETE FROM audit_auditevent WHERE sequence >= 5")

    assert found() == []
    assert found(anchor) == [(FindingKind.TAIL_CUT, "events 5 to 6")]


def test_a_chain_that_was_made_anew_is_found_by_the_anchor(
    account: Account, tmp_path: Path
) -> None:
    anchor = tmp_path / "anchor"
    anchor.write_text(f"2 {'a' * 64} 2026-11-24 00:00:00.000000\n", "ascii")

    assert found(anchor) == [(FindingKind.ANCHOR_DIFFERS, "event 2")]


def _changed() -> None:
    Assignment.objects.update(valid_until=None)


def _removed() -> None:
    Assignment.objects.all().delete()


def _added() -> None:
    Account.objects.create_user("stranger")


@pytest.mark.parametrize(
    ("tamper", "kind", "subject"),
    [
        (_changed, FindingKind.ROW_CHANGED, "assignment"),
        (_removed, FindingKind.ROW_REMOVED, "assignment"),
        (_added, FindingKind.ROW_ADDED, "account stranger"),
    ],
)
def test_a_row_that_no_service_wrote_is_found(
    account: Account, tamper: Callable[[], None], kind: FindingKind, subject: str
) -> None:
    tamper()

    ((only, place),) = found()

    assert only is kind
    assert place.startswith(subject)


def test_the_chain_is_followed_from_batch_to_batch(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH", 2)
    told: list[tuple[int, int]] = []

    result = verify(anchor=None, progress=lambda *done: told.append(done))

    assert result.total == 0
    assert told == [(2, 6), (4, 6), (6, 6)]


def test_many_findings_are_counted_and_the_first_shown(account: Account) -> None:
    execute("UPDATE audit_auditevent SET reason = 'x'")

    result = verify(anchor=None)

    assert result.total == 6
    assert result.findings[0] == Finding(
        FindingKind.EVENT_CHANGED,
        "event 1",
        "its columns do not give the hash that it holds",
    )


@pytest.mark.django_db(transaction=True)
def test_a_verification_blocks_no_writer() -> None:
    create_account("someone", password="a long password", by=None)

    assert verify(anchor=None).total == 0
    create_account("someone-else", password="a long password", by=None)

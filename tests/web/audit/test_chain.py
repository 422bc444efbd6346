"""Events form a chain, stand or fall with the change, and never change."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.accounts.models import Account, Assignment
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import (
    assign,
    create_account,
    end_assignment,
)
from landenbenadering.web.audit.canonical import GENESIS, canonical_json
from landenbenadering.web.audit.errors import AuditError, TransitionConflictError
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.selectors import events_of
from landenbenadering.web.audit.services import record_event, record_refusal
from landenbenadering.web.audit.subjects import Subject
from landenbenadering.web.audit.transitions import transition

PUBLIC = frozenset({Disclosure.PUBLIC})
SUBJECT = Subject("test", "1")


@pytest.fixture
def account(db: None) -> Account:
    return create_account("adviser-finance", password="a long password", by=None)


@pytest.fixture
def held(account: Account) -> Assignment:
    return assign(account, Role.ADVISER, department=Department.FINANCE, by=None)


def test_an_event_needs_the_transaction_of_its_change(
    transactional_db: None,
) -> None:
    with pytest.raises(AuditError, match="AUD101"):
        record_event("tried", actor=None, capacity="", subject=None)


def test_each_event_holds_the_hash_of_the_one_before(held: Assignment) -> None:
    first, second = AuditEvent.objects.order_by("sequence")

    assert (first.sequence, first.previous_hash) == (1, GENESIS)
    assert (second.sequence, second.previous_hash) == (2, first.hash)


@pytest.mark.django_db
def test_the_hash_covers_every_column_in_a_known_order() -> None:
    event = record_event("tried", actor=None, capacity="system", subject=SUBJECT)
    columns = [
        "1",
        event.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),
        *("", "", "system", "tried", "test", "1", "", "", "", "public", ""),
        "0" * 64,
    ]

    assert len(columns) == len(AuditEvent._meta.concrete_fields) - 1
    assert event.hash == hashlib.sha256("\x1f".join(columns).encode()).hexdigest()


def test_an_event_goes_with_a_change_that_is_undone(db: None) -> None:
    with transaction.atomic():
        record_event("tried", actor=None, capacity="", subject=SUBJECT)
        transaction.set_rollback(True)

    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET reason = 'other'",
        "DELETE FROM audit_auditevent",
    ],
)
def test_the_database_refuses_to_change_an_event(
    held: Assignment, statement: str
) -> None:
    with (
        pytest.raises(DatabaseError, match="AUD110"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_separator_in_a_text_cannot_move_the_columns(db: None) -> None:
    event = record_event(
        "a\x1fb", actor=None, capacity="", subject=SUBJECT, reason="\x00\ud800"
    )

    assert "\x1f" not in event.action
    assert "\x00" not in event.reason
    event.reason.encode("utf-8")


def test_a_transition_changes_the_row_once(held: Assignment) -> None:
    event = transition(
        Assignment,
        held.pk,
        from_states=["held"],
        to_state="ended",
        expected_version=1,
        actor=None,
        capacity="system",
        reason="left",
    )

    held.refresh_from_db()
    assert (held.state, held.version) == ("ended", 2)
    assert event.action == "assignment.ended"
    assert event.before == '{"state":"held","version":1}'
    assert event.after == '{"state":"ended","version":2}'
    assert events_of("assignment", str(held.pk), PUBLIC)[0] == event


@pytest.mark.parametrize(
    ("from_states", "version"), [(["held"], 2), (["ended"], 1), ([], 1)]
)
def test_a_transition_from_what_is_not_there_is_a_conflict(
    held: Assignment, from_states: list[str], version: int
) -> None:
    before = AuditEvent.objects.count()

    with pytest.raises(TransitionConflictError, match="AUD103") as conflict:
        transition(
            Assignment,
            held.pk,
            from_states=from_states,
            to_state="ended",
            expected_version=version,
            actor=None,
            capacity="",
            reason="",
        )

    assert conflict.value.held is not None
    assert conflict.value.held["state"] == "held"
    assert AuditEvent.objects.count() == before


def test_nothing_goes_on_from_a_row_that_no_service_wrote(held: Assignment) -> None:
    Assignment.objects.filter(pk=held.pk).update(valid_from="2001-01-01")

    with pytest.raises(AuditError, match="AUD108"):
        end_assignment(held, by=None)


@pytest.mark.django_db
def test_events_of_a_higher_level_do_not_show() -> None:
    record_refusal("no", actor=None, subject=SUBJECT, disclosure=Disclosure.INTERNAL)

    assert events_of("test", "1", PUBLIC) == []
    assert len(events_of("test", "1", frozenset(Disclosure))) == 1


@pytest.mark.django_db(transaction=True)
def test_the_tail_is_written_outside_the_database(
    tmp_path: Path,
) -> None:
    anchor = tmp_path / "outside" / "anchor"
    with override_settings(AUDIT_ANCHOR=anchor), transaction.atomic():
        record_event("one", actor=None, capacity="", subject=SUBJECT)
        event = record_event("two", actor=None, capacity="", subject=SUBJECT)

    lines = anchor.read_text("ascii").splitlines()

    assert lines[-1].split(" ")[:2] == ["2", event.hash]


def test_values_are_written_in_one_way() -> None:
    written = canonical_json(
        {
            "b": Decimal("10.00"),
            "a": datetime(2013, 3, 6, 10, 30, tzinfo=UTC),
            "c": {"y": [1, None], "x": "é"},
            "d": Department.FINANCE,
        }
    )

    assert written == (
        '{"a":"2013-03-06 10:30:00.000000","b":"10",'
        '"c":{"x":"é","y":[1,null]},"d":"finance"}'
    )

"""The register keeps every version and gives the one that holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import DatabaseError, connection, transaction

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.facts import MobilityPartnership
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import known_versions
from landenbenadering.policy.vocabulary import Disclosure, LinkageState
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.register.errors import VersionConflictError
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.selectors import (
    record_versions,
    register_as_of,
    search_records,
)
from landenbenadering.web.register.services import add_records, store_record

pytestmark = pytest.mark.django_db
MakeLinkage = Callable[..., Record]
EVERY_LEVEL = frozenset(Disclosure)
TODAY = AsOf(known_on=date(2026, 11, 23))


def test_a_stored_record_comes_back_as_it_was(
    stored: Record,
) -> None:
    (held,) = record_versions(stored.id, TODAY)

    assert replace(held, entered=None) == stored
    assert held.entered is not None
    assert held.entered_late


def test_the_same_content_again_makes_no_version(
    stored: Record, author: Account
) -> None:
    again = store_record(stored, entered_by_user=author)

    assert again.version == 1
    assert RecordVersion.objects.filter(record_id=stored.id).count() == 1


def test_a_change_becomes_the_next_version(
    stored: Record, author: Account, linkage: MakeLinkage
) -> None:
    changed = linkage(known_from=date(2013, 3, 6), state=LinkageState.RUNNING)

    kept = store_record(changed, entered_by_user=author, expected_version=1)

    assert kept.version == 2
    versions = record_versions(stored.id, TODAY)
    assert [version.version for version in versions] == [2, 1]
    before = register_as_of(AsOf(known_on=date(2013, 3, 5)))
    assert before.get(stored.id).version == 1


def test_an_unseen_version_is_a_conflict(
    stored: Record, author: Account, linkage: MakeLinkage
) -> None:
    store_record(linkage(amount="1"), entered_by_user=author, expected_version=1)

    with pytest.raises(VersionConflictError, match="REG103"):
        store_record(linkage(amount="2"), entered_by_user=author, expected_version=1)


@pytest.mark.parametrize("seed", range(12))
def test_the_database_picks_the_version_that_the_policy_picks(
    seed: int, document: Record, linkage: MakeLinkage
) -> None:
    dice = Random(seed)  # noqa: S311  (no secret)
    add_records([document], at=datetime(2012, 1, 1, tzinfo=UTC))
    kept = []
    for _ in range(25):
        known_from = date(2012, 9, 28) + timedelta(days=dice.randrange(6))
        record = replace(
            linkage(
                f"linkage-{dice.choice('abcd')}",
                known_from=known_from,
                amount=str(dice.randrange(1_000_000)),
            ),
            disclosure=dice.choice(list(Disclosure)),
        )
        entered = datetime(2013, 1, 1, tzinfo=UTC) + timedelta(days=dice.randrange(6))
        kept.append(store_record(record, entered_by_user=None, at=entered))
    for _ in range(25):
        as_of = AsOf(
            known_on=date(2012, 9, 27) + timedelta(days=dice.randrange(8)),
            entered_by=dice.choice(
                [None, datetime(2013, 1, dice.randrange(1, 8), tzinfo=UTC)]
            ),
        )
        levels = frozenset(dice.sample(list(Disclosure), dice.randrange(1, 4)))
        visible = [record for record in kept if record.disclosure in levels]

        found = register_as_of(as_of, disclosure=levels).records

        expected = known_versions(visible, as_of)
        assert tuple(r for r in found if r.id != document.id) == expected
        for record in expected:
            assert record_versions(record.id, as_of, levels)[0] == record


def test_a_version_for_a_few_leaves_no_trace_in_public(
    stored: Record, author: Account, linkage: MakeLinkage
) -> None:
    secret = replace(
        linkage(outcome=Bilingual(nl="Geheim gebleven.", en="Kept secret.")),
        disclosure=Disclosure.INTERNAL,
    )
    store_record(secret, entered_by_user=author)

    assert len(record_versions(stored.id, TODAY)) == 1
    assert len(record_versions(stored.id, TODAY, EVERY_LEVEL)) == 2
    assert search_records(TODAY, text="geheim").total == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register_recordversion SET version = 9",
        "UPDATE register_recordversion SET entered = '2000-01-01 00:00:00+00:00'",
        "DELETE FROM register_recordversion",
    ],
)
def test_the_database_refuses_to_change_a_row(stored: Record, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="REG110"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_database_refuses_to_replace_or_empty(stored: Record) -> None:
    statement = (
        "INSERT OR REPLACE INTO register_recordversion "
        "SELECT * FROM register_recordversion"
        if connection.vendor == "sqlite"
        else "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE register_recordversion CASCADE"
    )
    with (
        pytest.raises(DatabaseError, match="REG110"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_database_refuses_a_value_that_is_too_long(
    stored: Record,
) -> None:
    row = RecordVersion.objects.get(record_id=stored.id)
    row.pk, row.version, row.valid_from = None, 2, "2012-06-21 or so"

    with pytest.raises(DatabaseError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": "with space"}, "POL301"),
        ({"id": "x" * 101}, "REG104"),
        ({"citations": ()}, "POL302"),
        ({"citations": (Citation("kst-0-0"),)}, "POL310"),
        ({"known_from": date(2012, 1, 1)}, "POL313"),
        ({"fact": MobilityPartnership(partner="GHA")}, "REG107"),
        ({"fact": MobilityPartnership(partner="ZZZ")}, "POL312"),
    ],
)
def test_a_record_that_cannot_be_right_is_refused(
    stored: Record, author: Account, change: dict[str, object], code: str
) -> None:
    wrong = replace(stored, **change)  # type: ignore[arg-type]  # chosen per case

    with pytest.raises(LandenbenaderingError) as refusal:
        store_record(wrong, entered_by_user=author)

    assert refusal.value.code == code


def test_the_character_nul_is_refused(stored: Record, linkage: MakeLinkage) -> None:
    with pytest.raises(PolicyError, match="POL308"):
        add_records([linkage(outcome=Bilingual(nl="a\0", en="b"))])


def test_a_file_with_one_wrong_record_leaves_nothing(
    document: Record, linkage: MakeLinkage
) -> None:
    with pytest.raises(PolicyError):
        add_records([document, linkage("not an id")])

    assert not RecordVersion.objects.exists()


def test_a_file_brought_twice_is_held_once(
    document: Record, linkage: MakeLinkage
) -> None:
    add_records([linkage(), document])

    report = add_records([linkage(), document])

    assert str(report) == "0 recorded, 2 held already."

"""Two people who record at the same time do not overwrite one another."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from landenbenadering.policy.record import Record
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.register.errors import VersionConflictError
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.services import store_record

MakeLinkage = Callable[..., Record]
WRITERS = 6


@pytest.fixture
def committed(transactional_db: None, stored: Record) -> Record:
    return stored


def at_once(write: Callable[[int], str]) -> list[str]:
    start = Barrier(WRITERS)

    def run(number: int) -> str:
        start.wait(timeout=10)
        try:
            return write(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


def test_the_same_change_sent_at_once_is_recorded_once(
    committed: Record, author: Account, linkage: MakeLinkage
) -> None:
    def write(_number: int) -> str:
        changed = linkage(amount="5")
        kept = store_record(changed, entered_by_user=author, expected_version=1)
        return str(kept.version)

    assert at_once(write) == ["2"] * WRITERS
    assert RecordVersion.objects.filter(record_id=committed.id).count() == 2


def test_of_different_changes_sent_at_once_one_wins(
    committed: Record, author: Account, linkage: MakeLinkage
) -> None:
    def write(number: int) -> str:
        changed = linkage(amount=str(number))
        try:
            store_record(changed, entered_by_user=author, expected_version=1)
        except VersionConflictError:
            return "conflict"
        return "recorded"

    assert sorted(at_once(write)) == ["conflict"] * (WRITERS - 1) + ["recorded"]
    assert RecordVersion.objects.filter(record_id=committed.id).count() == 2

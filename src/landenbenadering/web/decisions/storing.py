"""How a step of the cycle reaches the register: all its records or none."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from secrets import token_hex

from django.utils import timezone

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.facts import Fact
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Act
from landenbenadering.web.register.selectors import records_by_id
from landenbenadering.web.register.services import store_record

ALL_LEVELS = frozenset(Disclosure)


@dataclass(frozen=True, slots=True)
class Held:
    """A record as it is held, and the number of its last version."""

    record: Record
    version: int


def now() -> AsOf:
    """Give the moment from which steps are taken: today."""
    return AsOf(known_on=timezone.localdate())


def held(record_id: str) -> Record | None:
    """Give a record as the register holds it now, whatever its level."""
    return records_by_id([record_id], now(), ALL_LEVELS).get(record_id)


def free_id(plain: str) -> str:
    """Give an id that no fact has, with a mark of chance at its end.

    No number: once one of them is published, it would tell of those before it.
    """
    names = (f"{plain.replace('_', '-')}-{token_hex(3)}" for _ in count())
    return next(name for name in names if held(name) is None)


def next_version(record: Record, fact: Fact, *, today: date) -> Record:
    """Give the version of a record that says `fact` from today on."""
    return replace(record, fact=fact, known_from=today, corrects=None, entered=None)


def new_record(
    record_id: str, fact: Fact, *, today: date, disclosure: Disclosure
) -> Record:
    """Give the first version of a record that is its own source."""
    return Record(record_id, fact, known_from=today, disclosure=disclosure)


def store_all(
    steps: Iterable[tuple[Record, int]],
    *,
    author: Account,
    act: Act = Act.PROPOSE,
    department: Department | None = None,
) -> tuple[Record, ...]:
    """Store each record on the condition that its last version is the one given.

    Called within a transaction: a conflict in one undoes all. Records must come in
    an order in which what one names is stored before it. The audit trail names the
    role in which the author may do `act` for `department`.
    """
    return tuple(
        store_record(
            record,
            entered_by_user=author,
            expected_version=expected,
            act=act,
            department=department,
        )
        for record, expected in steps
    )

"""Counts over the whole register and the lists behind them, made by the database.

Every count is that of a list that can be asked for with the same conditions, and
like it holds nothing that its reader may not read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import overload

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.listing import OPEN
from landenbenadering.policy.overview import AdviceTimes
from landenbenadering.policy.record import Record
from landenbenadering.policy.states import IN_FORCE, WAITING
from landenbenadering.policy.vocabulary import (
    Actor,
    Department,
    Direction,
    Disclosure,
    LinkageState,
    ProposalState,
)
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.remembering import remembered
from landenbenadering.web.register.rows import record_of
from landenbenadering.web.register.selectors import rows_that_hold

Rows = QuerySet[RecordVersion, RecordVersion]
Levels = frozenset[Disclosure]
LinkageKey = tuple[LinkageState, Direction, Actor]


class LinkagePart(StrEnum):
    """A part of the linkages that is looked at on its own."""

    NEVER_USED = "never-used"
    REVIEW_OVERDUE = "review-overdue"


class CommitmentPart(StrEnum):
    """How a commitment stands on a day."""

    KEPT = "kept"
    DUE = "due"
    OVERDUE = "overdue"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class LinkageQuery:
    """Which linkages are asked for; empty means all."""

    state: str = ""
    direction: str = ""
    actor: str = ""
    part: LinkagePart | None = None


class LazyRecords(Sequence[Record]):
    """The records of a query: counted by the database, read by the page."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    @cached_property
    def _count(self) -> int:
        return self._rows.count()

    def __len__(self) -> int:
        """Count them, once."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        """Read one, or those of a page."""
        if isinstance(index, slice):
            return [record_of(row) for row in self._rows[index]]
        return record_of(self._rows[index])


def linkage_counts(as_of: AsOf, disclosure: Levels) -> Mapping[LinkageKey, int]:
    """Count the linkages by state, direction and actor."""
    counted = _linkage_groups(as_of, disclosure)
    return {key: numbers[None] for key, numbers in counted.items()}


def linkage_part_count(part: LinkagePart, as_of: AsOf, disclosure: Levels) -> int:
    """Count the linkages of a part."""
    counted = _linkage_groups(as_of, disclosure)
    return sum(numbers[part] for numbers in counted.values())


@remembered
def _linkage_groups(
    as_of: AsOf, disclosure: Levels
) -> Mapping[LinkageKey, Mapping[LinkagePart | None, int]]:
    """Count each group as a whole and by part, going through the linkages once."""
    parts = {
        part.name.lower(): Count("pk", filter=_linkage_part(part, as_of.known_on))
        for part in LinkagePart
    }
    counted = (
        _of_kind("linkage", as_of, disclosure)
        .annotate(direction=KT("content__direction"), actor=KT("content__actor"))
        .order_by()
        .values_list("state", "direction", "actor")
        .annotate(number=Count("pk"), **parts)
    )
    return {
        (LinkageState(state), Direction(direction), Actor(actor)): dict(
            zip((None, *LinkagePart), numbers, strict=True)
        )
        for state, direction, actor, *numbers in counted
    }


def linkages(query: LinkageQuery, as_of: AsOf, disclosure: Levels) -> LazyRecords:
    """Give the linkages that are asked for, the earliest review first."""
    rows = _of_kind("linkage", as_of, disclosure)
    if query.state:
        rows = rows.filter(state=query.state)
    if query.direction:
        rows = rows.filter(content__direction=query.direction)
    if query.actor:
        rows = rows.filter(content__actor=query.actor)
    if query.part is not None:
        rows = rows.filter(_linkage_part(query.part, as_of.known_on))
    return LazyRecords(rows.order_by("due_on", "record_id"))


def _linkage_part(part: LinkagePart, today: date) -> Q:
    """Say by columns what `cycle.never_used` and the reviews of LB07 say by fact."""
    match part:
        case LinkagePart.NEVER_USED:
            return Q(state__in=sorted(WAITING), due_on__lt=today)
        case LinkagePart.REVIEW_OVERDUE:
            return Q(
                state__in=sorted(IN_FORCE),
                content__actor=Actor.NETHERLANDS,
                due_on__lt=today,
            )


def commitments(
    part: CommitmentPart | None, as_of: AsOf, disclosure: Levels
) -> LazyRecords:
    """Give the commitments that stand in some way, the earliest due first."""
    rows = _of_kind("commitment", as_of, disclosure)
    if part is not None:
        rows = rows.filter(_commitment_part(part, as_of.known_on))
    return LazyRecords(rows.order_by("due_on", "record_id"))


@remembered
def linkages_by_country(
    as_of: AsOf, disclosure: Levels
) -> Mapping[str, tuple[str, ...]]:
    """Give the ids of the linkages of each country that has some, in order."""
    rows = _of_kind("linkage", as_of, disclosure).order_by()
    named = rows.values_list(KT("content__country"), "record_id")
    found: dict[str, list[str]] = {}
    for country, record_id in named:
        found.setdefault(country, []).append(record_id)
    return {country: tuple(sorted(ids)) for country, ids in found.items()}


@remembered
def commitment_counts(as_of: AsOf, disclosure: Levels) -> Mapping[CommitmentPart, int]:
    """Count the commitments by how they stand."""
    rows = _of_kind("commitment", as_of, disclosure).order_by()
    parts = {
        part.name.lower(): Count("pk", filter=_commitment_part(part, as_of.known_on))
        for part in CommitmentPart
    }
    counted = rows.aggregate(**parts)
    return {part: counted[part.name.lower()] for part in CommitmentPart}


def _commitment_part(part: CommitmentPart, today: date) -> Q:
    match part:
        case CommitmentPart.KEPT:
            return ~Q(state=OPEN)
        case CommitmentPart.DUE:
            return Q(state=OPEN, due_on__gte=today)
        case CommitmentPart.OVERDUE:
            return Q(state=OPEN, due_on__lt=today)
        case CommitmentPart.STANDING:
            return Q(state=OPEN, due_on__isnull=True)


@remembered
def advice_times(as_of: AsOf, disclosure: Levels) -> tuple[AdviceTimes, ...]:
    """Give when each advice was asked and given, without reading its text."""
    return tuple(_advice_times(as_of, disclosure))


def _advice_times(as_of: AsOf, disclosure: Levels) -> Iterator[AdviceTimes]:
    rows = (
        _of_kind("advice", as_of, disclosure)
        .annotate(
            asked=KT("content__asked_on"),
            due=KT("content__due"),
            given=KT("content__given_on"),
            waits=Exists(_open_rounds(as_of, disclosure)),
        )
        .order_by()
        .values_list("department", "asked", "due", "given", "state", "waits")
    )
    for department, asked, due, given, state, waits in rows:
        yield AdviceTimes(
            department=Department(department),
            asked_on=date.fromisoformat(asked),
            due=date.fromisoformat(due),
            given_on=date.fromisoformat(given) if given else None,
            waits=bool(waits) and state == OPEN,
        )


def waiting_advice(department: str, as_of: AsOf, disclosure: Levels) -> LazyRecords:
    """Give the advice that is looked for, of one department or of all."""
    rows = _of_kind("advice", as_of, disclosure).filter(state=OPEN)
    rows = rows.filter(Exists(_open_rounds(as_of, disclosure)))
    if department:
        rows = rows.filter(department=department)
    return LazyRecords(rows.order_by("due_on", "record_id"))


def _open_rounds(as_of: AsOf, disclosure: Levels) -> Rows:
    """Select the proposal that advice is about, while advice is asked on it."""
    return _of_kind("proposal", as_of, disclosure).filter(
        record_id=OuterRef("about"), state=ProposalState.ADVICE.value
    )


def _of_kind(kind: str, as_of: AsOf, disclosure: Levels) -> Rows:
    return rows_that_hold(as_of, disclosure, kinds=(kind,))

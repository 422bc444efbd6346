from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.facts import MobilityPartnership, ProjectKind
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register, known_versions

FIRST = Record(
    "partnership",
    MobilityPartnership("AAA"),
    date(2012, 6, 1),
    (Citation("paper"),),
    entered=datetime(2020, 1, 1, 12, tzinfo=UTC),
)
SECOND = replace(
    FIRST,
    fact=MobilityPartnership("BBB"),
    known_from=date(2013, 6, 1),
    version=2,
    entered=datetime(2021, 1, 1, 12, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2012, 5, 31), ()),
        (date(2012, 6, 1), (FIRST,)),
        (date(2013, 5, 31), (FIRST,)),
        (date(2013, 6, 1), (SECOND,)),
    ],
)
def test_a_version_holds_from_the_day_it_is_known(
    day: date, expected: tuple[Record, ...]
) -> None:
    assert known_versions([SECOND, FIRST], AsOf(day)) == expected


def test_a_version_entered_later_does_not_count() -> None:
    as_of = AsOf(date(2022, 1, 1), entered_by=datetime(2020, 6, 1, tzinfo=UTC))

    assert known_versions([FIRST, SECOND], as_of) == (FIRST,)


def test_of_two_known_from_one_day_the_higher_version_holds() -> None:
    correction = replace(FIRST, version=3)

    found = known_versions([correction, FIRST], AsOf(FIRST.known_from))

    assert found == (correction,)


def test_an_old_fact_corrected_late_does_not_hide_a_newer_one() -> None:
    late = replace(FIRST, version=3)

    assert known_versions([SECOND, late], AsOf(date(2014, 1, 1))) == (SECOND,)


def test_a_record_that_was_known_before_it_was_entered_says_so() -> None:
    assert FIRST.entered_late
    assert not replace(FIRST, entered=None).entered_late


def test_a_register_gives_records_by_kind_and_by_id() -> None:
    register = Register(AsOf(date(2014, 1, 1)), (SECOND,))

    assert register.of(MobilityPartnership) == [(SECOND, SECOND.fact)]
    assert register.of(ProjectKind) == []
    assert register.get("partnership") == SECOND


def test_a_record_that_is_not_known_is_refused() -> None:
    register = Register(AsOf(date(2012, 1, 1)), ())

    with pytest.raises(PolicyError, match=r"POL101 .*2012-01-01"):
        register.get("partnership")


def test_a_corrected_version_counts_on_no_day_once_its_correction_is_entered() -> None:
    right = replace(SECOND, corrects=1)

    def held(known_on: date, entered_by: datetime | None = None) -> list[int]:
        as_of = AsOf(known_on=known_on, entered_by=entered_by)
        return [r.version for r in known_versions([FIRST, right], as_of)]

    assert held(date(2012, 12, 1)) == []
    assert held(date(2013, 6, 1)) == [2]
    assert held(date(2012, 12, 1), datetime(2020, 6, 1, tzinfo=UTC)) == [1]

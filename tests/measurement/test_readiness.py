"""What became of the documents that a partner granted."""

from datetime import date

import pytest

from landenbenadering.core.funnel import PublishedCount
from landenbenadering.core.interval import Interval
from landenbenadering.core.readiness import Grant
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.measurement.readiness import readiness

UNKNOWN = PublishedCount()


def grant(
    granted: PublishedCount,
    *,
    used: PublishedCount = UNKNOWN,
    not_found: PublishedCount = UNKNOWN,
    year: int = 2019,
    days: Interval | None = None,
) -> Grant:
    return Grant(
        country="MAR",
        since=date(year, 1, 1),
        until=date(year, 12, 31),
        granted=granted,
        used=used,
        not_found=not_found,
        documents=(f"paper-{year}",),
        available_days=days,
    )


def test_people_who_could_not_be_found_bound_what_was_used() -> None:
    """Morocco 2019 in the press: 52 granted, all but one could not be found."""
    result = readiness("MAR", [grant(PublishedCount(52), not_found=PublishedCount(51))])

    assert result.used_share == Interval(0, 1 / 52)
    assert result.not_found_share == Interval(51 / 52, 51 / 52)


def test_shares_rest_only_on_grants_whose_use_is_known() -> None:
    result = readiness(
        "MAR",
        [
            grant(PublishedCount(10), used=PublishedCount(5), days=Interval(10, 20)),
            grant(PublishedCount(100), year=2020, days=Interval(5, 30)),
        ],
    )

    assert result.used_share == Interval(0.5, 0.5)
    assert (result.grants, result.without_use) == (1, 1)
    assert result.granted == Interval(110, 110)
    assert result.available_days == Interval(5, 30)
    assert result.documents == ("paper-2019", "paper-2020")


def test_suppressed_use_gives_bounds() -> None:
    few = PublishedCount(fewer_than=5)
    result = readiness("MAR", [grant(PublishedCount(10), used=few)])

    assert result.used_share == Interval(0, 0.4)


def test_nothing_recorded_gives_nothing() -> None:
    result = readiness("GHA", [grant(PublishedCount(10))])

    assert result.granted is None
    assert result.used_share is None


def test_more_used_than_granted_and_overlapping_periods_are_refused() -> None:
    with pytest.raises(MeasurementError, match="MEA411"):
        readiness("MAR", [grant(PublishedCount(1), used=PublishedCount(2))])
    with pytest.raises(MeasurementError, match="MEA412"):
        readiness("MAR", [grant(PublishedCount(1)), grant(PublishedCount(1))])

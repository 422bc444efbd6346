"""Single published counts as intervals: rounding and suppression."""

from landenbenadering.core.funnel import PublishedCount
from landenbenadering.core.interval import Interval
from landenbenadering.measurement.errors import MeasurementError


def published_bounds(count: PublishedCount) -> Interval | None:
    """Bound the true count behind a published one; `None` where nothing is known.

    A count rounded to `base` lies at most half a base away, also for even bases,
    whose ties may go either way. A suppressed count may be 0.

    Raises
    ------
    MeasurementError
        MEA401: below 0, a base below 1, or both a value and "fewer than".
    """
    if count.fewer_than is not None:
        if count.value is not None or count.fewer_than < 1:
            raise _not_a_count(count)
        return Interval(0, count.fewer_than - 1)
    if count.base < 1 or (count.value is not None and count.value < 0):
        raise _not_a_count(count)
    if count.value is None:
        return None
    slack = count.base // 2
    return Interval(max(count.value - slack, 0), count.value + slack)


def part_of(part: Interval, whole: Interval) -> Interval | None:
    """Bound a part over its whole; `None` if the whole may be 0."""
    if whole.lower <= 0:
        return None
    return Interval(part.lower / whole.upper, part.upper / whole.lower)


def _not_a_count(count: PublishedCount) -> MeasurementError:
    return MeasurementError(
        "MEA401",
        problem=f"Value {count.value}, rounded to {count.base}, fewer than "
        f"{count.fewer_than}, is not a published count.",
        remedy='Give a value that is not negative, or "fewer than", not both.',
    )

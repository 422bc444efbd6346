"""How long requests take until a document, from published bands of days."""

from collections.abc import Sequence
from math import inf

from landenbenadering.core.funnel import DurationBand, PublishedCount, TimeToDocument
from landenbenadering.core.interval import Interval
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.measurement.published import published_bounds

Bounded = tuple[DurationBand, Interval]

_NOTHING = Interval(0, 0)


def time_to_document(
    bands: Sequence[DurationBand],
    *,
    waiting: PublishedCount | None = None,
    term_days: int | None = None,
) -> TimeToDocument:
    """Bound the median time to a document and the share that came within a term.

    Both are of documents issued. Requests still open are a stock at the end of the
    period; they are shown beside it and enter neither.

    Parameters
    ----------
    bands : sequence of DurationBand
        In order of days, without overlap; every count known or suppressed.
    waiting : PublishedCount or None
        Requests still open at the end.
    term_days : int or None
        Term that an agreement names, in days.

    Raises
    ------
    MeasurementError
        MEA407: bands out of order or overlapping, or one whose count is not known.
    """
    bounded = [_bounded(band) for band in bands]
    _require_order(bands)
    documents = _sum([interval for _, interval in bounded])
    certain = documents.lower > 0
    return TimeToDocument(
        documents=documents,
        waiting=published_bounds(waiting) if waiting is not None else None,
        median_days=_median(bounded) if certain else None,
        term_days=term_days,
        within_term=_within(bounded, term_days)
        if certain and term_days is not None
        else None,
    )


def _median(bounded: Sequence[Bounded]) -> Interval | None:
    """Find the bands in which the median can lie.

    It can lie in a band if no more documents need be before it than in it and
    after it, and the other way round.
    """
    possible = []
    for index, (band, here) in enumerate(bounded):
        before = _sum([interval for _, interval in bounded[:index]])
        after = _sum([interval for _, interval in bounded[index + 1 :]])
        balanced = before.lower <= here.upper + after.upper
        if here.upper > 0 and balanced and after.lower <= here.upper + before.upper:
            possible.append(band)
    ends = [inf if band.until_days is None else band.until_days for band in possible]
    return Interval(possible[0].since_days, max(ends)) if possible else None


def _within(bounded: Sequence[Bounded], term_days: int) -> Interval:
    surely = _sum([n for band, n in bounded if _end(band) <= term_days])
    never = _sum([n for band, n in bounded if band.since_days > term_days])
    open_ = _sum(
        [n for band, n in bounded if band.since_days <= term_days < _end(band)]
    )
    least = surely.lower / (surely.lower + never.upper + open_.upper)
    most = surely.upper + open_.upper
    return Interval(least, most / (most + never.lower))


def _end(band: DurationBand) -> float:
    return inf if band.until_days is None else band.until_days


def _sum(intervals: Sequence[Interval]) -> Interval:
    return sum(intervals, start=_NOTHING)


def _bounded(band: DurationBand) -> Bounded:
    interval = published_bounds(band.count)
    if interval is None:
        raise _bad_bands(f"The count from day {band.since_days} is not known.")
    return band, interval


def _require_order(bands: Sequence[DurationBand]) -> None:
    last = -1.0
    for band in bands:
        if band.since_days <= last or _end(band) < band.since_days:
            raise _bad_bands(
                f"The band from day {band.since_days} overlaps the one before it, or "
                "ends before it begins."
            )
        last = _end(band)


def _bad_bands(problem: str) -> MeasurementError:
    return MeasurementError(
        "MEA407", problem=problem, remedy="Give bands in order, each with its count."
    )

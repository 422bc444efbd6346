"""Bounds on the median and on the share within a term, against brute force."""

from itertools import product
from math import inf
from statistics import median_high, median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landenbenadering.core.funnel import DurationBand, PublishedCount
from landenbenadering.core.interval import Interval
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.measurement.published import published_bounds
from landenbenadering.measurement.time_to_document import time_to_document

ENDS = ((0, 5), (6, 30), (31, None))


def bands(counts: tuple[PublishedCount, ...]) -> list[DurationBand]:
    return [
        DurationBand(since, until, count)
        for (since, until), count in zip(ENDS, counts, strict=True)
    ]


COUNT = st.one_of(
    st.integers(0, 6).map(PublishedCount),
    st.integers(0, 2).map(lambda n: PublishedCount(5 * n, base=5)),
    st.just(PublishedCount(fewer_than=5)),
)


@given(st.tuples(COUNT, COUNT, COUNT))
def test_bounds_hold_whatever_the_true_counts(
    counts: tuple[PublishedCount, ...],
) -> None:
    result = time_to_document(bands(counts), term_days=10)
    possible = [published_bounds(count) for count in counts]
    ranges = [range(int(i.lower), int(i.upper) + 1) for i in possible if i]

    for true in product(*ranges):
        places = [place for place, n in enumerate(true) for _ in range(n)]
        if not places or result.median_days is None:
            continue
        assert result.median_days.lower <= ENDS[median_low(places)][0]
        last = ENDS[median_high(places)][1]
        assert (inf if last is None else last) <= result.median_days.upper
        assert result.within_term is not None
        early = true[0] / len(places)
        assert result.within_term.lower <= early <= result.within_term.upper


def test_open_requests_are_a_stock_beside_the_median() -> None:
    result = time_to_document(
        bands((PublishedCount(4), PublishedCount(0), PublishedCount(0))),
        waiting=PublishedCount(990, base=10),
        term_days=5,
    )

    assert result.median_days == Interval(0, 5)
    assert result.within_term == Interval(1, 1)
    assert result.waiting == Interval(985, 995)


def test_a_band_across_the_term_leaves_the_share_open() -> None:
    counts = (PublishedCount(4), PublishedCount(4), PublishedCount(0))

    assert time_to_document(bands(counts), term_days=10).within_term == Interval(0.5, 1)


def test_no_document_gives_no_median() -> None:
    result = time_to_document([])

    assert result.median_days is None
    assert result.documents == Interval(0, 0)


def test_bands_that_overlap_or_lack_a_count_are_refused() -> None:
    known = PublishedCount(1)
    for wrong in (
        [DurationBand(0, 5, known), DurationBand(5, 9, known)],
        [DurationBand(0, None, known), DurationBand(6, 9, known)],
        [DurationBand(9, 5, known)],
        [DurationBand(0, 5, PublishedCount())],
    ):
        with pytest.raises(MeasurementError, match="MEA407"):
            time_to_document(wrong)

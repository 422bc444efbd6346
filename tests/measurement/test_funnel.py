"""Rates between stages: what rounding and suppression leave, and what is refused."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landenbenadering.core.funnel import (
    Departure,
    Follow,
    Population,
    PublishedCount,
    Stage,
    StageCount,
)
from landenbenadering.core.interval import Interval
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.measurement.funnel import (
    funnel,
    issuance_rate,
    larger_than_before,
    stage_rate,
)
from landenbenadering.measurement.published import published_bounds

ALGERIA = Population(
    country="DZA",
    reporter="NLD",
    since=date(2023, 1, 1),
    until=date(2023, 12, 31),
    follow=Follow.PERIOD,
    counted_by="requests for a replacement travel document",
)


def stage(
    name: Stage, count: PublishedCount | int, departure: Departure | None = None
) -> StageCount:
    if isinstance(count, int):
        count = PublishedCount(count)
    return StageCount(ALGERIA, name, count, departure)


def test_documents_issued_over_requests_name_the_stages_that_they_pass_over() -> None:
    """The Netherlands and Algeria, 2023: 141 requests, four documents, 2.8%."""
    rate = issuance_rate(stage(Stage.REQUESTS, 141), stage(Stage.DOCUMENT_ISSUED, 4))

    assert rate.interval is not None
    assert rate.interval.lower == rate.interval.upper == pytest.approx(0.028, abs=5e-4)
    assert rate.passed_over == (
        Stage.ANSWERED,
        Stage.NATIONALITY_CONFIRMED,
        Stage.DOCUMENT_PROMISED,
    )


def test_a_suppressed_count_still_bounds_the_rate() -> None:
    few = PublishedCount(fewer_than=5)
    rate = issuance_rate(stage(Stage.REQUESTS, 141), stage(Stage.DOCUMENT_ISSUED, few))

    assert rate.interval == Interval(0, 4 / 141)


def test_a_rate_over_a_stage_in_between_is_refused() -> None:
    with pytest.raises(MeasurementError, match=r"MEA403 .*issuance rate"):
        stage_rate(stage(Stage.REQUESTS, 141), stage(Stage.DOCUMENT_ISSUED, 4))


def test_a_rate_backwards_is_refused() -> None:
    with pytest.raises(MeasurementError, match="MEA403"):
        stage_rate(stage(Stage.ANSWERED, 4), stage(Stage.REQUESTS, 141))


@pytest.mark.parametrize(
    "other",
    [
        replace(ALGERIA, country="MAR"),
        replace(ALGERIA, reporter="FRA"),
        replace(ALGERIA, until=date(2024, 6, 30)),
        replace(ALGERIA, follow=Follow.COHORT),
        replace(ALGERIA, counted_by="persons"),
    ],
)
def test_a_rate_between_two_populations_is_refused(other: Population) -> None:
    later = replace(stage(Stage.ANSWERED, 4), population=other)

    with pytest.raises(MeasurementError, match="MEA402"):
        stage_rate(stage(Stage.REQUESTS, 141), later)
    with pytest.raises(MeasurementError, match="MEA402"):
        funnel([stage(Stage.REQUESTS, 141), later])


def test_departures_stay_apart_by_kind() -> None:
    result = funnel(
        [
            stage(Stage.DEPARTED, 2, Departure.FORCED),
            stage(Stage.DEPARTED, 1, Departure.INDEPENDENT),
            stage(Stage.DOCUMENT_ISSUED, 4),
        ]
    )

    assert {(rate.departure, rate.interval) for rate in result.rates} == {
        (Departure.FORCED, Interval(0.5, 0.5)),
        (Departure.INDEPENDENT, Interval(0.25, 0.25)),
    }
    assert result.issuance is None
    assert Stage.REQUESTS in result.not_counted


def test_a_departure_must_say_its_kind() -> None:
    with pytest.raises(MeasurementError, match="MEA405"):
        funnel([stage(Stage.DEPARTED, 4)])
    with pytest.raises(MeasurementError, match="MEA405"):
        funnel([stage(Stage.REQUESTS, 4, Departure.FORCED)])


def test_a_stage_counted_twice_and_an_empty_funnel_are_refused() -> None:
    with pytest.raises(MeasurementError, match="MEA404 A stage is there twice"):
        funnel([stage(Stage.REQUESTS, 4), stage(Stage.REQUESTS, 5)])
    with pytest.raises(MeasurementError, match="MEA404 No stage"):
        funnel([])


def test_a_stage_without_a_figure_has_no_rate_and_is_not_nothing() -> None:
    result = funnel(
        [stage(Stage.REQUESTS, 141), stage(Stage.ANSWERED, PublishedCount())]
    )

    assert result.rates[0].interval is None
    assert result.bounds[1][1] is None


def test_a_share_of_a_cohort_stays_within_one_and_a_contradiction_is_refused() -> None:
    cohort = replace(ALGERIA, follow=Follow.COHORT)

    def pair(first: int, second: int, base: int) -> tuple[StageCount, StageCount]:
        return (
            StageCount(cohort, Stage.REQUESTS, PublishedCount(first, base)),
            StageCount(cohort, Stage.ANSWERED, PublishedCount(second, base)),
        )

    assert stage_rate(*pair(50, 50, 10)).interval == Interval(45 / 55, 1)
    with pytest.raises(MeasurementError, match="MEA406"):
        stage_rate(*pair(50, 70, 10))


def published(true: int, base: int, least: int) -> PublishedCount:
    """Publish a count as an office does: suppressed below `least`, else rounded."""
    if true < least:
        return PublishedCount(fewer_than=least)
    return PublishedCount(round(true / base) * base, base)


@given(
    st.integers(1, 3000),
    st.integers(0, 3000),
    st.sampled_from([1, 5, 10]),
    st.sampled_from([0, 5, 10]),
)
def test_bounds_contain_the_true_rate(
    requests: int, answered: int, base: int, least: int
) -> None:
    rate = stage_rate(
        stage(Stage.REQUESTS, published(requests, base, least)),
        stage(Stage.ANSWERED, published(answered, base, least)),
    )

    if rate.interval is not None:
        assert rate.interval.lower <= answered / requests <= rate.interval.upper


def possible(count: PublishedCount) -> list[int]:
    """List every true count that an office could have published so, one by one."""
    return [
        true
        for true in range(40)
        if (
            true < count.fewer_than
            if count.fewer_than is not None
            # Halfway between two multiples it may go either way.
            else count.value is not None and 2 * abs(true - count.value) <= count.base
        )
    ]


SAID = st.one_of(
    st.integers(0, 12).map(PublishedCount),
    st.integers(0, 2).map(lambda n: PublishedCount(5 * n, base=5)),
    st.integers(0, 1).map(lambda n: PublishedCount(10 * n, base=10)),
    st.just(PublishedCount(fewer_than=5)),
)


@pytest.mark.parametrize("follow", Follow)
@given(said=st.tuples(SAID, SAID, SAID))
def test_rates_reach_as_far_as_the_true_counts_and_no_further(
    follow: Follow, said: tuple[PublishedCount, ...]
) -> None:
    """Try every combination of true counts; in a cohort those that do not grow."""
    population = replace(ALGERIA, follow=follow)
    places = (Stage.REQUESTS, Stage.ANSWERED, Stage.NATIONALITY_CONFIRMED)
    counts = [
        StageCount(population, place, one)
        for place, one in zip(places, said, strict=True)
    ]
    true = [
        numbers
        for numbers in product(*map(possible, said))
        if follow is Follow.PERIOD or list(numbers) == sorted(numbers, reverse=True)
    ]
    if not true:
        with pytest.raises(MeasurementError, match="MEA406"):
            funnel(counts)
        return
    result = funnel(counts)

    for place, (_, found) in enumerate(result.bounds):
        column = [numbers[place] for numbers in true]
        assert found == Interval(min(column), max(column))
    for place, rate in enumerate(result.rates):
        pairs = [numbers[place : place + 2] for numbers in true]
        if min(whole for whole, _ in pairs) == 0:
            assert rate.interval is None
        else:
            rates = [part / whole for whole, part in pairs]
            assert rate.interval == Interval(min(rates), max(rates))


def test_kinds_of_departure_of_a_cohort_do_not_bound_one_another() -> None:
    cohort = replace(ALGERIA, follow=Follow.COHORT)
    few = PublishedCount(fewer_than=5)
    result = funnel(
        [
            StageCount(cohort, Stage.DOCUMENT_ISSUED, few),
            StageCount(
                cohort, Stage.DEPARTED, PublishedCount(3), Departure.INDEPENDENT
            ),
            StageCount(cohort, Stage.DEPARTED, PublishedCount(1), Departure.FORCED),
        ]
    )

    # Nobody can have left with a document that was not issued: 3 or 4 were.
    assert [found for _, found in result.bounds] == [
        Interval(3, 4),
        Interval(1, 1),
        Interval(3, 3),
    ]
    assert [(rate.departure, rate.interval) for rate in result.rates] == [
        (Departure.FORCED, Interval(1 / 4, 1 / 3)),
        (Departure.INDEPENDENT, Interval(3 / 4, 1)),
    ]


@pytest.mark.parametrize(
    "count",
    [
        PublishedCount(-1),
        PublishedCount(5, base=0),
        PublishedCount(3, fewer_than=5),
        PublishedCount(fewer_than=0),
    ],
)
def test_what_is_no_published_count_is_refused(count: PublishedCount) -> None:
    with pytest.raises(MeasurementError, match="MEA401"):
        published_bounds(count)


@pytest.mark.parametrize(
    ("issued", "forced", "independent", "larger"),
    [
        (4, 3, 1, False),
        (4, 3, 2, True),
        (4, 5, 0, True),
        # Fewer than 5 may be 4, and 5 rounded to tens may be none.
        (PublishedCount(fewer_than=5), 4, 0, False),
        (PublishedCount(fewer_than=5), 4, 1, True),
        (4, PublishedCount(10, base=10), 0, True),
        (5, PublishedCount(10, base=10), 0, False),
    ],
)
def test_it_is_found_where_surely_more_departed_than_documents_were_issued(
    issued: PublishedCount | int,
    forced: PublishedCount | int,
    independent: int,
    *,
    larger: bool,
) -> None:
    found = funnel(
        [
            stage(Stage.REQUESTS, 3),
            stage(Stage.DOCUMENT_ISSUED, issued),
            stage(Stage.DEPARTED, forced, Departure.FORCED),
            stage(Stage.DEPARTED, independent, Departure.INDEPENDENT),
        ]
    )
    pair = (Stage.DOCUMENT_ISSUED, Stage.DEPARTED)

    assert larger_than_before(found) == ((pair,) if larger else ())

"""Counts recorded of the chain in stages, with waits, and against one another."""

from dataclasses import replace
from datetime import date
from math import inf

import pytest

from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.core.funnel import Departure, Follow, Stage
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual
from landenbenadering.pipelines.recorded_chain import (
    contradictions,
    recorded_funnel,
    recorded_funnels,
)
from landenbenadering.policy.chain import ChainCounts, CountedStage, CountedWait
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register, known_versions
from tests.policy.cases import record

YEAR = PartialDate(2023)
# The size of 141 requests and 4 documents is from a case; the country is another.
COUNTS = ChainCounts(
    country="GHA",
    counted=Bilingual("aanvragen om een reisdocument", "requests for a document"),
    stages=(
        CountedStage(Stage.DEPARTED, Departure.FORCED, 4),
        CountedStage(Stage.DOCUMENT_ISSUED, value=4),
        CountedStage(Stage.REQUESTS, value=141),
    ),
)


def held(name: str, fact: ChainCounts, *, year: int = 2023) -> Record:
    when = PartialDate(year)
    known = date(year + 1, 2, 1)
    return replace(
        record(name, fact), valid_from=when, valid_until=when, known_from=known
    )


def test_a_record_gives_rates_between_neighbours_and_issuance_apart() -> None:
    found = recorded_funnel(held("counts", COUNTS), COUNTS)

    (rate,) = found.funnel.rates
    assert (rate.earlier, rate.later) == (Stage.DOCUMENT_ISSUED, Stage.DEPARTED)
    assert rate.interval == Interval(1, 1)
    assert found.funnel.issuance is not None
    assert found.funnel.issuance.interval == Interval(4 / 141, 4 / 141)
    assert found.population.since == date(2023, 1, 1)
    assert found.population.until == date(2023, 12, 31)
    assert all(count.sources == ("counts",) for count, _ in found.funnel.bounds)


def test_rounding_and_hiding_reach_every_count_of_the_record() -> None:
    fact = replace(
        COUNTS,
        rounded_to=10,
        stages=(
            CountedStage(Stage.REQUESTS, value=140),
            CountedStage(Stage.ANSWERED, below=5),
        ),
        waits=(CountedWait(0, 30, 10), CountedWait(31, None, below=5)),
        waiting=130,
    )
    found = recorded_funnel(held("counts", fact), fact)

    assert [bounds for _, bounds in found.funnel.bounds] == [
        Interval(135, 145),
        Interval(0, 4),
    ]
    assert found.funnel.rates[0].interval == Interval(0, 4 / 135)
    assert found.waits is not None
    # 5 to 15 within 30 days and at most 4 later: the middle one is among the first.
    assert found.waits.median_days == Interval(0, 30)
    assert found.waiting == found.waits.waiting == Interval(125, 135)


def test_a_band_without_an_end_leaves_the_middle_open_upwards() -> None:
    fact = replace(COUNTS, waits=(CountedWait(0, 30, 1), CountedWait(31, None, 3)))
    found = recorded_funnel(held("counts", fact), fact)

    assert found.waits is not None
    assert found.waits.median_days == Interval(31, inf)


def test_only_what_was_known_on_the_day_and_of_the_country_is_counted() -> None:
    other = replace(COUNTS, country="MAR")
    every = (
        held("later", COUNTS, year=2024),
        held("one", COUNTS),
        held("other", other),
    )
    as_of = AsOf(known_on=date(2024, 12, 31))
    found = recorded_funnels(
        Register(as_of, known_versions(every, as_of)), country="GHA"
    )

    assert [one.record.id for one in found] == ["one"]


@pytest.mark.parametrize(
    ("other", "stages"),
    [
        (COUNTS, []),
        # Fewer than 5 may be 4; 150 rounded to tens is 145 to 155, and never 141.
        (
            replace(
                COUNTS,
                rounded_to=10,
                stages=(
                    CountedStage(Stage.REQUESTS, value=150),
                    CountedStage(Stage.DOCUMENT_ISSUED, below=5),
                ),
            ),
            [Stage.REQUESTS],
        ),
        (
            replace(
                COUNTS,
                stages=(CountedStage(Stage.DEPARTED, Departure.INDEPENDENT, 9),),
            ),
            [],
        ),
        (replace(COUNTS, reporter="BEL", stages=(CountedStage(Stage.REQUESTS),)), []),
        (replace(COUNTS, follow=Follow.COHORT, stages=COUNTS.stages[2:]), []),
    ],
)
def test_records_contradict_each_other_only_where_no_true_count_fits_both(
    other: ChainCounts, stages: list[Stage]
) -> None:
    one = recorded_funnel(held("one", COUNTS), COUNTS)
    two = recorded_funnel(held("two", other), other)
    found = contradictions((one, two))

    assert [each.stage for each in found] == stages
    assert (
        contradictions((one, recorded_funnel(held("two", other, year=2022), other)))
        == ()
    )
    for each in found:
        assert (each.one[1], each.other[1]) == (Interval(141, 141), Interval(145, 155))

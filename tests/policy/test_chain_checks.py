"""Counts of the chain are refused where no rate could be taken of them."""

from dataclasses import replace
from datetime import date

import pytest

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.funnel import Departure, Follow, Stage
from landenbenadering.policy.chain import ChainCounts, CountedStage, CountedWait
from landenbenadering.policy.checks import check_record, countries_of
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.record import Record
from tests.policy.cases import SAID, record

REQUESTS = CountedStage(Stage.REQUESTS, value=141)
ISSUED = CountedStage(Stage.DOCUMENT_ISSUED, below=5)
LEFT = CountedStage(Stage.DEPARTED, Departure.FORCED, 4)
COUNTS = ChainCounts("GHA", SAID, (REQUESTS, ISSUED, LEFT))


def held(fact: ChainCounts) -> Record:
    year = PartialDate(2023)
    known = date(2024, 1, 1)
    return replace(
        record("counts", fact), valid_from=year, valid_until=year, known_from=known
    )


def wrong(fact: ChainCounts | Record) -> str:
    bad = fact if isinstance(fact, Record) else held(fact)
    with pytest.raises(PolicyError) as refused:
        check_record(bad)
    assert refused.value.code == "POL319"
    return refused.value.path


def stages(*said: CountedStage) -> ChainCounts:
    return replace(COUNTS, stages=said)


def test_counts_of_one_population_are_held() -> None:
    check_record(held(COUNTS))
    check_record(
        held(replace(COUNTS, waits=(CountedWait(0, 30, 3), CountedWait(31, None, 1))))
    )
    assert countries_of(COUNTS) == ("GHA", "NLD")


@pytest.mark.parametrize("left_out", ["valid_from", "valid_until"])
def test_counts_without_a_period_are_refused(left_out: str) -> None:
    assert wrong(replace(held(COUNTS), **{left_out: None})) == "valid_until"  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("fact", "path"),
    [
        (stages(), "fact.stages"),
        (stages(REQUESTS, replace(REQUESTS, value=3)), "fact.stages"),
        (stages(replace(LEFT, departure=None)), "fact.stages.0.departure"),
        (
            stages(REQUESTS, replace(ISSUED, departure=Departure.FORCED)),
            "fact.stages.1.departure",
        ),
        (stages(replace(REQUESTS, below=5)), "fact.stages.0.value"),
        (stages(replace(REQUESTS, value=-1)), "fact.stages.0.value"),
        (stages(replace(ISSUED, below=0)), "fact.stages.0.below"),
        (stages(CountedStage(Stage.REQUESTS)), "fact.stages.0.value"),
        (replace(COUNTS, rounded_to=0), "fact.rounded_to"),
        (replace(COUNTS, waiting=3, waiting_below=5), "fact.waiting"),
        (replace(COUNTS, waiting_below=0), "fact.waiting_below"),
        (replace(COUNTS, rounded_to=10), "fact.rounded_to"),
        (
            replace(COUNTS, stages=(ISSUED,), rounded_to=5, waiting=12),
            "fact.rounded_to",
        ),
        (
            replace(COUNTS, waits=(CountedWait(0, 30, 3), CountedWait(31, 90, 2))),
            "fact.waits.0.value",
        ),
        (
            replace(COUNTS, waits=(CountedWait(0, 9, 1), CountedWait(9, 20, 1))),
            "fact.waits.1.since_days",
        ),
        (
            replace(COUNTS, waits=(CountedWait(0, None, 1), CountedWait(9, 20, 1))),
            "fact.waits.1.since_days",
        ),
        (replace(COUNTS, waits=(CountedWait(9, 8, 1),)), "fact.waits.0.until_days"),
        (replace(COUNTS, waits=(CountedWait(9, 10),)), "fact.waits.0.value"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(fact: ChainCounts, path: str) -> None:
    assert wrong(fact) == path


def test_a_cohort_does_not_grow_on_its_way_also_past_a_stage_in_between() -> None:
    grown = stages(replace(REQUESTS, value=3), ISSUED, replace(LEFT, value=4))
    check_record(held(grown))

    assert wrong(replace(grown, follow=Follow.COHORT)) == "fact.follow"
    # Rounded to tens, 10 and 20 may both be 15.
    rounded = stages(replace(REQUESTS, value=10), replace(LEFT, value=20))
    rounded = replace(rounded, rounded_to=10)
    check_record(held(replace(rounded, follow=Follow.COHORT)))


def test_kinds_of_departure_exclude_one_another_in_a_cohort() -> None:
    independent = CountedStage(Stage.DEPARTED, Departure.INDEPENDENT, 1)
    both = stages(ISSUED, LEFT, independent)
    check_record(held(both))

    # 4 by force and 1 independently cannot all be among at most 4 documents.
    assert wrong(replace(both, follow=Follow.COHORT)) == "fact.follow"
    other = stages(ISSUED, replace(LEFT, value=3), independent)
    check_record(held(replace(other, follow=Follow.COHORT)))

"""Documents by days against the terms of agreements, held against brute force."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual
from landenbenadering.pipelines.recorded_chain import recorded_funnels
from landenbenadering.policy.chain import ChainCounts, CountedWait
from landenbenadering.policy.dealings import Agreement, Term
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import (
    Actor,
    AgreementForm,
    TermKind,
    TermUnit,
)
from tests.pipelines.test_recorded_chain import COUNTS, held
from tests.policy.cases import record

SAID = Bilingual("iets", "something")
TERM = Term("documents", TermKind.DEADLINE, 30, TermUnit.DAYS, SAID)
AGREED = Agreement(
    "GHA", Actor.NETHERLANDS, AgreementForm.MEMORANDUM, SAID, terms=(TERM,)
)
WAITS = (CountedWait(0, 30, 3), CountedWait(31, 90, 1))
ALL_ALONG = PartialDate(2020)
NOW = AsOf(date(2026, 1, 1))


def agreed(
    fact: Agreement = AGREED,
    since: PartialDate | None = ALL_ALONG,
    until: PartialDate | None = None,
) -> Record:
    return replace(record("agreed", fact), valid_from=since, valid_until=until)


def shares(fact: ChainCounts, agreement: Record) -> list[tuple[Interval | None, bool]]:
    register = Register(NOW, (agreement, held("counts", fact)))
    [found] = recorded_funnels(register, country="GHA")
    return [(one.share, one.throughout) for one in found.terms]


def test_three_of_four_documents_came_within_the_term() -> None:
    counts = replace(COUNTS, waits=WAITS)

    assert shares(counts, agreed()) == [(Interval(3 / 4, 3 / 4), True)]


@pytest.mark.parametrize(
    "agreement",
    [
        agreed(replace(AGREED, country="MAR")),
        agreed(replace(AGREED, by=Actor.OTHER_STATE, with_states=("BEL",))),
        agreed(replace(AGREED, terms=(replace(TERM, kind=TermKind.VALIDITY),))),
        agreed(replace(AGREED, terms=())),
        agreed(since=PartialDate(2024)),
        agreed(until=PartialDate(2022)),
    ],
)
def test_terms_of_others_of_other_times_and_of_other_kinds_are_passed_over(
    agreement: Record,
) -> None:
    assert shares(replace(COUNTS, waits=WAITS), agreement) == []


@pytest.mark.parametrize(
    ("reporter", "by", "states", "applies"),
    [
        ("NLD", Actor.EU, (), True),
        ("BEL", Actor.EU, (), True),
        ("CHE", Actor.EU, (), False),
        ("BEL", Actor.NETHERLANDS, ("BEL", "LUX"), True),
        ("DEU", Actor.NETHERLANDS, ("BEL", "LUX"), False),
    ],
)
def test_a_term_binds_towards_the_states_that_agreed_it(
    reporter: str, by: Actor, states: tuple[str, ...], applies: bool
) -> None:
    counts = replace(COUNTS, waits=WAITS, reporter=reporter)
    agreement = agreed(replace(AGREED, by=by, with_states=states))

    assert bool(shares(counts, agreement)) is applies


@pytest.mark.parametrize(
    ("since", "until", "throughout"),
    [
        (PartialDate(2023), None, False),
        (PartialDate(2022), PartialDate(2024), True),
        (PartialDate(2022), PartialDate(2023, 6), False),
        (None, None, False),
    ],
)
def test_it_is_said_whether_the_agreement_held_all_along(
    since: PartialDate | None, until: PartialDate | None, throughout: bool
) -> None:
    found = shares(replace(COUNTS, waits=WAITS), agreed(since=since, until=until))

    assert [held_throughout for _share, held_throughout in found] == [throughout]


def truths(band: CountedWait, base: int) -> range:
    if band.below is not None:
        return range(band.below)
    value = band.value or 0
    return range(max(value - base // 2, 0), value + base // 2 + 1)


def possible(waits: tuple[CountedWait, ...], base: int, term: int) -> Iterator[float]:
    """Give the share within a term for every true count and every day in a band."""
    for counts in product(*(truths(band, base) for band in waits)):
        whole = sum(counts)
        if not whole:
            continue
        least = most = 0
        for band, count in zip(waits, counts, strict=True):
            inside = band.until_days is not None and band.until_days <= term
            most += count if band.since_days <= term else 0
            least += count if inside else 0
        yield least / whole
        yield most / whole


bands = st.builds(
    lambda value, hidden: (None, value + 1) if hidden else (value, None),
    st.integers(0, 6),
    st.booleans(),
)


@given(
    counts=st.tuples(bands, bands, bands),
    base=st.sampled_from((1, 3, 5)),
    term=st.sampled_from((5, 10, 20, 30)),
)
def test_the_bounds_are_those_of_every_true_count(
    counts: tuple[tuple[int | None, int | None], ...], base: int, term: int
) -> None:
    ends = ((0, 10), (11, 20), (21, None))
    waits = tuple(
        CountedWait(since, until, value, below)
        for (since, until), (value, below) in zip(ends, counts, strict=True)
    )
    agreement = agreed(replace(AGREED, terms=(replace(TERM, limit=term),)))
    fact = replace(COUNTS, waits=waits, rounded_to=base, stages=COUNTS.stages)
    [(share, _throughout)] = shares(fact, agreement)
    every = list(possible(waits, base, term))

    if share is None:
        assert all(0 in truths(band, base) for band in waits)
    else:
        assert share.lower == pytest.approx(min(every))
        assert share.upper == pytest.approx(max(every))

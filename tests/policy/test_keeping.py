"""Whether terms are kept: intervals against limits, and gaps that say nothing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.policy.checks import check_record, check_references
from landenbenadering.policy.dealings import Agreement, Performance, Term
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.keeping import (
    TermVerdict,
    agreements_not_kept,
    term_verdicts,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.case import Facts
from landenbenadering.policy.vocabulary import (
    Actor,
    AgreementForm,
    DocumentKind,
    Keeping,
    TermKind,
    TermUnit,
)
from tests.policy.cases import SAID, paper, record

KEPT, BROKEN, CANNOT_TELL = Keeping.KEPT, Keeping.BROKEN, Keeping.CANNOT_TELL
TODAY = date(2026, 4, 15)

DEADLINE = Term("documents", TermKind.DEADLINE, 5, TermUnit.DAYS, SAID)
VALIDITY = Term("validity", TermKind.VALIDITY, 30, TermUnit.DAYS, SAID)
QUOTA = Term("returns", TermKind.QUOTA, 50, TermUnit.PERSONS_A_MONTH, SAID)
CEILING = Term("most", TermKind.CEILING, 50, TermUnit.PERSONS_A_MONTH, SAID)


def agreement(
    *terms: Term, since: str | None = "2026-01", until: str | None = None
) -> Record:
    fact = Agreement("GMB", Actor.EU, AgreementForm.ARRANGEMENT, SAID, terms=terms)
    return record(
        "agreement",
        fact,
        valid_from=PartialDate.parse(since) if since else None,
        valid_until=PartialDate.parse(until) if until else None,
    )


def counted(
    term: Term, least: int, most: int, since: str, until: str | None = None
) -> Record:
    fact = Performance("agreement", term.name, Decimal(least), Decimal(most))
    return record(
        f"performance-{term.name}-{since}-{abs(least)}",
        fact,
        valid_from=PartialDate.parse(since),
        valid_until=PartialDate.parse(until or since),
    )


def verdict(held: Record, *performances: Record) -> TermVerdict:
    (found,) = term_verdicts(held, performances, today=TODAY)
    return found


def one_month(term: Term, least: int, most: int) -> Keeping:
    held = agreement(term, until="2026-01")
    return verdict(held, counted(term, least, most, "2026-01")).finding


@pytest.mark.parametrize(
    ("term", "least", "most", "expected"),
    [
        (DEADLINE, 3, 5, KEPT),
        (DEADLINE, 6, 9, BROKEN),
        (DEADLINE, 5, 6, CANNOT_TELL),
        (VALIDITY, 30, 60, KEPT),
        (VALIDITY, 7, 29, BROKEN),
        (VALIDITY, 29, 30, CANNOT_TELL),
        (QUOTA, 50, 54, KEPT),
        (QUOTA, 45, 49, BROKEN),
        (QUOTA, 48, 52, CANNOT_TELL),
        (CEILING, 0, 50, KEPT),
        (CEILING, 51, 55, BROKEN),
        (CEILING, 48, 52, CANNOT_TELL),
    ],
)
def test_an_interval_is_held_against_the_limit(
    term: Term, least: int, most: int, expected: Keeping
) -> None:
    assert one_month(term, least, most) is expected


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_a_finding_is_true_of_every_number_that_the_bounds_allow(
    least: int, width: int, share: int
) -> None:
    most = least + width
    true = least + width * share // 100
    for term, holds in ((QUOTA, true >= 50), (CEILING, true <= 50)):
        found = one_month(term, least, most)

        assert found is CANNOT_TELL or (found is KEPT) == holds


def test_a_gap_in_the_records_is_neither_zero_nor_kept() -> None:
    found = verdict(
        agreement(QUOTA),
        counted(QUOTA, 50, 54, "2026-01"),
        counted(QUOTA, 50, 54, "2026-03"),
    )

    assert found.finding is CANNOT_TELL
    (gap,) = [one for one in found.stretches if one.record is None]
    assert (gap.since, gap.until) == (date(2026, 2, 1), date(2026, 2, 28))


def test_a_term_is_kept_when_every_completed_period_is_recorded() -> None:
    months = [counted(QUOTA, 50, 54, f"2026-0{month}") for month in (1, 2, 3)]

    assert verdict(agreement(QUOTA), *months).finding is KEPT
    assert verdict(agreement(QUOTA), *months).facts == tuple(months)


def test_one_broken_period_breaks_the_term() -> None:
    months = [counted(QUOTA, 50, 54, "2026-01"), counted(QUOTA, 10, 14, "2026-02")]

    assert verdict(agreement(QUOTA), *months).finding is BROKEN


@pytest.mark.parametrize(
    ("held", "performances"),
    [
        (agreement(QUOTA), ()),
        (agreement(QUOTA, since=None), (counted(QUOTA, 50, 50, "2026-01"),)),
        (agreement(QUOTA, since="2026-04"), ()),
    ],
)
def test_nobody_can_tell_without_records_a_start_or_a_completed_period(
    held: Record, performances: tuple[Record, ...]
) -> None:
    assert verdict(held, *performances).finding is CANNOT_TELL


@pytest.mark.parametrize(
    ("term", "count", "expected"),
    [(QUOTA, 60, CANNOT_TELL), (QUOTA, 40, BROKEN), (CEILING, 40, CANNOT_TELL)],
)
def test_an_average_over_months_can_show_a_breach_but_not_that_all_kept(
    term: Term, count: int, expected: Keeping
) -> None:
    span = counted(term, count, count, "2026-01", "2026-03")

    assert verdict(agreement(term), span).finding is expected


@pytest.mark.parametrize(
    ("term", "count", "expected"),
    [(QUOTA, 10, CANNOT_TELL), (QUOTA, 50, KEPT), (CEILING, 10, CANNOT_TELL)],
)
def test_a_count_of_part_of_a_month_can_only_grow(
    term: Term, count: int, expected: Keeping
) -> None:
    held = agreement(term, until="2026-01")
    part = counted(term, count, count, "2026-01-01", "2026-01-10")
    found = verdict(held, part)

    assert [one.finding for one in found.stretches if one.record] == [expected]


def test_only_broken_terms_of_agreements_that_hold_are_listed() -> None:
    broken = counted(QUOTA, 0, 4, "2026-01")
    for held, expected in (
        (agreement(QUOTA), ["returns"]),
        (agreement(QUOTA, until="2026-02"), []),
    ):
        facts = Facts.of_register(Register(AsOf(TODAY), (held, broken)))
        found = agreements_not_kept(facts, today=TODAY)

        assert [one.term.name for one in found] == expected


@pytest.mark.parametrize(
    "wrong",
    [
        agreement(Term("x", TermKind.QUOTA, 5, TermUnit.DAYS, SAID)),
        agreement(Term("x", TermKind.DEADLINE, 5, TermUnit.PERSONS_A_YEAR, SAID)),
        agreement(Term("x", TermKind.DEADLINE, -1, TermUnit.DAYS, SAID)),
        agreement(DEADLINE, DEADLINE),
        counted(QUOTA, 5, 4, "2026-01"),
        counted(QUOTA, -1, 4, "2026-01"),
    ],
)
def test_terms_that_cannot_be_measured_are_refused(wrong: Record) -> None:
    with pytest.raises(PolicyError, match="POL309"):
        check_record(wrong)


def test_a_count_under_a_term_that_is_not_there_is_refused() -> None:
    source = record("paper", paper(DocumentKind.OTHER).fact)
    with pytest.raises(PolicyError, match="POL317"):
        check_references(
            [source, agreement(QUOTA), counted(DEADLINE, 1, 1, "2026-01")],
            countries={"GMB"},
        )

"""Dates, amounts, names and ratios as running text writes them."""

from datetime import date
from decimal import Decimal

import pytest

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Language, format_day
from landenbenadering.core.money import Money
from landenbenadering.letters.formats import (
    format_count,
    format_moment,
    format_money,
    format_names,
    format_ratio,
)

NL, EN = Language.NL, Language.EN


@pytest.mark.parametrize(
    ("amount", "currency", "dutch", "english"),
    [
        ("10000000", "EUR", "€ 10 miljoen", "€10 million"),
        ("5500000", "EUR", "€ 5,5 miljoen", "€5.5 million"),
        ("1250000000", "EUR", "€ 1,25 miljard", "€1.25 billion"),
        ("750000", "EUR", "€ 750.000", "€750,000"),
        ("1234567", "EUR", "€ 1.234.567", "€1,234,567"),
        ("99.50", "EUR", "€ 99,50", "€99.50"),
        ("0", "EUR", "€ 0", "€0"),
        ("100000000", "SEK", "SEK 100 miljoen", "SEK 100 million"),
        ("2000000", "USD", "US$ 2 miljoen", "US$ 2 million"),
    ],
)
def test_an_amount_is_written_as_each_language_does(
    amount: str, currency: str, dutch: str, english: str
) -> None:
    money = Money(Decimal(amount), currency)

    assert format_money(money, NL).replace("\u00a0", " ") == dutch
    assert format_money(money, EN).replace("\u00a0", " ") == english


def test_a_date_has_the_precision_that_it_has() -> None:
    assert format_day(date(2013, 3, 6), NL) == "6 maart 2013"
    assert format_day(date(2013, 3, 6), EN) == "6 March 2013"
    assert format_moment(PartialDate(2012), NL) == "in 2012"
    assert format_moment(PartialDate(2012, 6), NL) == "in juni 2012"
    assert format_moment(PartialDate(2012, 9, 28), EN) == "on 28 September 2012"


def test_names_stand_in_alphabetical_order_whatever_their_accents() -> None:
    assert format_names(["Zuid-Sudan", "Åland", "China", "armenië"], NL) == (
        "Åland, armenië, China en Zuid-Sudan"
    )
    assert format_names(["Egypt", "Algeria", "China"], EN) == (
        "Algeria, China and Egypt"
    )


def test_a_ratio_is_rounded_outward_and_never_looks_more_exact_than_it_is() -> None:
    assert format_ratio(Interval(0.0241, 0.0379)) == "2–4%"
    assert format_ratio(Interval(0.02, 0.04)) == "2–4%"
    assert format_ratio(Interval(0.5, 0.5)) == "50%"
    assert format_ratio(Interval(0.9, 1.3)) == "90–130%"
    assert format_ratio(Interval(0.4286, float("inf"))) == "≥ 42%"


def test_counts_have_the_thousands_mark_of_the_language() -> None:
    assert (format_count(1650, NL), format_count(1650, EN)) == ("1.650", "1,650")

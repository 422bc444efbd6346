"""Dates, amounts and lists as running text writes them, per language."""

import math
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from babel.dates import format_date as babel_date
from babel.lists import format_list
from babel.numbers import format_decimal, get_currency_symbol

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Language, format_day
from landenbenadering.core.money import Money

_LOCALES = {Language.NL: "nl_NL", Language.EN: "en_GB"}
_LARGE = {
    Language.NL: (("miljard", Decimal(10**9)), ("miljoen", Decimal(10**6))),
    Language.EN: (("billion", Decimal(10**9)), ("million", Decimal(10**6))),
}
_NO_BREAK = "\u00a0"
_PERCENT_LIMIT = 10_000


def one_line(text: str) -> str:
    """Give a text as running text: one line, without control characters.

    Word's format and PDF can hold no control characters, and a line break in a
    fact is not one in the letter.
    """
    spaced = " ".join(text.split())
    return "".join(ch for ch in spaced if unicodedata.category(ch) not in {"Cc", "Cs"})


def format_moment(moment: PartialDate, language: Language) -> str:
    """Write when something was, with the preposition of its precision.

    As in `op 28 september 2012`, `in juni 2012` and `in 2012`.
    """
    if moment.month is None:
        return f"in {moment.year}"
    if moment.day is None:
        month = babel_date(moment.earliest, "LLLL y", locale=_LOCALES[language])
        return f"in {month}"
    preposition = {Language.NL: "op", Language.EN: "on"}[language]
    return f"{preposition} {format_day(moment.earliest, language)}"


def format_money(money: Money, language: Language) -> str:
    """Write an amount as `€ 10 miljoen` or `€10 million`.

    Below a million, and where rounding to two decimals of a million would change
    it, the amount is written out.
    """
    symbol = get_currency_symbol(money.currency, locale=_LOCALES[language])
    gap = _NO_BREAK if language is Language.NL or len(symbol) > 1 else ""
    return f"{symbol}{gap}{_format_amount(money.amount, language)}"


def _format_amount(amount: Decimal, language: Language) -> str:
    for word, size in _LARGE[language]:
        if amount >= size and not amount % (size / 100):
            number = format_decimal(amount / size, locale=_LOCALES[language])
            return f"{number}{_NO_BREAK}{word}"
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00###"
    return format_decimal(amount, format=pattern, locale=_LOCALES[language])


def format_count(count: int, language: Language) -> str:
    """Write a whole number with the language's thousands separator."""
    return format_decimal(count, locale=_LOCALES[language])


def format_names(names: Iterable[str], language: Language) -> str:
    """Write names in alphabetical order as `Algerije, China en Egypte`."""
    return format_series(alphabetical_by_name(names), language)


def format_series(items: Iterable[str], language: Language) -> str:
    """Join items in the given order with commas and the language's `and`."""
    return format_list(tuple(items), locale=_LOCALES[language])


def _alphabetical(name: str) -> tuple[str, str]:
    """Order names as a reader expects: accents and capitals count last."""
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(ch for ch in letters if not unicodedata.combining(ch))
    return plain.casefold(), name


def alphabetical_by_name(names: Iterable[str]) -> list[str]:
    """Sort names as a reader of either language expects."""
    return sorted(names, key=_alphabetical)


def format_ratio(ratio: Interval) -> str:
    """Write the bounds of a ratio in whole percents, rounded outward: `2–4%`.

    An upper bound of 10,000% and more says nothing and is written as `≥`.
    """
    lower = math.floor(round(ratio.lower * 100, 6))
    if ratio.upper * 100 >= _PERCENT_LIMIT:
        return f"≥ {lower}%"
    upper = math.ceil(round(ratio.upper * 100, 6))
    return f"{lower}%" if lower == upper else f"{lower}–{upper}%"

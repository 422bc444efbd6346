"""Facts of the newer kinds in words: every field in order, by its type.

A kind needs no code here; its fields need a name in `field_words` and the terms
of its closed sets a word in `words`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.core.money import Money
from landenbenadering.evidence.countries import countries
from landenbenadering.policy.chain import CountedStage, CountedWait
from landenbenadering.policy.deciding import Alternative, Interest, ProblemSize
from landenbenadering.policy.references import named_kind
from landenbenadering.web.design.language import page_language
from landenbenadering.web.register.field_words import field_word
from landenbenadering.web.register.words import word

_COUNTRY_FIELDS = frozenset(
    {"country", "towards", "with_states", "partners", "states", "reporter"}
)


def plain_rows(
    fact: object, names: Mapping[str, str] | None = None
) -> Iterator[tuple[str, str]]:
    """Give label and text of every field of a fact that says something.

    Other records that it names are told by their title in `names`, where it has one.
    """
    if not is_dataclass(fact):
        raise TypeError(f"{fact!r} is not a fact")
    for field in fields(fact):
        value = getattr(fact, field.name)
        if names and named_kind(type(fact), field.name):
            yield field_word(field.name), named_text(value, names)
        else:
            yield field_word(field.name), _field_text(field.name, value)


def named_text(value: object, names: Mapping[str, str]) -> str:
    """Write ids of records as their titles, or as they are where they have none."""
    ids = (value,) if isinstance(value, str) else value
    if not isinstance(ids, tuple):
        return ""
    return "; ".join(names.get(record_id, record_id) for record_id in ids)


def country_name(iso3: str) -> str:
    """Name a country in the language of the page; the code if it has no name."""
    country = countries().get(iso3)
    return iso3 if country is None else country.name.in_(page_language())


def text_of(text: Bilingual | None) -> str:
    """Give a text in the language of the page; empty for none."""
    return "" if text is None else text.in_(page_language())


def money_text(money: Money) -> str:
    """Write an amount of money, without decimals where it has none."""
    whole = money.amount == money.amount.to_integral_value()
    places = 0 if whole else 2
    number = number_format(money.amount, places, use_l10n=True, force_grouping=True)
    return f"{money.currency} {number}"


def partial_text(moment: PartialDate | None) -> str:
    """Write a date with the precision that it has; empty for none."""
    if moment is None:
        return ""
    if moment.month is None:
        return str(moment.year)
    return date_format(moment.earliest, "F Y" if moment.day is None else "j F Y")


def _field_text(name: str, value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_field_text(name, part) for part in value)
    if isinstance(value, str) and _names_country(name, value):
        return country_name(value)
    return _value_text(value)


def _names_country(name: str, value: str) -> bool:
    if isinstance(value, StrEnum):
        return False
    return name in _COUNTRY_FIELDS or (name == "by" and value in countries())


def _value_text(value: object) -> str:
    if value is None:
        return ""
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return _part_text(value)


def _part_text(value: object) -> str:
    """Write a value within a fact, as a term of an agreement, on one line."""
    if not is_dataclass(value):
        raise TypeError(f"no words for {type(value).__name__}")
    texts = (_field_text(f.name, getattr(value, f.name)) for f in fields(value))
    return ", ".join(text for text in texts if text)


def _size(size: ProblemSize) -> str:
    if size.most is None:
        said = _("at least %(least)s people, no upper bound (%(basis)s)")
    else:
        said = _("%(least)s to %(most)s people (%(basis)s)")
    return said % {
        "least": _number(size.least),
        "most": "" if size.most is None else _number(size.most),
        "basis": size.basis,
    }


def _alternative(alternative: Alternative) -> str:
    said = _("%(alternative)s (why not: %(reason)s)")
    return said % {"alternative": alternative.text, "reason": alternative.why_not}


def count_text(value: int | None, below: int | None) -> str:
    """Write a count as its source gives it; empty where it gives none."""
    if below is not None:
        return _("fewer than %(number)s") % {"number": _number(below)}
    return "" if value is None else _number(value)


def _stage(one: CountedStage) -> str:
    return f"{word(one.departure or one.stage)}: {count_text(one.value, one.below)}"


def _wait(one: CountedWait) -> str:
    said = {
        "since": one.since_days,
        "until": one.until_days,
        "count": count_text(one.value, one.below),
    }
    if one.until_days is None:
        return _("from %(since)s days: %(count)s") % said
    return _("%(since)s to %(until)s days: %(count)s") % said


def _number(value: Decimal | int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


# In this order: a truth value is a number too, and a term of a closed set a text.
_WRITERS: tuple[tuple[type, Callable[..., str]], ...] = (
    (bool, lambda value: _("yes") if value else _("no")),
    (StrEnum, word),
    (Bilingual, text_of),
    (Money, money_text),
    (PartialDate, partial_text),
    (date, lambda value: date_format(value, "j F Y")),
    (int, _number),
    (Decimal, _number),
    (ProblemSize, _size),
    (Interest, lambda value: f"{word(value.department)}: {value.text}"),
    (Alternative, _alternative),
    (CountedStage, _stage),
    (CountedWait, _wait),
    (str, str),
)

"""Which numbers a fact holds, as a text in either language may write them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Language
from landenbenadering.core.money import Money
from landenbenadering.letters.formats import format_money
from landenbenadering.policy.record import Record

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def unsupported_numbers(
    text: str, records: Iterable[Record], language: Language
) -> list[str]:
    """List the numbers in `text` that no fact of `records` holds, in order.

    Pages, versions and dates of the record around a fact do not count.
    """
    supported: set[str] = set()
    for record in records:
        supported.update(_numbers_in(record.fact, language))
    return [number for number in _NUMBER.findall(text) if number not in supported]


def _numbers_in(value: object, language: Language) -> Iterator[str]:
    match value:
        case str():
            yield from _NUMBER.findall(value)
        case int():
            yield str(value)
        case date() | PartialDate():
            yield from (str(part) for part in (value.year, value.month, value.day))
        case Money():
            yield from _NUMBER.findall(format_money(value, language))
        case _:
            for part in _parts(value):
                yield from _numbers_in(part, language)


def _parts(value: object) -> tuple[object, ...]:
    """Give the members of a tuple or of a frozen value; nothing for others."""
    if isinstance(value, tuple):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(getattr(value, field.name) for field in fields(value))
    return ()

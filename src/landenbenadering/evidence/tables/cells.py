"""The meaning of one cell, or the reason why it has none."""

import re
from decimal import Decimal

from landenbenadering.evidence.catalogue import Source
from landenbenadering.evidence.countries import (
    CountryLabel,
    LabelKind,
    countries,
    country_labels,
)
from landenbenadering.evidence.personal import shown

_DIGITS = re.compile(r"\d+")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+")
_BLANK_GROUPS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
_ANY_GROUPS = re.compile(r"\d+(?:[, \u00a0\u202f]\d+)+|\d+,|,\d+")
_FRACTION = re.compile(r"[\d, ]*\.\d*|\d+(?:\.\d+)?[eE][+-]?\d+")
_NEGATIVE = re.compile(r"[-\u2212\u2013]\s*[\d.,]+|\([\d.,]+\)")
_AMOUNT = re.compile(r"-?\d+(?:\.\d*)?(?:[eE][+-]?\d{1,2})?")
_YEAR = re.compile(r"\d{4}")
CHECK = "Check the cell against the publisher's table and import the file again."


class BadCell(Exception):  # noqa: N818  (caught where the place is known)
    """A cell without a meaning; its place is added by the reader."""

    def __init__(self, code: str, problem: str, remedy: str = CHECK) -> None:
        self.code = code
        self.problem = problem
        self.remedy = remedy
        super().__init__(problem)


def year_of(cell: str, *, source: Source, last_year: int) -> int:
    """Read a year in which the statistic existed and that the file can know."""
    if not (_YEAR.fullmatch(cell) and cell.isascii()):
        problem = f"{shown(cell)} is not a year of four digits."
        remedy = "Import the annual table: one row per year."
        raise BadCell("EVI135", problem, remedy)
    if not source.first_year <= int(cell) <= last_year:
        problem = (
            f"The year {cell} is not between {source.first_year}, when the "
            f"statistic began, and {last_year}, when the file was made."
        )
        raise BadCell("EVI136", problem)
    return int(cell)


def label_of(cell: str, *, source: Source) -> CountryLabel:
    """Give what a cell of a country axis means to `source`.

    A label such as `NL:Netherlands` is read by the code before the colon. Where the
    source uses ISO 3166 alpha-3, every code of a country is known.
    """
    labels = country_labels(source.id)
    for text in with_parts(cell):
        if text in labels:
            return labels[text]
        if source.uses_iso3 and text in countries():
            return CountryLabel(text, LabelKind.COUNTRY)
    raise BadCell(
        "EVI131",
        f"{shown(cell)} is not a country, aggregate or group that this source is "
        "known to name.",
        "Check the spelling; if the publisher has a new name, add it to "
        "country_labels.csv with the country that it means.",
    )


def count_of(cell: str, *, source: Source) -> int:
    """Read a whole number, plain or grouped in thousands."""
    if _DIGITS.fullmatch(cell) and cell.isascii():
        number = int(cell)
    elif _COMMA_GROUPS.fullmatch(cell) or _BLANK_GROUPS.fullmatch(cell):
        number = int(re.sub(r"\D", "", cell))
    else:
        raise _not_a_count(cell)
    return _possible(number, source)


def amount_of(cell: str, *, source: Source, scale: int, signed: bool) -> int:
    """Read a decimal number times `scale`, to the nearest whole unit.

    `signed` says whether it may be below 0, as a net flow may.
    """
    if not (_AMOUNT.fullmatch(cell) and cell.isascii()):
        raise BadCell("EVI143", f"{shown(cell)} is not a number.")
    amount = int((Decimal(cell) * scale).to_integral_value())
    if amount < 0 and not signed:
        raise BadCell("EVI141", f"{shown(cell)} is below 0; this cannot be.")
    return _possible(amount, source)


def with_parts(cell: str) -> tuple[str, ...]:
    """Give the cell and, of `NL:Netherlands`, the code before the colon."""
    code, colon, _ = cell.partition(":")
    return (cell, code.strip()) if colon and code else (cell,)


def _possible(number: int, source: Source) -> int:
    if abs(number) > source.most:
        problem = f"More than {source.most:,} {source.unit.en} cannot be right."
        raise BadCell("EVI145", problem)
    return number


def _not_a_count(cell: str) -> BadCell:
    if not cell:
        return BadCell("EVI143", 'The cell is empty; a missing count is written ":".')
    if _NEGATIVE.fullmatch(cell):
        return BadCell("EVI141", f"{shown(cell)} is below 0; persons are counted.")
    if _FRACTION.fullmatch(cell) and "e" in cell.lower():
        problem = f"{shown(cell)} has an exponent; counts are written in full."
        return BadCell("EVI142", problem)
    if _FRACTION.fullmatch(cell):
        return BadCell("EVI142", f"{shown(cell)} has a fraction; persons are counted.")
    if _ANY_GROUPS.fullmatch(cell):
        return BadCell("EVI144", f"{shown(cell)} is not grouped in thousands.")
    return BadCell("EVI143", f"{shown(cell)} is not a number.")

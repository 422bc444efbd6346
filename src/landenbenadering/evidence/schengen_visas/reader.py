"""The Commission's yearly workbooks: one row per Schengen state and consulate."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath

from landenbenadering.core.errors import Place
from landenbenadering.evidence.catalogue import Source
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.tables.checks import (
    require_no_personal_columns,
    require_no_personal_values,
)
from landenbenadering.evidence.tables.long_table import read_long_table
from landenbenadering.evidence.tables.reading import Reading
from landenbenadering.evidence.tables.table import Table
from landenbenadering.evidence.tables.workbook import (
    Rows,
    sheet_names,
    sheet_rows,
    workbook_encoding,
)

_SHEETS = ("Data for consulates", "Complete data")
_WHOLE = re.compile(r"Total worldwide (\d{4})")
_PART_OF_WHOLE = re.compile(r"Selection Sub total in (\d{4})|Share of subtotal on .*")
_NOTE = re.compile(r"(\d\)|\*) ?.+")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
# Fractions of many digits, which are neither stored nor of persons.
_RATES = ("Not issued rate", "Share of")
_WORLD = ("Schengen", "World", "")


def read_file(content: bytes, *, file: str, source: Source, day: date) -> Reading:
    """Read the sheet of all consulates, and the publisher's own total of it.

    The year stands only in the rows of totals. Visas of states outside Schengen are
    on a sheet of their own and are not read: they do not open the same area.
    """
    names = sheet_names(content, file=file)
    sheet = next((name for name in names if name in _SHEETS), None)
    if sheet is None:
        raise EvidenceError(
            "EVI124",
            problem="The workbook has no sheet of all consulates.",
            remedy=f"Import the workbook with the sheet {' or '.join(_SHEETS)}.",
            place=Place(file),
        )
    rows = sheet_rows(content, sheet=sheet, file=file)
    table = _table(rows, file)
    require_no_personal_columns(table.header, file=file)
    rates = [name for name in table.header if name.startswith(_RATES)]
    require_no_personal_values(table, except_columns=rates)
    return read_long_table(
        table,
        source=source,
        dataflow=source.dataflows[0],
        day=day,
        encoding=workbook_encoding(sheet),
    )


def _table(rows: Rows, file: str) -> Table:
    kept: list[tuple[int, tuple[str, ...]]] = []
    years: list[str] = []
    for line, row in enumerate(rows[1:], start=2):
        years += _YEAR.findall(row[2]) if not row[0] else []
        named = _named(row, Place(file, line))
        if named is not None:
            kept.append((line, (*named, *row[3:])))
    if not kept:
        raise EvidenceError(
            "EVI104",
            problem="The sheet has no row of a consulate.",
            remedy="Download the workbook from the publisher again and import it.",
            place=Place(file),
        )
    year = _year(years, file)
    return Table(
        file=file,
        header=(*rows[0], "year"),
        columns=(
            *zip(*(row for _, row in kept), strict=True),
            (year,) * len(kept),
        ),
        lines=[line for line, _ in kept],
    )


def _named(row: tuple[str, ...], place: Place) -> tuple[str, str, str] | None:
    """Give state, country and city of a row; `None` for rows that are not figures."""
    state, country, city = row[:3]
    if state and country and city:
        return state, country, city
    if not (state or country):
        if _WHOLE.fullmatch(city):
            return _WORLD
        if not city or _PART_OF_WHOLE.fullmatch(city):
            return None
    if _NOTE.fullmatch(state) and not any(row[1:]):
        return None
    raise EvidenceError(
        "EVI117",
        problem="The row is neither a consulate's, nor a total, nor a note.",
        remedy="Check the row; if the publisher has a new kind of row, its meaning "
        "must be added to the reader.",
        place=place,
    )


def _year(years: Iterable[str], file: str) -> str:
    """Give the year of the totals; the file's name decides if they contradict."""
    found = set(years)
    named = found.intersection(_YEAR.findall(PurePath(file).name))
    if len(found) > 1 and len(named) == 1:
        found = named
    if len(found) == 1:
        return found.pop()
    said = ", ".join(sorted(found)) or "no year"
    raise EvidenceError(
        "EVI125",
        problem=f"The totals of the sheet name {said}.",
        remedy="Give the file a name with its year, as the publisher does.",
        place=Place(file),
    )

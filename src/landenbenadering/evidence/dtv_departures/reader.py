"""Departures by kind, of which only whole calendar years are stored."""

import re
from dataclasses import replace
from datetime import date
from itertools import compress

from landenbenadering.core.errors import Place
from landenbenadering.evidence.catalogue import Source
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.personal import shown
from landenbenadering.evidence.tables.columns import column_roles
from landenbenadering.evidence.tables.long_table import read_long_table
from landenbenadering.evidence.tables.opening import opened_table
from landenbenadering.evidence.tables.reading import Reading
from landenbenadering.evidence.tables.table import Table
from landenbenadering.evidence.tables.text import text_of

_PERIOD = ("period_start", "period_end")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_file(content: bytes, *, file: str, source: Source, day: date) -> Reading:
    """Read a file of departures; the days of its periods are no data on persons.

    A part of a year is known and left out: next to a whole year it would count the
    same people twice. The sum over the kinds of departure is left out as well.
    """
    file_text = text_of(content, file=file)
    table = opened_table(file_text, except_columns=_PERIOD)
    roles = column_roles(table, source=source, needed=_PERIOD)
    years = [
        _whole_year(*ends, place=table.place(row, roles["period_start"]))
        for row, ends in enumerate(
            zip(*(table.columns[roles[end]] for end in _PERIOD), strict=True)
        )
    ]
    yearly = _with_years(table, years)
    return read_long_table(
        yearly,
        source=source,
        dataflow=source.dataflows[0],
        day=day,
        encoding=file_text.encoding,
        gzipped=file_text.gzipped,
        left_out=years.count(None),
    )


def _with_years(table: Table, years: list[int | None]) -> Table:
    whole = [year is not None for year in years]
    columns = (
        *table.columns,
        tuple(str(year) for year in years),
        ("NLD",) * len(years),
    )
    return replace(
        table,
        header=(*table.header, "year", "reporter"),
        columns=tuple(tuple(compress(column, whole)) for column in columns),
        lines=list(compress(table.lines, whole)),
    )


def _whole_year(start: str, end: str, *, place: Place) -> int | None:
    """Give the calendar year that a period is, `None` if it is part of one."""
    try:
        if not (_DAY.fullmatch(start) and _DAY.fullmatch(end)):
            raise ValueError("not like 2023-12-31")
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError as error:
        raise EvidenceError(
            "EVI138",
            problem=f"{shown(start)} to {shown(end)} is not a period ({error}).",
            remedy="Write both days as year, month and day.",
            place=place,
        ) from error
    if last < first or first.year != last.year:
        raise EvidenceError(
            "EVI138",
            problem="The period ends before it begins, or in another year.",
            remedy="Give periods within one calendar year.",
            place=place,
        )
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return first.year if whole else None

"""What each column of a table is, and which of the publisher's tables it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from landenbenadering.core.errors import Place
from landenbenadering.evidence.catalogue import Dataflow, Source
from landenbenadering.evidence.personal import shown
from landenbenadering.evidence.tables.columns import column_roles, layout_refusal
from landenbenadering.evidence.tables.table import Table

_NEEDED = ("time", "geo", "citizen", "unit", "value", "flag")
_PLAIN_ROLES = frozenset({*_NEEDED, "dataflow"})
_TABLE_IN_NAME = re.compile(r"migr_[a-z]+[0-9a-z]*", re.IGNORECASE)
_TABLE_IN_CELL = re.compile(r"(?:ESTAT:)?(?P<code>\w+)(?:\$\w+)?(?:\([\d.]+\))?(?::|$)")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each role stands in a table.

    Attributes
    ----------
    dataflow : Dataflow
        The publisher's table.
    index : Mapping of str to int
        Position of the column by role: `time`, `geo`, `citizen`, `unit`, `value`,
        `flag` and the breakdowns that the table has.
    breakdowns : tuple of str
        Roles of the columns that break counts down, in order of the columns.
    """

    dataflow: Dataflow
    index: Mapping[str, int]
    breakdowns: tuple[str, ...]


def layout_of(table: Table, *, source: Source) -> Layout:
    """Give every column its role and recognise the table.

    Raises
    ------
    EvidenceError
        EVI121 to EVI123: a column is missing, unknown or there twice. EVI124: the
        table is none of the catalogue's, or column, cells and name of the file
        contradict each other.
    """
    index = column_roles(table, source=source, needed=_NEEDED)
    dataflow = _dataflow(table, index, source)
    breakdowns = tuple(role for role in index if role not in _PLAIN_ROLES)
    foreign = set(breakdowns) - dataflow.dimensions
    if foreign:
        column = table.header[index[min(foreign)]]
        problem = f"{dataflow.code} has no column like this."
        raise layout_refusal("EVI122", problem, source, Place(table.file, 1, column))
    return Layout(dataflow, MappingProxyType(index), breakdowns)


def _dataflow(table: Table, index: Mapping[str, int], source: Source) -> Dataflow:
    shape = frozenset(role for role in index if role not in {*_PLAIN_ROLES, "freq"})
    by_name = _named_by_file(table, source)
    found = _named_in_cells(table, index, source)
    if found is None and by_name is not None and _can_be(by_name, shape, table):
        found = by_name
    if found is None and table.cell_columns is None:
        found = next((d for d in source.dataflows if d.recognised_by == shape), None)
    if found is None:
        problem = "Columns and name of the file are those of none of the known tables."
        raise layout_refusal("EVI124", problem, source, Place(table.file, 1))
    in_name = _code_in_name(table, source)
    if in_name is not None and in_name != found.code:
        problem = (
            f"The file is named after {in_name} and has the columns of {found.code}."
        )
        raise layout_refusal("EVI124", problem, source, Place(table.file, 1))
    return found


def _bare_name(table: Table) -> str:
    return PurePath(table.file).name.removeprefix("estat_")


def _code_in_name(table: Table, source: Source) -> str | None:
    """Give the table that a file is named after, known or not."""
    name = _bare_name(table).upper()
    known = [d.code for d in source.dataflows if _begins_with(name, d.code)]
    if known:
        return max(known, key=len)
    match = _TABLE_IN_NAME.match(name)
    return match.group() if match else None


def _begins_with(name: str, code: str) -> bool:
    return name.startswith(code) and not name[len(code) : len(code) + 1].isalnum()


def _named_by_file(table: Table, source: Source) -> Dataflow | None:
    code = _code_in_name(table, source)
    return next((d for d in source.dataflows if d.code == code), None)


def _can_be(dataflow: Dataflow, shape: frozenset[str], table: Table) -> bool:
    """Say whether a file named after `dataflow` can be it.

    A bulk file never has the columns by which the older layout is recognised, and
    names its table nowhere else.
    """
    if not shape <= dataflow.dimensions:
        return False
    return table.cell_columns is not None or dataflow.recognised_by <= shape


def _named_in_cells(
    table: Table, index: Mapping[str, int], source: Source
) -> Dataflow | None:
    if "dataflow" not in index:
        return None
    column = table.columns[index["dataflow"]]
    first = column[0]
    match = _TABLE_IN_CELL.match(first)
    code = match["code"] if match else None
    for row, cell in enumerate(column):
        if cell != first:
            problem = f"{shown(cell)} is another table than {shown(first)}."
            place = table.place(row, index["dataflow"])
            raise layout_refusal("EVI124", problem, source, place)
    for dataflow in source.dataflows:
        if dataflow.code == code:
            return dataflow
    problem = f"{shown(first)} is none of the known tables."
    place = table.place(0, index["dataflow"])
    raise layout_refusal("EVI124", problem, source, place)

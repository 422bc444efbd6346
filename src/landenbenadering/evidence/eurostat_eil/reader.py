"""From the bytes of one file to checked observations."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TypeVar

from landenbenadering.evidence.catalogue import Source
from landenbenadering.evidence.eurostat_eil.cells import CellReader
from landenbenadering.evidence.eurostat_eil.layout import Layout, layout_of
from landenbenadering.evidence.eurostat_eil.melting import is_wide, long_table_of
from landenbenadering.evidence.observation_columns import ObservationColumns
from landenbenadering.evidence.tables.checks import (
    all_combinations,
    require_past_years,
    require_row_count,
    without_repeats,
)
from landenbenadering.evidence.tables.decoding import Decoder
from landenbenadering.evidence.tables.opening import opened_table
from landenbenadering.evidence.tables.reading import Reading
from landenbenadering.evidence.tables.table import Table, table_of
from landenbenadering.evidence.tables.text import text_of

T = TypeVar("T")

# Columns that say what a row counts, rather than of whom.
SAYS_WHAT = frozenset({"indic_mg", "return"})

# The publisher's own moment of the last change: a date, and none of a person.
_DATED_COLUMNS = frozenset({"LAST UPDATE"})


def read_file(content: bytes, *, file: str, source: Source, day: date) -> Reading:
    """Read a file of the enforcement statistics, or raise what is wrong with it.

    Of several problems the one on the first line is raised, but data on persons
    before anything else.

    Parameters
    ----------
    content : bytes
        The file as downloaded.
    file : str
        Its name, for messages.
    source : Source
        Entry in the catalogue.
    day : date
        When the file was made or, if that is not known, retrieved.
    """
    file_text = text_of(content, file=file)
    to_table = long_table_of if is_wide(file_text) else table_of
    table = opened_table(file_text, to_table=to_table, except_columns=_DATED_COLUMNS)
    layout = layout_of(table, source=source)
    require_row_count(table, source)
    cells = CellReader(
        source=source,
        last_year=day.year,
        empty_is_missing="OBS_VALUE" in table.header[layout.index["value"]],
    )
    observations, left_out = _observations(table, layout, cells)
    require_past_years(observations, table, day)
    distinct, repeated = without_repeats(observations, file)
    return Reading(
        dataflow=layout.dataflow.code,
        observations=distinct,
        rows=len(table.lines),
        left_out=left_out,
        repeated=repeated,
        unrounded=sum(bool(v and v % source.rounding_base) for v in distinct.value),
        complete=all_combinations(distinct),
        encoding=file_text.encoding,
        gzipped=file_text.gzipped,
    )


def _observations(
    table: Table, layout: Layout, cells: CellReader
) -> tuple[ObservationColumns, int]:
    decoder = Decoder(table)

    def decoded(role: str, decode: Callable[[str], T]) -> list[T]:
        return decoder.column(layout.index[role], decode)

    decoded("unit", cells.unit)
    year = decoded("time", cells.year)
    reporter = decoded("geo", cells.reporter)
    citizenship = decoded("citizen", cells.citizenship)
    value = decoded("value", cells.count)
    flag = decoded("flag", cells.flags)
    by_label = partial(cells.indicator, dataflow=layout.dataflow)
    members = [
        decoded(
            role,
            by_label if role in SAYS_WHAT else partial(cells.member, dimension=role),
        )
        for role in layout.breakdowns
    ]
    decoder.require_sound()
    whole = list(map(all, zip(*members, strict=True))) or [True] * len(year)
    usual = [layout.dataflow.indicator.value] * len(table.lines)
    named = zip(layout.breakdowns, members, strict=True)
    indicator = next((column for role, column in named if role in SAYS_WHAT), usual)
    columns = ObservationColumns(
        indicator=tuple(one or "" for one in indicator),
        reporter=tuple(reporter),
        citizenship=tuple(citizenship),
        year=tuple(year),
        value=tuple(value),
        flag=tuple(flag),
        row=tuple(table.lines),
        column=tuple(_columns(table, layout)),
        part=("",) * len(year),
    )
    return columns.where(whole), whole.count(False)


def _columns(table: Table, layout: Layout) -> Iterable[str]:
    if table.cell_columns is not None:
        return table.cell_columns
    return [table.header[layout.index["value"]]] * len(table.lines)

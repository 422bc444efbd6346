"""Tables with one row per cell, read as the catalogue says."""

from collections.abc import Callable, Sequence
from datetime import date

from landenbenadering.core.observation import Indicator
from landenbenadering.evidence.catalogue import Dataflow, Source
from landenbenadering.evidence.countries import LabelKind
from landenbenadering.evidence.observation_columns import ObservationColumns
from landenbenadering.evidence.personal import shown
from landenbenadering.evidence.tables.cells import (
    BadCell,
    amount_of,
    count_of,
    label_of,
    year_of,
)
from landenbenadering.evidence.tables.checks import (
    require_past_years,
    require_row_count,
    without_repeats,
)
from landenbenadering.evidence.tables.columns import column_roles
from landenbenadering.evidence.tables.decoding import Decoder
from landenbenadering.evidence.tables.opening import opened_table
from landenbenadering.evidence.tables.reading import Reading
from landenbenadering.evidence.tables.table import Table
from landenbenadering.evidence.tables.text import text_of

Number = tuple[int | None, str]

_NEEDED = ("time", "reporter")
_VALUE_ROLES = frozenset({"value", *map(str, Indicator)})


def read_long_file(content: bytes, *, file: str, source: Source, day: date) -> Reading:
    """Read a comma-separated file with one row per cell, of a source with one table.

    Parameters
    ----------
    content, file, source, day
        As in every reader: the bytes, their name for messages, the entry in the
        catalogue, and the day on which the file was made or retrieved.

    Raises
    ------
    EvidenceError
        What is wrong on the first line with a problem.
    """
    file_text = text_of(content, file=file)
    dataflow = source.dataflows[0]
    table = opened_table(file_text, except_columns=plain_numbers(source, dataflow))
    return read_long_table(
        table,
        source=source,
        dataflow=dataflow,
        day=day,
        encoding=file_text.encoding,
        gzipped=file_text.gzipped,
    )


def plain_numbers(source: Source, dataflow: Dataflow) -> frozenset[str]:
    """Name the columns whose cells are amounts: large numbers, not data on persons."""
    if not dataflow.amounts:
        return frozenset()
    return frozenset(n for n, role in source.columns.items() if role in _VALUE_ROLES)


def read_long_table(
    table: Table,
    *,
    source: Source,
    dataflow: Dataflow,
    day: date,
    encoding: str,
    gzipped: bool = False,
    left_out: int = 0,
) -> Reading:
    """Read a table by the roles that the catalogue gives its columns.

    `time` and `reporter` are needed; without `citizenship` the figures are of the
    reporter alone. A figure stands in the column `value`, whose meaning `measure` may
    give, or in columns named after indicators; or each row counts as one.

    Parameters
    ----------
    left_out : int
        Rows that the source's own reader left out before.
    """
    index = column_roles(table, source=source, needed=_NEEDED)
    require_row_count(table, source)
    columns, kept = _columns(table, index, source, dataflow, day)
    require_past_years(columns, table, day)
    distinct, repeated = without_repeats(columns.where(kept), table.file)
    return Reading(
        dataflow=dataflow.code,
        observations=distinct,
        rows=len(table.lines) + left_out,
        left_out=left_out + kept.count(False),
        repeated=repeated,
        unrounded=sum(bool(v and v % source.rounding_base) for v in distinct.value),
        complete=True,
        encoding=encoding,
        gzipped=gzipped,
    )


def _columns(
    table: Table,
    index: dict[str, int],
    source: Source,
    dataflow: Dataflow,
    day: date,
) -> tuple[ObservationColumns, list[bool]]:
    decoder = Decoder(table)
    rows = len(table.lines)
    year = decoder.column(
        index["time"], lambda cell: year_of(cell, source=source, last_year=day.year)
    )
    reporter = decoder.column(index["reporter"], lambda cell: _party(cell, source))
    citizenship = ["TOTAL"] * rows
    if "citizenship" in index:
        citizenship = decoder.column(
            index["citizenship"], lambda cell: label_of(cell, source=source).code
        )
    meaning: Sequence[str | None] = [dataflow.indicator.value] * rows
    if "measure" in index:
        meaning = decoder.column(index["measure"], _measure_by(dataflow))
    part = [""] * rows
    if "part" in index:
        part = list(table.columns[index["part"]])
    numbers = _numbers(table, index, source, dataflow, decoder)
    decoder.require_sound()
    total = len(numbers)
    values = [number for _, column in numbers for number in column]
    kinds = [
        meaning[row] if role == "value" else role
        for role, _ in numbers
        for row in range(rows)
    ]
    columns = ObservationColumns(
        indicator=tuple(kind or "" for kind in kinds),
        reporter=tuple(reporter) * total,
        citizenship=tuple(citizenship) * total,
        year=tuple(year) * total,
        value=tuple(value for value, _ in values),
        flag=tuple(flag for _, flag in values),
        row=tuple(table.lines) * total,
        column=tuple(
            name
            for role, _ in numbers
            for name in _cell_columns(table, index.get(role), rows)
        ),
        part=tuple(part) * total,
    )
    return columns, [kind is not None for kind in kinds]


def _numbers(
    table: Table,
    index: dict[str, int],
    source: Source,
    dataflow: Dataflow,
    decoder: Decoder,
) -> list[tuple[str, list[Number]]]:
    if dataflow.each_row is not None:
        one: Number = (dataflow.each_row, "")
        return [("value", [one] * len(table.lines))]
    read = _number_by(source, dataflow)
    return [
        (role, decoder.column(position, read))
        for role, position in index.items()
        if role in _VALUE_ROLES
    ]


def _number_by(source: Source, dataflow: Dataflow) -> Callable[[str], Number]:
    def number(cell: str) -> Number:
        if cell in source.missing:
            return None, ""
        if dataflow.amounts:
            signed = dataflow.signed
            amount = amount_of(cell, source=source, scale=dataflow.scale, signed=signed)
            return amount, ""
        if source.impossible and cell.startswith("-"):
            amount_of(cell, source=source, scale=1, signed=True)
            return None, source.impossible
        return count_of(cell, source=source), ""

    return number


def _measure_by(dataflow: Dataflow) -> Callable[[str], str | None]:
    def measure(cell: str) -> str | None:
        if cell in dataflow.indicator_by_label:
            return dataflow.indicator_by_label[cell].value
        if cell in dataflow.left_out:
            return None
        known = "; ".join((*dataflow.indicator_by_label, *sorted(dataflow.left_out)))
        problem = f"{shown(cell)} is not known in {dataflow.code}."
        raise BadCell("EVI133", problem, f"{dataflow.code} has: {known}.")

    return measure


def _party(cell: str, source: Source) -> str:
    label = label_of(cell, source=source)
    if label.kind is LabelKind.NOT_A_COUNTRY:
        raise BadCell("EVI132", f"{shown(cell)} is not a reporting state.")
    return label.code


def _cell_columns(table: Table, position: int | None, rows: int) -> Sequence[str]:
    if table.cell_columns is not None:
        return table.cell_columns
    return [table.header[position or 0]] * rows

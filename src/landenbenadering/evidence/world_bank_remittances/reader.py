"""Two matrices of 2017: remittances, and the migrants that they are modelled on."""

import re
from collections.abc import Sequence
from datetime import date

from landenbenadering.core.errors import Place
from landenbenadering.core.observation import Indicator
from landenbenadering.evidence.catalogue import Dataflow, Source
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

_HEADER_LINE = 2
_SHEET = re.compile(r"(Bilateral_[A-Za-z]+)_(\d{4})")


def read_file(content: bytes, *, file: str, source: Source, day: date) -> Reading:
    """Read a workbook whose first sheet is a matrix of countries.

    The first row is a title, the second names the countries across; an empty row
    ends the matrix, and notes follow. Columns are melted to rows: those across are
    the receiving countries, or the countries of residence.
    """
    sheet, dataflow, year = _sheet(sheet_names(content, file=file), file, source)
    rows = sheet_rows(content, sheet=sheet, file=file)
    table = _melted(rows, dataflow, year, file)
    require_no_personal_columns(table.header, file=file)
    require_no_personal_values(table, except_columns=("value",))
    return read_long_table(
        table,
        source=source,
        dataflow=dataflow,
        day=day,
        encoding=workbook_encoding(sheet),
    )


def _sheet(
    names: Sequence[str], file: str, source: Source
) -> tuple[str, Dataflow, str]:
    match = _SHEET.fullmatch(names[0])
    found = [d for d in source.dataflows if match and d.code == match[1]]
    if match is None or not found:
        known = ", ".join(dataflow.code for dataflow in source.dataflows)
        raise EvidenceError(
            "EVI124",
            problem="The first sheet is none of the known tables.",
            remedy=f"Import the publisher's workbook of one of: {known}.",
            place=Place(file),
        )
    return names[0], found[0], match[2]


def _melted(rows: Rows, dataflow: Dataflow, year: str, file: str) -> Table:
    across = rows[_HEADER_LINE - 1][1:] if len(rows) >= _HEADER_LINE else ()
    body: list[tuple[int, tuple[str, ...]]] = []
    for line, row in enumerate(rows[_HEADER_LINE:], start=_HEADER_LINE + 1):
        if not any(row):
            break
        body.append((line, row))
    if not body or not any(across):
        raise EvidenceError(
            "EVI104",
            problem="The sheet holds no matrix below its title.",
            remedy="Download the workbook from the publisher again and import it.",
            place=Place(file, _HEADER_LINE),
        )
    cells = [
        (line, row[0], name, value)
        for line, row in body
        for name, value in zip(across, row[1:], strict=True)
        if name or value
    ]
    down, over = [cell[1] for cell in cells], [cell[2] for cell in cells]
    # Remittances: sent down, received across. Migrants: origin down, residence across.
    sent = dataflow.indicator is Indicator.REMITTANCES_SENT
    reporter, citizenship = (down, over) if sent else (over, down)
    return Table(
        file=file,
        header=("year", "reporter", "citizenship", "value"),
        columns=(
            (year,) * len(cells),
            tuple(reporter),
            tuple(citizenship),
            tuple(cell[3] for cell in cells),
        ),
        lines=[cell[0] for cell in cells],
        cell_columns=tuple(cell[2] for cell in cells),
        header_line=_HEADER_LINE,
    )

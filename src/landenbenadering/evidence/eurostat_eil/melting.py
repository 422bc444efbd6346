"""The publisher's bulk files: one column per year, flags glued to the values."""

import re

from landenbenadering.core.errors import Place
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.tables.table import Table
from landenbenadering.evidence.tables.text import FileText

_CELL = re.compile(r"(?P<value>:|[^\s:]*)\s*(?P<flag>[a-zA-Z]*)")
_AGAIN = "Download the table from the publisher again and import that file."


def is_wide(file_text: FileText) -> bool:
    r"""Say whether the header is one of a bulk file: `unit,geo\time`, then years."""
    first = file_text.text.split("\n", 1)[0]
    return "\t" in first and "\\" in first.split("\t", 1)[0]


def long_table_of(file_text: FileText) -> Table:
    r"""Give a bulk file as a table with one row per value.

    The dimensions before the backslash can stand in any order; the table is named
    by the file's name where its columns leave that open.
    """
    lines = file_text.text.splitlines()
    keys, _, time = lines[0].split("\t", 1)[0].partition("\\")
    dimensions = [name.strip() for name in keys.split(",")]
    years = [year.strip() for year in lines[0].split("\t")[1:]]
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    cell_columns: list[str] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() and number == len(lines):
            continue
        members, cells = _fields(line, dimensions, years, number, file_text.file)
        for year, cell in zip(years, cells, strict=True):
            rows.append((*members, year, *_value_and_flag(cell)))
            numbers.append(number)
            cell_columns.append(year)
    if not rows:
        raise _refusal(
            "EVI104", "The file has a header and no rows.", file_text.file, 1
        )
    # The publisher says TIME_PERIOD or, in older files, time.
    time_name = "TIME_PERIOD" if time.strip().casefold() == "time" else time.strip()
    return Table(
        file=file_text.file,
        header=(*dimensions, time_name, "Value", "OBS_FLAG"),
        columns=tuple(zip(*rows, strict=True)),
        lines=numbers,
        cell_columns=tuple(cell_columns),
    )


def _fields(
    line: str, dimensions: list[str], years: list[str], number: int, file: str
) -> tuple[list[str], list[str]]:
    key, *cells = line.split("\t")
    members = [member.strip() for member in key.split(",")]
    for found, wanted in ((len(members), len(dimensions)), (len(cells), len(years))):
        if found != wanted:
            code = "EVI112" if found < wanted else "EVI113"
            problem = f"The line has {found} fields where the header has {wanted}."
            raise _refusal(code, problem, file, number)
    return members, cells


def _value_and_flag(cell: str) -> tuple[str, str]:
    match = _CELL.fullmatch(cell.strip())
    return (match["value"], match["flag"]) if match else (cell.strip(), "")


def _refusal(code: str, problem: str, file: str, line: int) -> EvidenceError:
    place = Place(file, line)
    return EvidenceError(code, problem=problem, remedy=_AGAIN, place=place)

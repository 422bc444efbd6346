"""A file's text as columns of cells, with the line of every row."""

import csv
import io
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from landenbenadering.core.errors import Place
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.tables.text import FileText

_AGAIN = "Download the table from the publisher again and import that file."
_UNTOUCHED = "Import the publisher's file as it was downloaded, without editing it."


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by column, as text without blanks around it.

    Attributes
    ----------
    header : tuple of str
        Names of the columns.
    columns : tuple of tuple of str
        One tuple per column, all equally long.
    lines : sequence of int
        Physical line of each row in the file, from 1.
    cell_columns : tuple of str, or None
        For a file with one column per year: the name of the column in which
        the value of each row stands. `None` where it is a column of its own.
    header_line : int
        Line of the header in the file.
    """

    file: str
    header: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    lines: Sequence[int]
    cell_columns: tuple[str, ...] | None = None
    header_line: int = 1

    def place(self, row: int, column: int) -> Place:
        """Say where in the file a cell stands."""
        name = self.header[column]
        if self.cell_columns is not None:
            name = self.cell_columns[row]
        return Place(self.file, self.lines[row], name)


def table_of(file_text: FileText) -> Table:
    """Read comma-separated text; every row must be one line and have every field.

    Raises
    ------
    EvidenceError
        EVI104 no rows; EVI111 broken quotes; EVI112 or EVI113 too few or too many
        fields; EVI114 last line cut off; EVI115 separated by something else.
    """
    _require_commas(file_text)
    rows = _rows_of(file_text)
    header = tuple(cell.strip() for cell in rows[0])
    body = rows[1:]
    _require_whole_rows(body, header, file_text)
    columns = tuple(tuple(map(str.strip, column)) for column in zip(*body, strict=True))
    return Table(
        file=file_text.file,
        header=header,
        columns=columns,
        lines=range(2, len(body) + 2),
    )


def header_of(file_text: FileText) -> tuple[str, ...]:
    """Give the cells of the first line, whatever separates them."""
    first = next(line for line in file_text.text.splitlines() if line.strip())
    return tuple(cell.strip(' "') for cell in re.split("[,;|\t]", first))


def _require_commas(file_text: FileText) -> None:
    first = re.split("[\r\n]", file_text.text.lstrip(), maxsplit=1)[0]
    if "," not in first and re.search("[;|\t]", first):
        problem = "The fields of the header are not separated by commas."
        raise _refusal("EVI115", problem, _UNTOUCHED, file_text, 1)


def _rows_of(file_text: FileText) -> list[list[str]]:
    reader = csv.reader(io.StringIO(file_text.text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)  # noqa: PERF402  (rows read before an error are needed)
    except csv.Error as error:
        problem = f"The quotes do not close ({error}); the file is cut off or damaged."
        raise _refusal("EVI111", problem, _AGAIN, file_text, len(rows) + 1) from error
    if reader.line_num != len(rows):
        raise _quote_over_lines(file_text)
    while len(rows) > 1 and len(rows[-1]) <= 1 and not any(map(str.strip, rows[-1])):
        rows.pop()
    return rows


def _quote_over_lines(file_text: FileText) -> EvidenceError:
    reader = csv.reader(io.StringIO(file_text.text, newline=""), strict=True)
    line = next(n for n, _ in zip(itertools.count(1), reader, strict=False)
                if reader.line_num != n)  # fmt: skip
    problem = "A quoted field runs on over the end of the line."
    return _refusal("EVI111", problem, _AGAIN, file_text, line)


def _require_whole_rows(
    body: list[list[str]], header: tuple[str, ...], file_text: FileText
) -> None:
    if not body:
        problem = "The file has a header and no rows."
        raise _refusal("EVI104", problem, _AGAIN, file_text, 1)
    width = len(header)
    if any(len(row) != width for row in body):
        index, row = next((i, r) for i, r in enumerate(body) if len(r) != width)
        code = "EVI112" if len(row) < width else "EVI113"
        remedy = _AGAIN if code == "EVI112" else _UNTOUCHED
        problem = f"The line has {len(row)} fields where the header has {width}."
        raise _refusal(code, problem, remedy, file_text, index + 2)
    text = file_text.text
    if text[-1] == "," and body[-1][-1] == "" and text.lstrip()[:1] == '"':
        problem = "The last line is cut off within its last field."
        raise _refusal("EVI114", problem, _AGAIN, file_text, len(body) + 1)


def _refusal(
    code: str, problem: str, remedy: str, file_text: FileText, line: int
) -> EvidenceError:
    place = Place(file_text.file, line)
    return EvidenceError(code, problem=problem, remedy=remedy, place=place)

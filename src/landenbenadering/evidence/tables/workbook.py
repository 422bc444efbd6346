"""Sheets of a workbook (.xlsx, .xls) as rows of text."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from landenbenadering.core.errors import Place
from landenbenadering.evidence.errors import EvidenceError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Rows = tuple[tuple[str, ...], ...]

_PREFIX = "workbook:"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_AGAIN = "Download the workbook from the publisher again and import that file."
_ITSELF = (
    "Import the publisher's own .xlsx or .xls. A table that somebody made from it is "
    "not read: it does not say what was left out."
)


def is_workbook(content: bytes) -> bool:
    """Say whether bytes begin as a workbook does."""
    return content.startswith((_ZIP, _OLE))


def is_workbook_line(encoding: str) -> bool:
    """Say whether a line is to be read as a row of a sheet."""
    return encoding.startswith(_PREFIX)


def workbook_encoding(sheet: str) -> str:
    """Say how the lines of a sheet are to be read."""
    return _PREFIX + sheet


def sheet_names(content: bytes, *, file: str) -> tuple[str, ...]:
    """Give the names of a workbook's sheets in order, or raise EVI116."""
    return tuple(_opened(content, file).sheet_names)


def sheet_rows(content: bytes, *, sheet: str, file: str) -> Rows:
    """Give every row of a sheet from its first line, or raise EVI116.

    Whole numbers are written without a decimal point, also where the publisher's
    program left a rounding error in the fifteenth digit, and blanks around a text and
    line breaks within it become single spaces. Formulas give the value that the
    publisher's program last computed.
    """
    rows = _opened(content, file).get_sheet_by_name(sheet)
    return tuple(
        tuple(_text(cell) for cell in row)
        for row in rows.to_python(skip_empty_area=False)
    )


def line_of_workbook(content: bytes, *, row: int, encoding: str) -> str | None:
    """Give the cells of one row of a stored workbook, parted by tabs."""
    sheet = encoding.removeprefix(_PREFIX)
    rows = sheet_rows(content, sheet=sheet, file=sheet)
    return "\t".join(rows[row - 1]) if 1 <= row <= len(rows) else None


def _opened(content: bytes, file: str) -> CalamineWorkbook:
    from io import BytesIO

    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(BytesIO(content))
    except (CalamineError, OSError) as error:
        damaged = is_workbook(content)
        raise EvidenceError(
            "EVI116",
            problem=f"The workbook is damaged or cut off ({error})."
            if damaged
            else "The file is no workbook, and this source is read from workbooks.",
            remedy=_AGAIN if damaged else _ITSELF,
            place=Place(file),
        ) from error


def _text(cell: object) -> str:
    if isinstance(cell, float) and isclose(cell, round(cell), rel_tol=1e-12):
        return str(round(cell))
    return " ".join(str(cell).split())

"""Rows as CSV that a spreadsheet reads as they are."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

Plain = Mapping[str, object]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(rows: Iterable[Plain], *, columns: Sequence[str]) -> str:
    """Write rows as CSV that a spreadsheet does not take for formulas.

    It starts with a byte order mark, without which spreadsheets misread accents.
    """
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
    return stream.getvalue()


def _cell(value: object) -> object:
    """Write a list as words with spaces, a whole number without a fraction."""
    if isinstance(value, list | tuple):
        value = " ".join(map(str, value))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value

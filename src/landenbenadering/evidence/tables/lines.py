"""One line of a stored file, as the publisher wrote it."""

import gzip
import re

from landenbenadering.evidence.tables.workbook import (
    is_workbook_line,
    line_of_workbook,
)


def line_of(content: bytes, *, row: int, encoding: str, gzipped: bool) -> str | None:
    """Give one physical line of a stored file, from 1; `None` past its end.

    The cells of a row of a workbook are parted by tabs.
    """
    if is_workbook_line(encoding):
        return line_of_workbook(content, row=row, encoding=encoding)
    plain = gzip.decompress(content) if gzipped else content
    lines = re.split("\r\n|\n|\r", plain.decode(encoding))
    return lines[row - 1] if 1 <= row <= len(lines) else None

"""From the text of a file to a table that holds no data on persons."""

from collections.abc import Callable, Collection

from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.tables.checks import (
    require_no_personal_columns,
    require_no_personal_line,
    require_no_personal_values,
)
from landenbenadering.evidence.tables.table import Table, header_of, table_of
from landenbenadering.evidence.tables.text import FileText


def opened_table(
    file_text: FileText,
    *,
    to_table: Callable[[FileText], Table] = table_of,
    except_columns: Collection[str],
) -> Table:
    """Give the table of a text, or raise what is wrong with it, personal data first.

    `except_columns` are as in `require_no_personal_values`.
    """
    require_no_personal_columns(header_of(file_text), file=file_text.file)
    try:
        table = to_table(file_text)
        require_no_personal_columns(table.header, file=file_text.file)
    except EvidenceError as error:
        if error.code == "EVI161":
            raise
        require_no_personal_line(file_text)
        raise
    require_no_personal_values(table, except_columns=except_columns)
    return table

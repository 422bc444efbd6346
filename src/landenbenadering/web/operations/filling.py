"""Making the tables of a database from a source of rows, and proving them equal."""

from collections.abc import Iterator
from itertools import zip_longest

from django.core.management import call_command
from django.db import (
    DataError,
    IntegrityError,
    NotSupportedError,
    connection,
    transaction,
)
from django.db.migrations.executor import MigrationExecutor

from landenbenadering.web.operations.archive import Progress
from landenbenadering.web.operations.contents import RowSource, TableContents
from landenbenadering.web.operations.errors import OperationsError
from landenbenadering.web.operations.rows import insert_lines, read_lines
from landenbenadering.web.operations.tables import (
    Table,
    last_of_each_app,
    next_number,
    require_known,
    set_next_number,
    tables_at,
)
from landenbenadering.web.operations.triggers import without_triggers


def fill(source: RowSource, progress: Progress) -> None:
    """Make and fill the tables of the default database, which has none.

    They get the layout of the source, its rows and its next numbers; then every
    row is read back and compared; then the layout becomes that of this software.

    Raises
    ------
    OperationsError
        OPS103 the layout is not known here; OPS105 a row cannot be taken in;
        OPS106 what was written does not read as the source does.
    """
    require_known(source.migrations, what="The backup")
    progress("Making tables", 0, 1)
    _make_tables(source)
    progress("Making tables", 1, 1)
    tables = {table.name: table for table in tables_at(source.migrations)}
    _require_columns(source, tables)
    with transaction.atomic(), without_triggers(connection, tables.values()):
        _put_rows(source, tables, progress)
    verify(source, progress)
    call_command("migrate", interactive=False, verbosity=0)


def verify(source: RowSource, progress: Progress) -> None:
    """Compare the default database with a source, row by row (OPS106)."""
    tables = {table.name: table for table in tables_at(source.migrations)}
    total, done = sum(table.rows for table in source.tables), 0
    for summary in source.tables:
        table = tables[summary.name]
        for lines in _side_by_side(source, table):
            if lines[0] != lines[1]:
                raise _differs(summary, lines)
            done += 1
            if done % 5000 == 0:
                progress("Comparing rows", done, total)
        if next_number(connection, table) != summary.next_number:
            raise _differs(summary, ("its next number", None))
    progress("Comparing rows", total, total)


def _make_tables(source: RowSource) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(last_of_each_app(source.migrations))


def _put_rows(source: RowSource, tables: dict[str, Table], progress: Progress) -> None:
    total, done = sum(table.rows for table in source.tables), 0
    with connection.cursor() as cursor:
        for name in tables:
            quoted = connection.ops.quote_name(name)
            # What migrations put in, the source has too, as it is there.
            cursor.execute(f"DELETE FROM {quoted}")  # noqa: S608  (a quoted name)
    for summary in source.tables:
        table = tables[summary.name]
        try:
            for inserted in insert_lines(connection, table, source.lines(table.name)):
                done += inserted
                progress("Writing rows", done, total)
        except (IntegrityError, DataError, NotSupportedError, ValueError) as error:
            raise _not_taken(summary.name, error) from error
        if summary.next_number is not None:
            set_next_number(connection, table, summary.next_number)
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise _not_taken("the links between tables", error) from error


def _side_by_side(
    source: RowSource, table: Table
) -> Iterator[tuple[str | None, str | None]]:
    return zip_longest(source.lines(table.name), read_lines(connection, table))


def _require_columns(source: RowSource, tables: dict[str, Table]) -> None:
    expected = {name: table.columns for name, table in tables.items()}
    given = {table.name: table.columns for table in source.tables}
    if given != expected:
        names = {
            name for name, columns in given.items() if expected.get(name) != columns
        }
        names |= set(expected) - set(given)
        raise OperationsError(
            "OPS103",
            problem=f"The layout of {min(names)} is not the one that the migrations "
            "of this software make.",
            remedy="Install the version of the software that made it.",
        )


def _not_taken(what: str, error: Exception) -> OperationsError:
    return OperationsError(
        "OPS105",
        problem=f"{what} holds a row that the target does not take: "
        f"{str(error).strip().splitlines()[0]}.",
        remedy="Correct that row at the source; nothing was changed in the target.",
    )


def _differs(
    summary: TableContents, lines: tuple[str | None, str | None]
) -> OperationsError:
    which = (lines[0] or lines[1] or "")[:60]
    return OperationsError(
        "OPS106",
        problem=f"A row of {summary.name} reads otherwise than it was: {which}",
        remedy="Report this; nothing was changed in the target.",
    )

"""A database at one moment, as a source of rows."""

from collections.abc import Collection, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from landenbenadering.web.operations.contents import TableContents
from landenbenadering.web.operations.errors import OperationsError
from landenbenadering.web.operations.rows import read_lines
from landenbenadering.web.operations.tables import (
    Migrations,
    applied_migrations,
    next_number,
    other_tables,
    require_known,
    row_count,
    tables_at,
)

# Who signed out since must not be signed in again by an old backup.
SESSIONS = "django_session"


class LiveRows:
    """The tables of a database under a snapshot; a `RowSource`.

    Parameters
    ----------
    without_rows : collection of str
        Tables of which the layout is given and no row.

    Raises
    ------
    OperationsError
        OPS104 there are no tables; OPS103 newer software made them.
    """

    def __init__(
        self, connection: BaseDatabaseWrapper, *, without_rows: Collection[str] = ()
    ) -> None:
        self._connection = connection
        self._without_rows = frozenset(without_rows)
        self._migrations = applied_migrations(connection)
        if not self._migrations:
            raise OperationsError(
                "OPS104",
                problem="The database has no tables of this software.",
                remedy="Name another in LANDENBENADERING_DATABASE_URL, or make this "
                "one with `landenbenadering run --no-serve`.",
            )
        require_known(self._migrations, what="The database")
        tables = tables_at(self._migrations)
        self._tables = {table.name: table for table in tables}
        self.others = other_tables(connection, tables)
        self._summaries = tuple(
            TableContents(
                name=table.name,
                columns=table.columns,
                rows=0
                if table.name in self._without_rows
                else row_count(connection, table),
                next_number=next_number(connection, table),
            )
            for table in tables
        )

    @property
    def migrations(self) -> Migrations:
        """The layout of the tables."""
        return self._migrations

    @property
    def tables(self) -> tuple[TableContents, ...]:
        """The tables in order of name."""
        return self._summaries

    def lines(self, name: str) -> Iterator[str]:
        """Give the rows of a table in the order of the key."""
        if name in self._without_rows:
            return iter(())
        return read_lines(self._connection, self._tables[name])

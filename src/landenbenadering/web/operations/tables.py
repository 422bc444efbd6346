"""The tables of a database, as the migrations that ran on it made them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from landenbenadering.web.operations.errors import OperationsError

Migrations = frozenset[tuple[str, str]]
if TYPE_CHECKING:
    AnyField = models.Field[object, object]
else:
    AnyField = models.Field


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes
    ----------
    fields : tuple of Field
        Its columns, in the order of the model.
    key : Field
        The column that tells rows apart and puts them in order.
    """

    name: str
    fields: tuple[AnyField, ...]
    key: AnyField

    @property
    def columns(self) -> tuple[str, ...]:
        """Give the names of the columns."""
        return tuple(column_of(field) for field in self.fields)

    @property
    def numbered(self) -> bool:
        """Whether the database gives out the keys itself."""
        return isinstance(self.key, models.AutoField)


def applied_migrations(connection: BaseDatabaseWrapper) -> Migrations:
    """Give the migrations that ran on a database; none on an empty one."""
    return frozenset(MigrationRecorder(connection).applied_migrations())


def require_known(migrations: Migrations, *, what: str) -> None:
    """Refuse migrations that this software does not have (OPS103)."""
    unknown = migrations - set(MigrationLoader(None).disk_migrations or {})
    if unknown:
        app, name = min(unknown)
        raise OperationsError(
            "OPS103",
            problem=f"{what} is of a newer version of the software: it knows "
            f"{app}.{name}, among {len(unknown)} changes unknown here.",
            remedy="Install that version, and try again.",
        )


def tables_at(migrations: Migrations) -> tuple[Table, ...]:
    """Give every table that exists after these migrations, in order of name."""
    loader = MigrationLoader(None)
    state = loader.project_state(sorted(migrations))
    found = state.apps.get_models(include_auto_created=True)
    tables = [*map(_table, found), _table(MigrationRecorder.Migration)]
    return tuple(sorted(tables, key=lambda table: table.name))


def last_of_each_app(migrations: Migrations) -> list[tuple[str, str]]:
    """Give the migrations to ask for so that exactly these are applied."""
    graph = MigrationLoader(None).graph
    return sorted(
        node
        for node in migrations
        if not any(
            child.key[0] == node[0] and child.key in migrations
            for child in graph.node_map[node].children
        )
    )


def other_tables(
    connection: BaseDatabaseWrapper, tables: Iterable[Table]
) -> tuple[str, ...]:
    """Give the tables that no migration of this software made.

    Those that SQLite makes for itself, as for ANALYZE, hold nothing of anyone.
    """
    with connection.cursor() as cursor:
        present = connection.introspection.table_names(cursor)
    other = set(present) - {table.name for table in tables}
    return tuple(sorted(name for name in other if not name.startswith("sqlite_")))


def row_count(connection: BaseDatabaseWrapper, table: Table) -> int:
    """Count the rows of a table."""
    name = connection.ops.quote_name(table.name)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {name}")  # noqa: S608  (a quoted name)
        return int(cursor.fetchone()[0])


def next_number(connection: BaseDatabaseWrapper, table: Table) -> int | None:
    """Give the key that the next row will get; `None` where rows bring their own.

    Not the highest key plus one: numbers of removed rows are not given out again.
    """
    if not table.numbered:
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"SELECT last_value, is_called FROM {_sequence(connection, table)}"  # noqa: S608  (a quoted name)
            )
            last, used = cursor.fetchone()
            return int(last) + bool(used)
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        found = cursor.fetchone()
        return 1 if found is None else int(found[0]) + 1


def set_next_number(connection: BaseDatabaseWrapper, table: Table, number: int) -> None:
    """Let the next row of a table get this key."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = _sequence(connection, table)
            cursor.execute("SELECT setval(%s, %s, false)", [sequence, number])
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
        cursor.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)",
            [table.name, number - 1],
        )


def _sequence(connection: BaseDatabaseWrapper, table: Table) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_serial_sequence(%s, %s)",
            [connection.ops.quote_name(table.name), column_of(table.key)],
        )
        return str(cursor.fetchone()[0])


def column_of(field: AnyField) -> str:
    """Give the name of the column of a field that has one."""
    return field.column or field.get_attname()


def batches(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    """Give lines in lists of at most `size`."""
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _table(model: type[models.Model]) -> Table:
    options = model._meta
    fields = tuple(
        field for field in options.local_concrete_fields if not field.generated
    )
    key = options.pk
    return Table(name=options.db_table, fields=fields, key=key)

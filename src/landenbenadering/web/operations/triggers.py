"""Triggers out of force while rows are put back, and in force again after."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

from landenbenadering.web.operations.errors import OperationsError
from landenbenadering.web.operations.tables import Table

_ON_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
_ON_POSTGRESQL = """
    SELECT t.tgname || ' on ' || c.relname, t.tgenabled::text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND n.nspname = current_schema()
    ORDER BY 1
"""


@contextmanager
def without_triggers(
    connection: BaseDatabaseWrapper, tables: Iterable[Table]
) -> Iterator[None]:
    """Let rows of append-only tables be put in as they were; within a transaction.

    Raises
    ------
    OperationsError
        OPS106 not every trigger came back.
    """
    before = triggers(connection)
    names = [connection.ops.quote_name(table.name) for table in tables]
    if connection.vendor == "postgresql":
        _execute(connection, [f"ALTER TABLE {n} DISABLE TRIGGER USER" for n in names])
    else:
        _execute(connection, [f'DROP TRIGGER "{name}"' for name in before])
    yield
    if connection.vendor == "postgresql":
        # Foreign keys are checked now: a table with checks to come is not altered.
        _execute(connection, ["SET CONSTRAINTS ALL IMMEDIATE"])
        _execute(connection, [f"ALTER TABLE {n} ENABLE TRIGGER USER" for n in names])
        _execute(connection, ["SET CONSTRAINTS ALL DEFERRED"])
    else:
        _execute(connection, before.values())
    if triggers(connection) != before:
        raise OperationsError(
            "OPS106",
            problem="A trigger that protects the register did not come back.",
            remedy="Report this; nothing was changed.",
        )


def triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Give every trigger with its statement, or whether it is in force."""
    on_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(_ON_SQLITE if on_sqlite else _ON_POSTGRESQL)
        return {str(name): str(text) for name, text in cursor.fetchall()}


def _execute(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

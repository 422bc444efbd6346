"""Triggers that keep a table append-only, on SQLite and PostgreSQL.

They hold against this software and against a slip in a database shell, not
against someone who owns the database and drops them. On SQLite a migration that
alters the table makes it anew without them: such a migration ends with `install`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

_PROTECTED: dict[str, "AppendOnly"] = {}


@dataclass(frozen=True, slots=True)
class AppendOnly:
    """The protection of one table.

    Attributes
    ----------
    table : str
        Its name in the database.
    prefix : str
        With which the names of its triggers begin.
    refusal : str
        Code and subject of the refusal, as in `REG110 rows of the register`.
    identities : tuple of tuple of str
        Columns that tell one row from another, each set of them alone.
    """

    table: str
    prefix: str
    refusal: str
    identities: tuple[tuple[str, ...], ...]

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Refuse changes from here on; what was installed before is replaced."""
        put_in = self._sqlite() if _is_sqlite(connection) else self._postgresql()
        self.remove(connection)
        _execute(connection, put_in)

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        """Take the triggers away, for a migration that goes back before them."""
        if _is_sqlite(connection):
            taken = tuple(
                f"DROP TRIGGER IF EXISTS {self.prefix}_no_{what}"
                for what in ("update", "delete", "replace")
            )
        else:
            taken = (
                f"DROP TRIGGER IF EXISTS {self.prefix}_no_change ON {self.table}",
                f"DROP TRIGGER IF EXISTS {self.prefix}_no_truncate ON {self.table}",
                f"DROP FUNCTION IF EXISTS {self.prefix}_refuse()",
            )
        _execute(connection, taken)

    def _sqlite(self) -> tuple[str, ...]:
        same = " OR ".join(
            "(" + " AND ".join(f"{name} = NEW.{name}" for name in names) + ")"
            for names in self.identities
        )
        return (
            f"""
            CREATE TRIGGER {self.prefix}_no_update BEFORE UPDATE ON {self.table}
            BEGIN SELECT RAISE(ABORT, '{self.refusal} never change'); END
            """,
            f"""
            CREATE TRIGGER {self.prefix}_no_delete BEFORE DELETE ON {self.table}
            BEGIN SELECT RAISE(ABORT, '{self.refusal} are never removed'); END
            """,
            # INSERT OR REPLACE would remove the old row without the trigger above.
            f"""
            CREATE TRIGGER {self.prefix}_no_replace BEFORE INSERT ON {self.table}
            WHEN EXISTS (SELECT 1 FROM {self.table} WHERE {same})
            BEGIN SELECT RAISE(ABORT, '{self.refusal} are never replaced'); END
            """,  # noqa: S608  (names of our own tables)
        )

    def _postgresql(self) -> tuple[str, ...]:
        return (
            f"""
            CREATE FUNCTION {self.prefix}_refuse() RETURNS trigger LANGUAGE plpgsql
            AS $$ BEGIN
                RAISE EXCEPTION '{self.refusal} never change'
                USING ERRCODE = 'integrity_constraint_violation';
            END $$
            """,
            f"""
            CREATE TRIGGER {self.prefix}_no_change
            BEFORE UPDATE OR DELETE ON {self.table}
            FOR EACH ROW EXECUTE FUNCTION {self.prefix}_refuse()
            """,
            f"""
            CREATE TRIGGER {self.prefix}_no_truncate BEFORE TRUNCATE ON {self.table}
            FOR EACH STATEMENT EXECUTE FUNCTION {self.prefix}_refuse()
            """,
        )


def protected(table: AppendOnly) -> AppendOnly:
    """Note that a table is append-only, so that `lifted` knows of it."""
    _PROTECTED[table.table] = table
    return table


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Lift every protection within the block: to restore a backup, and for tests."""
    for table in _PROTECTED.values():
        table.remove(connection)
    yield
    for table in _PROTECTED.values():
        table.install(connection)


def _is_sqlite(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "sqlite"


def _execute(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

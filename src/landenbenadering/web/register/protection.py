"""Triggers that keep the register append-only, on SQLite and PostgreSQL.

They hold against this software and against a slip in a database shell, not
against someone who owns the database and drops them. On SQLite a migration that
alters the table makes it anew without them: such a migration ends with `install`.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE_INSTALL = (
    """
    CREATE TRIGGER register_no_update BEFORE UPDATE ON register_recordversion
    BEGIN SELECT RAISE(ABORT, 'REG110 rows of the register never change'); END
    """,
    """
    CREATE TRIGGER register_no_delete BEFORE DELETE ON register_recordversion
    BEGIN SELECT RAISE(ABORT, 'REG110 rows of the register are never removed'); END
    """,
    # INSERT OR REPLACE would remove the old row without the trigger above.
    """
    CREATE TRIGGER register_no_replace BEFORE INSERT ON register_recordversion
    WHEN EXISTS (
        SELECT 1 FROM register_recordversion
        WHERE id = NEW.id
        OR (record_id = NEW.record_id AND version = NEW.version)
    )
    BEGIN SELECT RAISE(ABORT, 'REG110 rows of the register are never replaced'); END
    """,
)
_SQLITE_REMOVE = (
    "DROP TRIGGER IF EXISTS register_no_update",
    "DROP TRIGGER IF EXISTS register_no_delete",
    "DROP TRIGGER IF EXISTS register_no_replace",
)
_POSTGRESQL_INSTALL = (
    """
    CREATE FUNCTION register_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'REG110 rows of the register never change'
        USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER register_no_change
    BEFORE UPDATE OR DELETE ON register_recordversion
    FOR EACH ROW EXECUTE FUNCTION register_refuse()
    """,
    """
    CREATE TRIGGER register_no_truncate BEFORE TRUNCATE ON register_recordversion
    FOR EACH STATEMENT EXECUTE FUNCTION register_refuse()
    """,
)
_POSTGRESQL_REMOVE = (
    "DROP TRIGGER IF EXISTS register_no_change ON register_recordversion",
    "DROP TRIGGER IF EXISTS register_no_truncate ON register_recordversion",
    "DROP FUNCTION IF EXISTS register_refuse()",
)
_STATEMENTS = {
    "sqlite": (_SQLITE_INSTALL, _SQLITE_REMOVE),
    "postgresql": (_POSTGRESQL_INSTALL, _POSTGRESQL_REMOVE),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse changes from here on; what was installed before is replaced."""
    put_in, take_out = _STATEMENTS[connection.vendor]
    _execute(connection, (*take_out, *put_in))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, for a migration that goes back before them."""
    _execute(connection, _STATEMENTS[connection.vendor][1])


def _execute(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

"""The database that takes the place of what the target holds, whole or not at all."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from landenbenadering.web.operations.databases import (
    DatabaseSettings,
    drafting_settings,
    in_place_of_default,
    name_of,
    opened,
)
from landenbenadering.web.operations.errors import OperationsError
from landenbenadering.web.operations.tables import applied_migrations

# Django's own tables, which a database without any work in it has filled already.
_OF_THE_FRAMEWORK = ("django_", "auth_", "sqlite_")
_OWN_APP = "accounts"
# How long PostgreSQL waits for who uses the tables that are to be replaced.
_PATIENCE = "20s"


def replace_database(
    settings: DatabaseSettings,
    build: Callable[[], None],
    *,
    token: int,
    replacing: bool,
) -> None:
    """Let `build` make the tables of a database, and take what it held away.

    One transaction, on either engine: who looks before it ends sees the old, who
    looks after it the new, also where this process is killed.

    Parameters
    ----------
    build : callable
        Fills the default database, which then has no tables.
    token : int
        Kept in the database, to know later that this was done.
    replacing : bool
        Whether the target may hold rows.

    Raises
    ------
    OperationsError
        OPS107 the target is not empty, or holds another application.
    """
    with opened(settings) as target, in_place_of_default(target):
        require_replaceable(target, replacing=replacing)
        if target.vendor == "postgresql":
            with transaction.atomic():
                _lock_tables(target)
                require_replaceable(target, replacing=replacing)
                _drop_everything(target)
                build()
                _mark(target, token)
            return
    path = Path(str(settings["NAME"]))
    draft = path.with_name(f"{path.name}.{token}.draft")
    for left in path.parent.glob(f"{path.name}.*.draft*"):
        left.unlink()
    try:
        _build_draft(draft, build, token)
        _copy_into(path, draft)
    finally:
        for part in path.parent.glob(f"{draft.name}*"):
            part.unlink()


def require_replaceable(target: BaseDatabaseWrapper, *, replacing: bool) -> None:
    """Refuse a target that holds something that was not named (OPS107)."""
    name = name_of(target.settings_dict)
    with target.cursor() as cursor:
        tables = target.introspection.table_names(cursor)
    ours = any(app == _OWN_APP for app, _ in applied_migrations(target))
    if tables and not ours:
        raise OperationsError(
            "OPS107",
            problem=f"The database {name} holds tables of something else.",
            remedy="Make an empty database and name that one.",
        )
    if replacing:
        return
    for table in tables:
        if not table.startswith(_OF_THE_FRAMEWORK) and _has_rows(target, table):
            raise OperationsError(
                "OPS107",
                problem=f"The database {name} is not empty: {table} has rows.",
                remedy="Name an empty one; or, to lose what it holds, say so with "
                f"`--replace {name}` where the command has that option.",
            )


def token_of(database: BaseDatabaseWrapper) -> int:
    """Give the token of the restore that made a database; 0 for none."""
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("PRAGMA user_version")
            return int(cursor.fetchone()[0])
        cursor.execute(
            "SELECT obj_description(to_regclass('django_migrations'), 'pg_class')"
        )
        text = str(cursor.fetchone()[0] or "")
        return int(text) if text.isascii() and text.isdigit() else 0


def _mark(database: BaseDatabaseWrapper, token: int) -> None:
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute(f"PRAGMA user_version = {token:d}")
        else:
            cursor.execute(f"COMMENT ON TABLE django_migrations IS '{token:d}'")


def _has_rows(database: BaseDatabaseWrapper, table: str) -> bool:
    name = database.ops.quote_name(table)
    with database.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {name} LIMIT 1")  # noqa: S608  (a quoted name)
        return cursor.fetchone() is not None


def _lock_tables(target: BaseDatabaseWrapper) -> None:
    """Let nobody read or write until the end; refuse where someone does (OPS108)."""
    with target.cursor() as cursor:
        names = target.introspection.table_names(cursor)
        if not names:
            return
        quoted = ", ".join(map(target.ops.quote_name, names))
        cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
        try:
            cursor.execute(f"LOCK TABLE {quoted} IN ACCESS EXCLUSIVE MODE")
        except OperationalError as error:
            raise OperationsError(
                "OPS108",
                problem="Someone works with the database.",
                remedy="Stop the service, and try again.",
            ) from error


def _drop_everything(target: BaseDatabaseWrapper) -> None:
    """Drop the tables, and the functions of their triggers."""
    with target.cursor() as cursor:
        names = target.introspection.table_names(cursor)
        if names:
            quoted = ", ".join(map(target.ops.quote_name, names))
            cursor.execute(f"DROP TABLE {quoted} CASCADE")
        cursor.execute(
            """
            SELECT p.oid::regprocedure::text FROM pg_proc p
            JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname = current_schema() AND NOT EXISTS (
                SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e'
            )
            """
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {function} CASCADE")


def _build_draft(draft: Path, build: Callable[[], None], token: int) -> None:
    with opened(drafting_settings(str(draft))) as made, in_place_of_default(made):
        build()
        connection.check_constraints()
        _mark(made, token)


def _copy_into(path: Path, draft: Path) -> None:
    """Copy every page of the draft in one transaction of SQLite."""
    with (
        closing(sqlite3.connect(draft)) as source,
        closing(sqlite3.connect(path, timeout=60)) as target,
    ):
        source.backup(target)

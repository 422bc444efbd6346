"""Connections beside the one of the application, and databases that take its place."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

# As Django has them; values may hold anything that a backend understands.
DatabaseSettings = Mapping[str, object]

_QUICK = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF"


def own_settings() -> DatabaseSettings:
    """Give the settings of the database that the application uses."""
    return dict(connections[DEFAULT_DB_ALIAS].settings_dict)


def drafting_settings(path: str) -> DatabaseSettings:
    """Give settings for an SQLite file that counts for nothing until it is whole.

    Without care for a crash, since a draft that was cut off is thrown away, and
    without foreign keys while rows come in; they are checked at the end.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": _QUICK},
    }


@contextmanager
def opened(settings: DatabaseSettings) -> Iterator[BaseDatabaseWrapper]:
    """Open a connection of its own, and close it at the end."""
    plain = dict(settings)
    plain.pop("TEST", None)
    connection = ConnectionHandler({DEFAULT_DB_ALIAS: plain})[DEFAULT_DB_ALIAS]
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def in_place_of_default(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let everything in this thread that asks for the default database get this one.

    Migrations and services then run on it as they do on the application's own.
    """
    before = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connection
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = before


@contextmanager
def snapshot(settings: DatabaseSettings) -> Iterator[BaseDatabaseWrapper]:
    """Read a database as it stands at one moment, while others write on.

    Nobody waits: SQLite reads from its write-ahead log, PostgreSQL from versions.
    """
    options = settings.get("OPTIONS")
    plain = dict(options) if isinstance(options, Mapping) else {}
    plain.pop("pool", None)
    if "transaction_mode" in plain:
        plain["transaction_mode"] = "DEFERRED"
    with (
        opened({**settings, "OPTIONS": plain}) as connection,
        in_place_of_default(connection),
        transaction.atomic(),
    ):
        _begin_snapshot(connection)
        yield connection


def _begin_snapshot(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        # The snapshot is that of the first question on either engine.
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")


def name_of(settings: DatabaseSettings) -> str:
    """Name a database as people name it: the file, or the name on the server."""
    return str(settings["NAME"]).rpartition("/")[2]

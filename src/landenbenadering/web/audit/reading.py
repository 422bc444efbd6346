"""Reading the chain as bytes, without objects: fast, and as it really stands there.

Bytes and not text, since a byte that someone changed need not give UTF-8 any more.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Number, thirteen columns in the order in which they are hashed, hash.
Row = tuple[
    int,
    *(tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]),
    *(tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]),
]
BATCH = 20_000

_TEXTS = (
    "actor_name",
    "capacity",
    "action",
    "subject_kind",
    "subject_id",
    "before",
    "after",
    "reason",
    "disclosure",
    "subject_digest",
    "previous_hash",
    "hash",
)
# SQLite keeps moments as text, without a fraction when that is 0.
_SQLITE_MOMENT = "CASE length(at) WHEN 19 THEN at || '.000000' ELSE at END"
_POSTGRESQL_MOMENT = "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
_QUERY = (
    "SELECT sequence, {moment}, COALESCE(CAST(actor_id AS text), ''), {texts} "
    "FROM audit_auditevent WHERE sequence > %s ORDER BY sequence LIMIT {batch}"
)


def total_events() -> int:
    """Give the number of the last event, or 0."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(sequence), 0) FROM audit_auditevent")
        (total,) = cursor.fetchone()
    return int(total)


def odd_types() -> list[int]:
    """Give events with a value of another type in a column of text.

    SQLite alone lets a column hold any type, and bytes in place of text read the
    same below; at most the first hundred.
    """
    if connection.vendor != "sqlite":
        return []
    odd = " OR ".join(f"typeof({name}) <> 'text'" for name in (*_TEXTS, "at"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT sequence FROM audit_auditevent WHERE {odd} "  # noqa: S608  (our own columns)
            "OR typeof(actor_id) NOT IN ('integer', 'null') LIMIT 100"
        )
        return [int(number) for (number,) in cursor.fetchall()]


def chain_rows() -> Iterator[list[Row]]:
    """Give the events in order of number, some thousands at a time."""
    reading = _sqlite_rows if connection.vendor == "sqlite" else _postgresql_rows
    last = 0
    while rows := reading(last):
        yield rows
        last = rows[-1][0]


def _sqlite_rows(last: int) -> list[Row]:
    query = _QUERY.format(moment=_SQLITE_MOMENT, texts=", ".join(_TEXTS), batch=BATCH)
    with _bytes_for_text(), connection.cursor() as cursor:
        cursor.execute(query, [last])
        rows: list[Row] = cursor.fetchall()
    return rows


@contextmanager
def _bytes_for_text() -> Iterator[None]:
    """Let SQLite give text as bytes."""
    connection.ensure_connection()
    held: sqlite3.Connection = connection.connection
    before = held.text_factory
    held.text_factory = bytes
    try:
        yield
    finally:
        held.text_factory = before


def _postgresql_rows(last: int) -> list[Row]:
    import psycopg
    from psycopg.types.string import ByteaBinaryLoader

    query = _QUERY.format(
        moment=_POSTGRESQL_MOMENT, texts=", ".join(_TEXTS), batch=BATCH
    )
    connection.ensure_connection()
    held: psycopg.Connection[Row] = connection.connection
    # Django's own cursors leave parameters to the client and read text alone.
    with psycopg.Cursor(held) as cursor:
        for kind in ("text", "varchar"):
            cursor.adapters.register_loader(kind, ByteaBinaryLoader)
        return cursor.execute(query, [last], binary=True).fetchall()

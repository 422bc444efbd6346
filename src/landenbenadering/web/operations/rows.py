"""Between rows of a table and lines that both engines agree on.

A line is a JSON array with one value for each column, in one spelling: moments in
Coordinated Universal Time, decimals and days as text, keys of objects in order. So
two lines are equal exactly when the rows say the same, whatever engine holds them.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.duration import duration_iso_string

from landenbenadering.web.operations.tables import AnyField, Table, batches, column_of

_AT_ONCE = 2000

Convert = Callable[[object], object]


def read_lines(connection: BaseDatabaseWrapper, table: Table) -> Iterator[str]:
    """Give the rows of a table as lines, in the order of the key."""
    names = ", ".join(map(connection.ops.quote_name, table.columns))
    order = connection.ops.quote_name(column_of(table.key))
    if connection.vendor == "postgresql" and not table.numbered and _is_text(table):
        # The order of bytes, which is the one that SQLite has.
        order += ' COLLATE "C"'
    converts = [_reader(field, connection) for field in table.fields]
    name = connection.ops.quote_name(table.name)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {name} ORDER BY {order}")  # noqa: S608  (quoted names)
        while batch := cursor.fetchmany(_AT_ONCE):
            for row in batch:
                yield _line([c(v) for c, v in zip(converts, row, strict=True)])


def insert_lines(
    connection: BaseDatabaseWrapper, table: Table, lines: Iterable[str]
) -> Iterator[int]:
    """Insert lines as rows; gives the number of rows after each batch."""
    names = ", ".join(map(connection.ops.quote_name, table.columns))
    places = ", ".join(["%s"] * len(table.fields))
    name = connection.ops.quote_name(table.name)
    statement = f"INSERT INTO {name} ({names}) VALUES ({places})"  # noqa: S608  (quoted names)
    converts = [_writer(field, connection) for field in table.fields]
    with connection.cursor() as cursor:
        for batch in batches(lines, _AT_ONCE):
            rows = [
                [c(v) for c, v in zip(converts, json.loads(line), strict=True)]
                for line in batch
            ]
            cursor.executemany(statement, rows)  # type: ignore[arg-type]  # a field prepares what its engine takes
            yield len(rows)


def _line(values: list[object]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _reader(field: AnyField, connection: BaseDatabaseWrapper) -> Convert:
    if isinstance(field, models.JSONField):
        return _read_json
    column = field.get_col(field.model._meta.db_table)
    converters = [
        *connection.ops.get_db_converters(column),
        *column.get_db_converters(connection),
    ]

    def convert(value: object) -> object:
        for converter in converters:
            value = converter(value, column, connection)
        return _plain(value)

    return convert


def _read_json(value: object) -> object:
    """Wrap a value, so that no value and the value null stay apart."""
    return None if value is None else [json.loads(str(value))]


def _writer(field: AnyField, connection: BaseDatabaseWrapper) -> Convert:
    if isinstance(field, models.JSONField):
        encoder = field.encoder

        def wrap(value: object) -> object:
            if not isinstance(value, list):
                return None
            return connection.ops.adapt_json_value(value[0], encoder)

        return wrap

    def convert(value: object) -> object:
        return field.get_db_prep_save(field.to_python(value), connection=connection)

    return convert


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode("ascii")
        case _:
            return value


def _is_text(table: Table) -> bool:
    return isinstance(table.key, models.CharField | models.TextField)

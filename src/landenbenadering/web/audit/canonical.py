"""One way to write a value down, on every database and for all time.

The bytes of an event and of a subject's row must come out the same on SQLite and
on PostgreSQL, after a move from one to the other, and in ten years.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

SEPARATOR = "\x1f"
GENESIS = "0" * 64
_REFUSED = str.maketrans({SEPARATOR: "\ufffd", "\0": "\ufffd"})


def canonical_json(value: Mapping[str, object] | None) -> str:
    """Write columns as JSON with sorted names; empty for `None`."""
    return "" if value is None else _json(_plain(value))


def plain_text(text: str) -> str:
    """Replace what would break the bytes of an event: separator, NUL, half a pair.

    No two events can then have the same bytes: the columns of an event are joined
    by a character that none of them holds.
    """
    return text.translate(_REFUSED).encode("utf-8", "replace").decode("utf-8")


def row_digest(columns: Mapping[str, object]) -> str:
    """Give the SHA-256 over every column of a row, in hexadecimal."""
    return hashlib.sha256(canonical_json(columns).encode("utf-8")).hexdigest()


def moment_text(moment: datetime) -> str:
    """Write a moment in UTC with microseconds, as `2013-03-06 09:30:00.000000`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def event_hash(columns: tuple[str, ...]) -> str:
    """Give the SHA-256 over the columns of an event, the previous hash among them."""
    return hashlib.sha256(SEPARATOR.join(columns).encode("utf-8")).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> object:  # noqa: C901  (one line for each kind)
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return _plain(value.value)
        case str():
            return plain_text(value)
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f")
        case Mapping():
            return {plain_text(str(key)): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case set() | frozenset():
            return sorted((_plain(item) for item in value), key=_json)
        case bytes() | memoryview():
            return bytes(value).hex()
        case _:
            return plain_text(str(value))

"""What a backup says about itself."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Protocol

from landenbenadering.web.operations.tables import Migrations

FORMAT = 1


@dataclass(frozen=True, slots=True)
class TableContents:
    """One table of a backup.

    Attributes
    ----------
    rows : int
        How many rows it has.
    next_number : int or None
        The key that the next row gets; `None` where rows bring their own.
    sha256 : str
        Hash of all its rows as lines, each with its line end.
    """

    name: str
    columns: tuple[str, ...]
    rows: int
    next_number: int | None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class FileContents:
    """One file of the data folder in a backup; `name` with `/` between folders."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything in a backup.

    Attributes
    ----------
    software : str
        Version of the software that made it.
    made : str
        Moment of the snapshot, ISO 8601 in Coordinated Universal Time.
    engine : str
        The database that it was made from: `sqlite` or `postgresql`.
    migrations : frozenset of (app, name)
        The layout of the tables.
    left_out : tuple of str
        Tables that the software does not know, or whose rows are not kept.
    """

    software: str
    made: str
    engine: str
    migrations: Migrations
    tables: tuple[TableContents, ...]
    files: tuple[FileContents, ...]
    left_out: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Give the number of rows in all tables."""
        return sum(table.rows for table in self.tables)


class RowSource(Protocol):
    """Something that holds tables as lines: a backup, or another database."""

    @property
    def migrations(self) -> Migrations:
        """The layout of the tables."""

    @property
    def tables(self) -> tuple[TableContents, ...]:
        """The tables in order of name."""

    def lines(self, name: str) -> Iterator[str]:
        """Give the rows of a table in the order of the key."""


def contents_text(contents: Contents) -> bytes:
    """Write the contents as JSON."""
    plain = asdict(contents) | {"migrations": sorted(contents.migrations)}
    text = json.dumps({"format": FORMAT, **plain}, ensure_ascii=False, indent=1)
    return text.encode("utf-8")


def read_contents(text: bytes) -> Contents:
    """Read what `contents_text` wrote; raises ValueError, KeyError or TypeError."""
    plain = json.loads(text)
    if plain.pop("format") != FORMAT:
        raise ValueError("another format")
    tables = (
        TableContents(**{**table, "columns": tuple(table["columns"])})
        for table in plain.pop("tables")
    )
    files = (FileContents(**file) for file in plain.pop("files"))
    migrations = frozenset((app, name) for app, name in plain.pop("migrations"))
    left_out = tuple(plain.pop("left_out"))
    return Contents(
        tables=tuple(tables),
        files=tuple(files),
        migrations=migrations,
        left_out=left_out,
        **plain,
    )

"""The file of a backup: a ZIP that says what it is, and proves that it is whole.

Its first entry is a line of plain text at a fixed place, so that a cut-off backup
is told from a file of another kind. Then follow `tables/NAME.jsonl` and `files/…`,
and at the end `contents.json` with the hash of every entry; the comment of the ZIP
holds the hash of that one.
"""

import hashlib
import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from landenbenadering.web.operations.contents import (
    FORMAT,
    Contents,
    FileContents,
    TableContents,
    contents_text,
    read_contents,
)
from landenbenadering.web.operations.errors import OperationsError, damaged
from landenbenadering.web.operations.tables import Migrations

_TITLE = "landenbenadering-backup"
_CONTENTS = "contents.json"
# Where the name of the first entry starts in a ZIP, after its local header.
_NAME_AT = 30
_BLOCK = 1 << 20

Progress = Callable[[str, int, int], None]


def quiet(_step: str, _done: int, _total: int) -> None:
    """Show no progress."""


class ArchiveWriter:
    """Writes a backup, entry by entry."""

    def __init__(self, path: Path) -> None:
        # For its owner alone: it holds hashes of passwords, and what is internal.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "wb")
        self._zip = zipfile.ZipFile(
            self._file, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=3
        )
        title = zipfile.ZipInfo(_TITLE)
        self._zip.writestr(title, f"landenbenadering backup, format {FORMAT}\n")

    def add_lines(self, name: str, lines: Iterable[str]) -> tuple[int, str]:
        """Write a table; gives the number of rows and their hash."""
        digest, rows = hashlib.sha256(), 0
        with self._entry(f"tables/{name}.jsonl") as entry:
            for line in lines:
                block = f"{line}\n".encode()
                digest.update(block)
                entry.write(block)
                rows += 1
        return rows, digest.hexdigest()

    def add_file(self, name: str, path: Path) -> FileContents:
        """Write a file of the data folder."""
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as file, self._entry(f"files/{name}") as entry:
            while block := file.read(_BLOCK):
                digest.update(block)
                entry.write(block)
                size += len(block)
        return FileContents(name=name, size=size, sha256=digest.hexdigest())

    def finish(self, contents: Contents) -> None:
        """Write what the backup holds, and close it."""
        text = contents_text(contents)
        with self._entry(_CONTENTS) as entry:
            entry.write(text)
        self._zip.comment = hashlib.sha256(text).hexdigest().encode("ascii")
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Close the file without saying what it holds."""
        self._zip.fp = None
        self._file.close()

    def _entry(self, name: str) -> IO[bytes]:
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        return self._zip.open(entry, "w", force_zip64=True)


class Archive:
    """Reads a backup; a `RowSource`.

    Raises
    ------
    OperationsError
        OPS101 it is not a backup; OPS102 it is damaged; OPS103 it is of a newer
        version of the software.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        _require_title(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged(path, "its end is missing or spoilt") from error
        try:
            self.contents = self._read_contents()
            self._require_entries()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> "Archive":
        """Give the archive itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._zip.close()

    @property
    def migrations(self) -> Migrations:
        """The layout of the tables."""
        return self.contents.migrations

    @property
    def tables(self) -> tuple[TableContents, ...]:
        """The tables in order of name."""
        return self.contents.tables

    def lines(self, name: str) -> Iterator[str]:
        """Give the rows of a table in the order of the key."""
        with self._entry(f"tables/{name}.jsonl") as entry:
            for line in io.TextIOWrapper(entry, encoding="utf-8", newline="\n"):
                yield line.removesuffix("\n")

    def file(self, name: str) -> Iterator[bytes]:
        """Give a file of the data folder in blocks."""
        return self._blocks(f"files/{name}")

    def verify(self, progress: Progress = quiet) -> None:
        """Compare every entry with its hash, or raise OPS102."""
        entries = [
            (f"tables/{table.name}.jsonl", table.sha256) for table in self.tables
        ]
        entries += [(f"files/{file.name}", file.sha256) for file in self.contents.files]
        for number, (name, expected) in enumerate(entries):
            progress("Checking the backup", number, len(entries))
            digest = hashlib.sha256()
            for block in self._blocks(name):
                digest.update(block)
            if digest.hexdigest() != expected:
                raise damaged(self.path, f"{name} does not have its hash")
        progress("Checking the backup", len(entries), len(entries))

    def _blocks(self, name: str) -> Iterator[bytes]:
        with self._entry(name) as entry:
            try:
                while block := entry.read(_BLOCK):
                    yield block
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
                raise damaged(self.path, f"{name} cannot be unpacked") from error

    def _entry(self, name: str) -> IO[bytes]:
        try:
            return self._zip.open(name)
        except (
            zipfile.BadZipFile,
            KeyError,
            OSError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise damaged(self.path, f"{name} cannot be read") from error

    def _read_contents(self) -> Contents:
        text = b"".join(self._blocks(_CONTENTS))
        if hashlib.sha256(text).hexdigest().encode("ascii") != self._zip.comment:
            raise damaged(self.path, f"{_CONTENTS} does not have its hash")
        try:
            return read_contents(text)
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self.path, f"{_CONTENTS} does not say what it should") from (
                error
            )

    def _require_entries(self) -> None:
        named = [_TITLE, _CONTENTS]
        named += [f"tables/{table.name}.jsonl" for table in self.tables]
        named += [f"files/{file.name}" for file in self.contents.files]
        if sorted(self._zip.namelist()) != sorted(named):
            raise damaged(self.path, "it holds other entries than it names")


def _require_title(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(_NAME_AT + 200)
    except OSError as error:
        raise OperationsError(
            "OPS101",
            problem=f"{path.name} cannot be read: {error.strerror}.",
            remedy="Check the name, and that you may read the file.",
        ) from error
    title = start[_NAME_AT:].decode("latin-1")
    before = f"{_TITLE}landenbenadering backup, format "
    if not title.startswith(before):
        raise OperationsError(
            "OPS101",
            problem=f"{path.name} is not a backup of this software.",
            remedy="Give a file that `landenbenadering backup` made.",
        )
    number = title.removeprefix(before).partition("\n")[0]
    if number != str(FORMAT):
        raise OperationsError(
            "OPS103",
            problem=f"{path.name} has format {number[:10]!r} of a backup; known here "
            f"is {FORMAT}.",
            remedy="Install the version of the software that made it.",
        )

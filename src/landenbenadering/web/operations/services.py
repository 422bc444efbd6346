"""Keeping an installation, putting it back, and moving it to another database."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Max

import landenbenadering
from landenbenadering.core.errors import Place
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.audit.anchor import anchor_path
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.services import record_event
from landenbenadering.web.operations.archive import (
    Archive,
    ArchiveWriter,
    Progress,
    quiet,
)
from landenbenadering.web.operations.contents import Contents, FileContents
from landenbenadering.web.operations.databases import (
    DatabaseSettings,
    name_of,
    opened,
    own_settings,
    snapshot,
)
from landenbenadering.web.operations.errors import OperationsError
from landenbenadering.web.operations.filling import fill
from landenbenadering.web.operations.home import (
    ANCHOR,
    KEPT,
    has_staged_files,
    kept_files,
    settle_files,
    sole_operation,
    stage_files,
    write_anchor,
)
from landenbenadering.web.operations.live import SESSIONS, LiveRows
from landenbenadering.web.operations.tables import require_known
from landenbenadering.web.operations.targets import (
    replace_database,
    require_replaceable,
    token_of,
)

_TOKENS = 2**31 - 1
_TRAIL = "audit_auditevent"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that was made: what it holds, and the hash of the whole file."""

    contents: Contents
    sha256: str


def backup(path: Path, *, home: Path, progress: Progress = quiet) -> Kept:
    """Write the whole installation to a new file, while it is in use.

    Every table as it stands at one moment, and the files of the data folder that
    `home.KEPT` names. The file gets its name when it is whole.

    Raises
    ------
    OperationsError
        OPS103, OPS104 the database cannot be kept by this software; OPS109 the
        file is there already, or cannot be written.
    """
    if path.exists():
        raise OperationsError(
            "OPS109",
            problem=f"{path.name} exists already.",
            remedy="Give another name: a backup never replaces one.",
            place=Place(str(path)),
        )
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.draft")
    try:
        contents = _write(draft, home, progress)
        os.link(draft, path)
        _sync(path.absolute().parent)
    except OSError as error:
        raise OperationsError(
            "OPS109",
            problem=f"The backup cannot be written: {error.strerror or error}.",
            remedy="Make room or give write access, and try again.",
            place=Place(str(path)),
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return Kept(contents=contents, sha256=_sha256(path))


def restore(
    path: Path, *, home: Path, replacing: str | None = None, progress: Progress = quiet
) -> Contents:
    """Put an installation back from a backup: all of it, or nothing.

    Parameters
    ----------
    replacing : str or None
        Name of the database that may lose what it holds; `None` asks for an empty
        database and a data folder without evidence.

    Raises
    ------
    OperationsError
        OPS101, OPS102, OPS103 the file is no backup, damaged, or too new; OPS105,
        OPS106 the target does not hold what the backup does; OPS107 the target is
        not empty, or is not the one that was named; OPS108 another goes on.
    """
    with Archive(path) as archive, sole_operation(home):
        require_known(archive.migrations, what="The backup")
        archive.verify(progress)
        settings = own_settings()
        _require_named(settings, replacing)
        _settle(home, settings)
        with opened(settings) as target:
            require_replaceable(target, replacing=replacing is not None)
        _require_no_files(home, replacing)
        token = secrets.randbelow(_TOKENS) + 1
        connection.close()
        try:
            stage_files(home, archive, token)
            replace_database(
                settings,
                lambda: fill(archive, progress),
                token=token,
                replacing=replacing is not None,
            )
        finally:
            _settle(home, settings)
        _record_restore(archive.contents)
        return archive.contents


def transfer(
    target: DatabaseSettings, *, home: Path, progress: Progress = quiet
) -> int:
    """Copy the database to another one, of either engine; gives the number of rows.

    Both are compared row by row before the copy counts. The data folder serves
    the new database as it did the old.

    Raises
    ------
    OperationsError
        As `restore`; OPS107 when the target is not empty.
    """
    with sole_operation(home), snapshot(own_settings()) as source:
        rows = LiveRows(source)
        if rows.others:
            raise OperationsError(
                "OPS110",
                problem=f"The database has a table that is not of this software: "
                f"{rows.others[0]}.",
                remedy="Move or drop that table: it would be lost.",
            )
        replace_database(target, lambda: fill(rows, progress), token=0, replacing=False)
        return sum(table.rows for table in rows.tables)


def finish_cut_off_restore(home: Path) -> None:
    """Finish or undo what a restore left that was killed; without one, do nothing.

    Raises
    ------
    OperationsError
        OPS108 a restore goes on at this moment.
    """
    if has_staged_files(home):
        with sole_operation(home):
            _settle(home, own_settings())


def _settle(home: Path, settings: DatabaseSettings) -> None:
    if has_staged_files(home):
        with opened(settings) as target:
            settle_files(home, token_of(target), anchor=anchor_path())


def _write(path: Path, home: Path, progress: Progress) -> Contents:
    writer = ArchiveWriter(path)
    with _closed_anyway(writer), snapshot(own_settings()) as source:
        made = datetime.now(UTC).isoformat(timespec="seconds")
        rows = LiveRows(source, without_rows={SESSIONS})
        names = kept_files(home)
        tables = []
        total, done = sum(table.rows for table in rows.tables), 0
        for table in rows.tables:
            count, sha256 = writer.add_lines(table.name, rows.lines(table.name))
            tables.append(replace(table, rows=count, sha256=sha256))
            done += count
            progress("Writing tables", done, total)
        files = [_write_anchor(writer, path)] if _has_trail(rows) else []
        for number, name in enumerate(names, start=1):
            files.append(writer.add_file(name, home / name))
            progress("Writing files", number, len(names))
        contents = Contents(
            software=landenbenadering.__version__,
            made=made,
            engine=source.vendor,
            migrations=rows.migrations,
            tables=tuple(tables),
            files=tuple(files),
            left_out=(*rows.others, SESSIONS),
        )
        writer.finish(contents)
    return contents


def _has_trail(rows: LiveRows) -> bool:
    return any(table.name == _TRAIL for table in rows.tables)


def _write_anchor(writer: ArchiveWriter, path: Path) -> FileContents:
    last = AuditEvent.objects.aggregate(Max("sequence"))["sequence__max"] or 0
    trimmed = path.with_name(f"{path.name}.anchor")
    try:
        write_anchor(anchor_path(), trimmed, last=last)
        return writer.add_file(ANCHOR, trimmed)
    finally:
        trimmed.unlink(missing_ok=True)


@contextmanager
def _closed_anyway(writer: ArchiveWriter) -> Iterator[None]:
    try:
        yield
    except BaseException:
        writer.abandon()
        raise


def _record_restore(contents: Contents) -> None:
    with transaction.atomic():
        record_event(
            "installation.restored",
            actor=None,
            capacity="",
            subject=None,
            after={"made": contents.made, "software": contents.software},
            disclosure=Disclosure.INTERNAL,
        )


def _require_named(settings: DatabaseSettings, replacing: str | None) -> None:
    name = name_of(settings)
    if replacing is not None and replacing != name:
        raise OperationsError(
            "OPS107",
            problem=f"This installation uses the database {name}, not {replacing}.",
            remedy=f"Say `--replace {name}` if that is the one to be replaced.",
        )


def _require_no_files(home: Path, replacing: str | None) -> None:
    held = [name for name in kept_files(home) if name.split("/")[0] in KEPT]
    if replacing is None and held:
        raise OperationsError(
            "OPS107",
            problem=f"The data folder holds {held[0]} already.",
            remedy="Name an empty folder in LANDENBENADERING_HOME, or say with "
            "`--replace` that what is here may be lost.",
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

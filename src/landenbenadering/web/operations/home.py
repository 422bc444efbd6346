"""The files of the data folder that belong to a backup, and putting them back.

Not among them: the secret key and the password of the demonstration account. Who
holds a backup should not be able to pass for someone who is signed in; a new key
is made, and people sign in again.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from landenbenadering.web.operations.archive import Archive
from landenbenadering.web.operations.errors import OperationsError

# Files and folders of the data folder that a backup holds.
KEPT = ("evidence", "theme.css")
# The audit trail's anchor, which may lie outside the data folder.
ANCHOR = "audit-anchor"
_MANIFESTS = "evidence/manifests"
_PASSING = "evidence/staging"
_LOCK = "operations.lock"
_STAGED = "restoring-"
_READY = "ready.json"


def kept_files(home: Path) -> list[str]:
    """Name the files that a backup holds.

    Records of imports are listed before the files that they name, so that an
    import that ends meanwhile is held whole or not at all.
    """
    names = _files_below(home, _MANIFESTS)
    for kept in KEPT:
        names += _files_below(home, kept)
    unique = dict.fromkeys(names)
    return [name for name in unique if not name.startswith(f"{_PASSING}/")]


def _files_below(home: Path, name: str) -> list[str]:
    top = home / name
    if top.is_file():
        return [name]
    found = sorted(path for path in top.rglob("*") if path.is_file())
    return [path.relative_to(home).as_posix() for path in found]


@contextmanager
def sole_operation(home: Path) -> Iterator[None]:
    """Keep other restores and transfers of this installation out (OPS108)."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / _LOCK).open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OperationsError(
                "OPS108",
                problem="Another restore or transfer of this installation goes on.",
                remedy="Wait until it has ended.",
            ) from None
        yield


def stage_files(home: Path, archive: Archive, token: int) -> None:
    """Unpack the files of a backup beside those in use; they do not count yet."""
    folder = home / f"{_STAGED}{token}"
    for file in archive.contents.files:
        parts = file.name.split("/")
        if parts[0] not in {*KEPT, ANCHOR} or ".." in parts:
            raise OperationsError(
                "OPS101",
                problem=f"The backup names {file.name!r}, which no backup of this "
                "software holds.",
                remedy="Give a file that `landenbenadering backup` made.",
            )
        path = folder / "new" / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as target:
            for block in archive.file(file.name):
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
    coming = sorted({file.name.split("/")[0] for file in archive.contents.files})
    folder.mkdir(exist_ok=True)
    draft = folder / f"{_READY}.draft"
    with draft.open("w", encoding="utf-8") as ready:
        json.dump(coming, ready)
        ready.flush()
        os.fsync(ready.fileno())
    draft.replace(folder / _READY)
    _sync(folder)


def has_staged_files(home: Path) -> bool:
    """Say whether a restore was cut off here, or goes on now."""
    return any(home.glob(f"{_STAGED}*"))


def settle_files(home: Path, token: int, *, anchor: Path) -> None:
    """Finish the restore that the database knows by `token`, and undo all others.

    May itself be cut off at any point, and done again.
    """
    for folder in home.glob(f"{_STAGED}*"):
        ready = folder / _READY
        if folder.name == f"{_STAGED}{token}" and ready.is_file():
            _exchange(home, folder, json.loads(ready.read_text(encoding="utf-8")))
            _exchange_anchor(folder, anchor, token)
        shutil.rmtree(folder)


def write_anchor(anchor: Path, path: Path, *, last: int) -> None:
    """Write the lines of an anchor up to event `last`.

    Later ones were added after the moment that a backup shows. A line that was
    cut off goes as well.
    """
    text = anchor.read_text(encoding="ascii") if anchor.is_file() else ""
    lines = text.splitlines(keepends=True)
    kept = [line for line in lines if line.endswith("\n") and _sequence(line) <= last]
    path.write_text("".join(kept), encoding="ascii")


def _sequence(line: str) -> int:
    number = line.partition(" ")[0]
    return int(number) if number.isdigit() else 0


def _exchange(home: Path, folder: Path, coming: list[str]) -> None:
    (folder / "old").mkdir(exist_ok=True)
    for name in KEPT:
        new, old = folder / "new" / name, folder / "old" / name
        # Done before the cut already where the new one has left its place.
        done = name in coming and not new.exists()
        if not done and (home / name).exists() and not old.exists():
            (home / name).rename(old)
        if new.exists():
            new.rename(home / name)
    _sync(home)


def _exchange_anchor(folder: Path, anchor: Path, token: int) -> None:
    """Put the anchor of the backup in place; the one that stood there is kept.

    It proves what the trail held before the restore.
    """
    new = folder / "new" / ANCHOR
    if not new.is_file():
        return
    before = anchor.with_name(f"{anchor.name}.before-restore-{token}")
    if anchor.is_file() and not before.exists():
        os.link(anchor, before)
    anchor.parent.mkdir(parents=True, exist_ok=True)
    draft = anchor.with_name(f"{anchor.name}.{token}.draft")
    shutil.copyfile(new, draft)
    draft.chmod(0o600)
    _sync(draft)
    draft.replace(anchor)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Putting files into the store: all of them, or none."""

import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from landenbenadering.core.errors import Place
from landenbenadering.evidence.columnar import write_observations
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.manifests import (
    StoredFile,
    manifest_name,
    manifest_text,
)
from landenbenadering.evidence.observation_columns import ObservationColumns
from landenbenadering.evidence.store import observations_path

_STALE_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class NewFile:
    """A checked file on its way into the store.

    `statement` says of it what the manifest will say; `entered` and the hash of
    the observations are filled in when it is stored.
    """

    content: bytes
    observations: ObservationColumns
    statement: StoredFile


def store_files(
    root: Path,
    new_files: Sequence[NewFile],
    *,
    clock: Callable[[], datetime],
    each: Callable[[int], None],
) -> tuple[StoredFile, ...]:
    """Store files so that one move of one manifest makes them count.

    Everything is first written and synced in a folder of its own, then moved to
    names that are hashes of the content, so that imports at the same time can
    only write the same bytes to the same name. A process that is killed leaves at
    most files that no manifest names; those do not count, and what it had staged
    is cleared by an import on a later day.

    Parameters
    ----------
    clock : callable
        Gives the moment of entry, once, just before the manifest is written.
    each : callable
        Told the index of each file once it is staged.
    """
    try:
        with _staging_folder(root) as staging:
            staged = []
            for index, new_file in enumerate(new_files):
                staged.append(_stage(staging, index, new_file))
                each(index)
            return _commit(root, staging, staged, clock())
    except OSError as error:
        raise EvidenceError(
            "EVI181",
            problem=f"The store cannot be written ({error.strerror or error}).",
            remedy="Make room on the disk or give write access, then import again; "
            "nothing was stored.",
            place=Place(str(root)),
        ) from error


@contextmanager
def _staging_folder(root: Path) -> Iterator[Path]:
    parent = root / "staging"
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.iterdir():
        if time.time() - left.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    folder = parent / uuid.uuid4().hex
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stage(staging: Path, index: int, new_file: NewFile) -> StoredFile:
    (staging / f"{index}.snapshot").write_bytes(new_file.content)
    parquet = staging / f"{index}.parquet"
    write_observations(new_file.observations, parquet)
    digest = hashlib.sha256(parquet.read_bytes()).hexdigest()
    for path in (staging / f"{index}.snapshot", parquet):
        _sync(path)
    return replace(new_file.statement, observations_sha256=digest)


def _commit(
    root: Path, staging: Path, staged: Sequence[StoredFile], entered: datetime
) -> tuple[StoredFile, ...]:
    files = tuple(replace(file, entered=entered) for file in staged)
    manifest = staging / "manifest.json"
    manifest.write_text(manifest_text(files), encoding="utf-8")
    _sync(manifest)
    for name in ("snapshots", "observations", "manifests"):
        (root / name).mkdir(exist_ok=True)
    for index, file in enumerate(files):
        (staging / f"{index}.snapshot").replace(root / "snapshots" / file.sha256)
        parquet = observations_path(root, file.observations_sha256)
        (staging / f"{index}.parquet").replace(parquet)
    for folder in (root / "snapshots", root / "observations", root):
        _sync(folder)
    name = manifest_name(entered, uuid.uuid4().hex[:8])
    manifest.replace(root / "manifests" / name)
    _sync(root / "manifests")
    return files


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

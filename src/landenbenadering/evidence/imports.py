"""Importing publishers' files, all or nothing."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from landenbenadering.core.errors import Place
from landenbenadering.evidence.catalogue import Source, source_named
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.manifests import StoredFile
from landenbenadering.evidence.readers import READERS
from landenbenadering.evidence.shipped import shipped_as
from landenbenadering.evidence.staging import NewFile, store_files
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.evidence.tables.reading import Reading

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What an import did with one file.

    Attributes
    ----------
    already_stored : bool
        Whether the store held the same bytes with the same dates; then nothing
        was changed, and the counts below are of no reading and 0.
    rows, left_out, repeated, unrounded, complete
        As in `tables.reading.Reading`.
    missing : int
        Cells for which the publisher gives no count.
    """

    file_name: str
    sha256: str
    dataflow: str
    vintage: str
    known_from: date
    rows: int
    already_stored: bool
    left_out: int = 0
    repeated: int = 0
    unrounded: int = 0
    missing: int = 0
    complete: bool = True


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, file by file, in the order asked for."""

    files: tuple[ImportedFile, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was stored."""
        return not all(file.already_stored for file in self.files)


@dataclass(frozen=True, slots=True)
class _Dates:
    """The dates that the user gives for the files of one import."""

    retrieved: datetime
    extracted_on: date | None
    vintage: str | None

    @property
    def day(self) -> date:
        """The day on which the files were made, or else fetched."""
        return self.extracted_on or self.retrieved.date()


def import_files(
    source_id: str,
    paths: Sequence[Path],
    *,
    store: EvidenceStore,
    retrieved: datetime,
    extracted_on: date | None = None,
    vintage: str | None = None,
    progress: Progress | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> ImportReport:
    """Import files of one source; on any problem store nothing.

    A figure counts as known from its publication or, where that is not known, its
    extraction. Without `extracted_on` that is the day of retrieval, except for the
    file that the shipped figures come from: it keeps their vintage. The same bytes
    again change nothing. The same bytes with another `extracted_on` or `vintage`
    correct what was said of the file; what was said before stays visible to a look
    at the store as it was.

    Parameters
    ----------
    source_id : str
        Entry in the catalogue, as in `eurostat-eil`.
    paths : sequence of Path
        The publisher's files, as downloaded.
    retrieved : datetime
        When they were fetched; aware.
    extracted_on : date or None
        When the publisher's server made them; `None` if that is not known.
    vintage : str or None
        What to call the extraction; `None` for the day it is known from.
    progress : callable or None
        Told the file, the steps done and all steps.
    clock : callable
        Gives the moment of entry.

    Raises
    ------
    EvidenceError
        EVI191 no such source; what is wrong with the first bad file or with the
        dates. Nothing is stored.
    """
    source = source_named(source_id)
    dates = _Dates(retrieved, extracted_on, vintage)
    _require_sound_dates(dates, paths)
    tell = progress or (lambda _file, _done, _steps: None)
    outcomes, new_files = _gathered(paths, source, store, dates, tell)
    _require_agreement(new_files)
    if new_files:
        names = [new_file.statement.file_name for new_file in new_files]
        steps = 2 * len(paths)
        first = steps - len(new_files)
        store_files(
            store.root,
            new_files,
            clock=clock,
            each=lambda index: tell(names[index], first + index, steps),
        )
    tell(paths[-1].name, 2 * len(paths), 2 * len(paths))
    return ImportReport(outcomes)


def _gathered(
    paths: Sequence[Path],
    source: Source,
    store: EvidenceStore,
    dates: _Dates,
    tell: Progress,
) -> tuple[tuple[ImportedFile, ...], list[NewFile]]:
    outcomes: dict[str, ImportedFile] = {}
    order: list[str] = []
    new_files: list[NewFile] = []
    for number, path in enumerate(paths):
        tell(path.name, number, 2 * len(paths))
        content = _content(path)
        sha256 = hashlib.sha256(content).hexdigest()
        order.append(sha256)
        if sha256 in outcomes:
            continue
        stored = store.stored_file(sha256)
        if stored is not None and _says_the_same(stored, dates):
            outcomes[sha256] = _already(stored)
        else:
            new_file, outcomes[sha256] = _read(path, content, source, dates)
            new_files.append(new_file)
    return tuple(outcomes[sha256] for sha256 in order), new_files


def _require_sound_dates(dates: _Dates, paths: Sequence[Path]) -> None:
    if not paths:
        raise EvidenceError(
            "EVI102", problem="No file was given.", remedy="Name at least one file."
        )
    if dates.retrieved.tzinfo is None:
        raise EvidenceError(
            "EVI171",
            problem="The moment of retrieval has no time zone.",
            remedy="Give it with its offset, as in 2026-03-01T09:00+01:00.",
        )
    if dates.extracted_on is not None and (dates.extracted_on > dates.retrieved.date()):
        raise EvidenceError(
            "EVI172",
            problem=f"The files cannot have been made on "
            f"{dates.extracted_on.isoformat()}, after they were retrieved on "
            f"{dates.retrieved.date().isoformat()}.",
            remedy="Give the day of extraction, or leave it out if it is not known.",
        )


def _content(path: Path) -> bytes:
    place = Place(str(path))
    remedy = "Check the name, and that the file can be read."
    if path.is_dir():
        problem = "This is a folder, not a file."
        raise EvidenceError("EVI102", problem=problem, remedy=remedy, place=place)
    if path.exists() and not path.is_file():
        # A pipe may never end, and a device never does.
        problem = "This is a pipe or a device, not a file."
        raise EvidenceError("EVI102", problem=problem, remedy=remedy, place=place)
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        problem = "There is no such file."
        raise EvidenceError(
            "EVI101", problem=problem, remedy=remedy, place=place
        ) from error
    except (OSError, ValueError) as error:
        problem = f"The file cannot be read ({error})."
        raise EvidenceError(
            "EVI107", problem=problem, remedy=remedy, place=place
        ) from error


def _says_the_same(stored: StoredFile, dates: _Dates) -> bool:
    same_day = dates.extracted_on in {None, stored.extracted_on}
    return same_day and dates.vintage in {None, stored.vintage}


def _already(stored: StoredFile) -> ImportedFile:
    return ImportedFile(
        file_name=stored.file_name,
        sha256=stored.sha256,
        dataflow=stored.dataflow,
        vintage=stored.vintage,
        known_from=stored.known_from,
        rows=stored.rows,
        already_stored=True,
    )


def _read(
    path: Path, content: bytes, source: Source, dates: _Dates
) -> tuple[NewFile, ImportedFile]:
    sha256 = hashlib.sha256(content).hexdigest()
    read = READERS[source.id]
    reading = read(content, file=str(path), source=source, day=dates.day)
    statement = _statement(path, sha256, dates, reading, source)
    outcome = ImportedFile(
        file_name=path.name,
        sha256=sha256,
        dataflow=reading.dataflow,
        vintage=statement.vintage,
        known_from=statement.known_from,
        rows=reading.rows,
        already_stored=False,
        left_out=reading.left_out,
        repeated=reading.repeated,
        unrounded=reading.unrounded,
        missing=reading.observations.value.count(None),
        complete=reading.complete,
    )
    return NewFile(content, reading.observations, statement), outcome


def _statement(
    path: Path, sha256: str, dates: _Dates, reading: Reading, source: Source
) -> StoredFile:
    known_from = dates.day
    vintage = known_from.isoformat()
    shipped = shipped_as(sha256)
    file_name = path.name
    if shipped is not None:
        file_name = shipped.file_name
        if dates.extracted_on is None:
            known_from, vintage = shipped.known_from, shipped.vintage
    return StoredFile(
        source=source.id,
        dataflow=reading.dataflow,
        vintage=dates.vintage or vintage,
        file_name=file_name,
        sha256=sha256,
        known_from=known_from,
        extracted_on=dates.extracted_on,
        retrieved=dates.retrieved,
        entered=dates.retrieved,
        rows=reading.rows,
        encoding=reading.encoding,
        gzipped=reading.gzipped,
        observations_sha256="",
    )


def _require_agreement(new_files: Sequence[NewFile]) -> None:
    """Raise EVI153 when two files of one import contradict each other."""
    if len({file.statement.dataflow for file in new_files}) == len(new_files):
        return
    seen: dict[tuple[str, str, str, int, str], tuple[int | None, str, str, int]] = {}
    for file in new_files:
        columns = file.observations
        for index, key in enumerate(columns.keys()):
            value, flag = columns.value[index], columns.flag[index]
            line = columns.row[index]
            name = file.statement.file_name
            first = seen.setdefault(key, (value, flag, name, line))
            if first[:2] != (value, flag):
                raise EvidenceError(
                    "EVI153",
                    problem=f"{first[2]}, line {first[3]}, has another value or flag "
                    "for the same year, reporter and citizenship.",
                    remedy="Import files of different extractions one after the "
                    "other, each with its own day of extraction.",
                    place=Place(name, line, columns.column[index]),
                )

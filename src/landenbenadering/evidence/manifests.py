"""What was imported, when, and which dates its figures carry.

A manifest is one JSON file per import. It is written last and in one move: what
no manifest names has not been imported.
"""

import json
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path

from landenbenadering.core.errors import Place
from landenbenadering.evidence.errors import EvidenceError

FORMAT = 1


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of one import.

    Attributes
    ----------
    source, dataflow, vintage, file_name, sha256, known_from
        As in `core.provenance.Provenance`.
    extracted_on : date or None
        When the publisher's server made the file; `None` if that is not known.
    retrieved : datetime
        When the file was fetched, as the user says; aware.
    entered : datetime
        When this store took it in; aware.
    rows : int
        Rows of the file.
    encoding : str
        How to read a line of the file.
    gzipped : bool
        Whether the bytes are compressed.
    observations_sha256 : str
        Hash of the Parquet file made from it.
    """

    source: str
    dataflow: str
    vintage: str
    file_name: str
    sha256: str
    known_from: date
    extracted_on: date | None
    retrieved: datetime
    entered: datetime
    rows: int
    encoding: str
    gzipped: bool
    observations_sha256: str


def manifest_text(files: tuple[StoredFile, ...]) -> str:
    """Write the manifest of one import as JSON."""
    plain = [
        {name: _plain(getattr(file, name)) for name in StoredFile.__dataclass_fields__}
        for file in files
    ]
    return json.dumps({"format": FORMAT, "files": plain}, indent=1, sort_keys=True)


def manifest_name(entered: datetime, token: str) -> str:
    """Give a name that sorts by the moment of the import."""
    return f"{entered.strftime('%Y%m%dT%H%M%S.%f')}Z-{token}.json"


def read_manifest(path: Path) -> tuple[StoredFile, ...]:
    """Read a manifest, or raise EVI182 when it is damaged."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        if plain["format"] != FORMAT:
            raise ValueError(f"format {plain['format']}")
        return tuple(_stored_file(entry) for entry in plain["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvidenceError(
            "EVI182",
            problem=f"This record of an import cannot be read ({error}).",
            remedy="Restore the store from a backup, or move this record away and "
            "import the files again.",
            place=Place(str(path)),
        ) from error


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _stored_file(entry: dict[str, object]) -> StoredFile:
    names = {field.name for field in fields(StoredFile)}
    if set(entry) != names:
        raise ValueError(f"fields {sorted(names.symmetric_difference(entry))}")
    extracted = entry["extracted_on"]
    return StoredFile(
        source=str(entry["source"]),
        dataflow=str(entry["dataflow"]),
        vintage=str(entry["vintage"]),
        file_name=str(entry["file_name"]),
        sha256=str(entry["sha256"]),
        known_from=date.fromisoformat(str(entry["known_from"])),
        extracted_on=None if extracted is None else date.fromisoformat(str(extracted)),
        retrieved=datetime.fromisoformat(str(entry["retrieved"])),
        entered=datetime.fromisoformat(str(entry["entered"])),
        rows=int(str(entry["rows"])),
        encoding=str(entry["encoding"]),
        gzipped=entry["gzipped"] is True,
        observations_sha256=str(entry["observations_sha256"]),
    )

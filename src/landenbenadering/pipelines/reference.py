"""Read register files: the shipped ones and those that users bring."""

import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from landenbenadering.core.errors import Place
from landenbenadering.pipelines.errors import PipelinesError
from landenbenadering.policy.codec import record_from_plain
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.record import Record


def reference_records() -> tuple[Record, ...]:
    """Give every record that the product ships, in order of file and place.

    Source: `landenbenadering/reference/register/*.toml`.
    """
    folder = resources.files("landenbenadering") / "reference" / "register"
    files = [item for item in folder.iterdir() if item.name.endswith(".toml")]
    records: list[Record] = []
    for file in sorted(files, key=lambda item: item.name):
        records.extend(_records_in(file, name=file.name))
    return tuple(records)


def register_file(path: Path) -> tuple[Record, ...]:
    """Give the records of a register file, laid out as the shipped ones.

    Raises
    ------
    PipelinesError
        PIP101 no such file, PIP102 not readable as TOML, PIP103 no records in it,
        PIP104 a record says when it was entered.
    PolicyError
        A record breaks its layout; the error names the record and the field.
    """
    if not path.is_file():
        raise PipelinesError(
            "PIP101",
            problem="There is no such file.",
            remedy="Check the path.",
            place=Place(str(path)),
        )
    return _records_in(path, name=str(path))


def _records_in(file: Traversable | Path, *, name: str) -> tuple[Record, ...]:
    try:
        # Editors on Windows put a byte order mark before the first character.
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PipelinesError(
            "PIP102",
            problem=f"The file is not TOML in UTF-8: {error}.",
            remedy="Correct the file at that place.",
            place=Place(name),
        ) from error
    tables = content.get("record")
    if not isinstance(tables, list) or set(content) != {"record"}:
        raise PipelinesError(
            "PIP103",
            problem="The file has no list of [[record]] tables, or more than that.",
            remedy="Write each fact as a [[record]] table.",
            place=Place(name),
        )
    return tuple(_record(table, name=name) for table in tables)


def _record(table: object, *, name: str) -> Record:
    """Read one record; a refusal says in which file it stands."""
    try:
        record = record_from_plain(table)
    except PolicyError as error:
        raise PolicyError(
            error.code, problem=error.problem, remedy=error.remedy, place=Place(name)
        ) from error
    if record.entered is not None:
        raise PipelinesError(
            "PIP104",
            problem=f"Record {record.id!r} says when it was entered.",
            remedy="Leave `entered` out: the register sets it.",
            place=Place(name),
        )
    return record

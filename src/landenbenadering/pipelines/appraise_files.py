"""Appraisal sheets from files: those that people write and those that ship."""

import json
import re
import tomllib
from importlib import resources
from pathlib import Path

from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.core.errors import LandenbenaderingError, Place
from landenbenadering.pipelines.errors import PipelinesError
from landenbenadering.policy.errors import MisreadError
from landenbenadering.policy.plain import Spot, dataclass_from_plain

LARGEST_BYTES = 2_000_000


def sheet_file(path: Path) -> tuple[AppraisalSheet, str]:
    """Read an appraisal sheet from a file, with its text.

    Raises
    ------
    PipelinesError
        PIP301 no such file or too large, PIP302 neither TOML nor JSON in UTF-8.
    PolicyError
        POL201 to POL206 for fields that are unknown, missing or of another type.
    """
    if not path.is_file() or path.stat().st_size > LARGEST_BYTES:
        raise PipelinesError(
            "PIP301",
            problem="There is no such file, or it is larger than 2 megabytes.",
            remedy="Check the path.",
            place=Place(str(path)),
        )
    text = sheet_bytes(path.read_bytes(), name=str(path))
    return read_sheet(text, name=str(path)), text


def sheet_bytes(content: bytes, *, name: str) -> str:
    """Read the bytes of a file called `name` as text (PIP302 if they are not UTF-8)."""
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _unreadable(name, error) from error


def read_sheet(text: str, *, name: str) -> AppraisalSheet:
    """Read an appraisal sheet from the text of a file called `name`.

    TOML as people write it, or JSON: a sheet, or a whole export, of which the sheet
    is read.
    """
    try:
        plain = _plain(text)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _unreadable(name, error) from error
    try:
        return dataclass_from_plain(AppraisalSheet, plain, at=Spot(name))
    except MisreadError as error:
        error.place = Place(name, line_of(text, error.path), error.path or None)
        raise


def _plain(text: str) -> object:
    if not text.lstrip().startswith("{"):
        return tomllib.loads(text, parse_float=str)
    plain = json.loads(text, parse_float=str)
    return plain.get("sheet", plain)


def placed(error: LandenbenaderingError, *, text: str, name: str) -> None:
    """Give a refusal about a field of a sheet the file and line of that field."""
    if error.place is not None and error.place.column is not None:
        path = error.place.column
        error.place = Place(name, line_of(text, path), path)


def shipped_sheets() -> tuple[str, ...]:
    """Name the sheets that the product ships, all of them illustrations."""
    folder = resources.files("landenbenadering") / "reference" / "appraisals"
    names = (item.name for item in folder.iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


def shipped_sheet(sheet_id: str) -> AppraisalSheet:
    """Give a sheet that the product ships.

    Raises
    ------
    PipelinesError
        PIP303 when none has that name.
    """
    if sheet_id not in shipped_sheets():
        raise PipelinesError(
            "PIP303",
            problem=f"No appraisal sheet called {sheet_id!r} is shipped.",
            remedy=f"Use one of: {', '.join(shipped_sheets())}.",
        )
    folder = resources.files("landenbenadering") / "reference" / "appraisals"
    text = (folder / f"{sheet_id}.toml").read_text(encoding="utf-8")
    return read_sheet(text, name=f"{sheet_id}.toml")


def line_of(text: str, path: str) -> int | None:
    """Find the line of a field, as `instrument.1.score.0.lower`, from 1.

    The nearest line above that can be told where the field itself cannot: the head of
    its table. `None` for the file as a whole.
    """
    lines = text.splitlines()
    start, end, table, found = 0, len(lines), "", None
    parts = path.split(".") if path else []
    while len(parts) >= 2 and parts[1].isdigit():
        table = f"{table}.{parts[0]}" if table else parts[0]
        heads = [i for i in range(start, end) if _is_head(lines[i], table)]
        if int(parts[1]) >= len(heads):
            break
        found = heads[int(parts[1])]
        start = found + 1
        end = heads[int(parts[1]) + 1] if int(parts[1]) + 1 < len(heads) else end
        parts = parts[2:]
    if parts:
        key = re.compile(rf"\s*{re.escape(parts[0])}(\.\w+)*\s*=")
        named = (i for i in range(start, end) if key.match(lines[i]))
        found = next(named, found)
    return None if found is None else found + 1


def _is_head(line: str, table: str) -> bool:
    return re.match(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]", line) is not None


def _unreadable(name: str, error: Exception) -> PipelinesError:
    return PipelinesError(
        "PIP302",
        problem=f"The file is not TOML, or JSON of an export, in UTF-8: {error}.",
        remedy="Correct the file at that place.",
        place=Place(name),
    )

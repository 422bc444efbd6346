"""Readers of the public instances: what each format says, as arrays.

Every reader gives a problem in whole numbers, to be maximised.
"""

import csv
import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.packages import PackageProblem

Int64s = npt.NDArray[np.int64]

NUMBER = re.compile(r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?")
TERM = re.compile(r"([-+]?)\s*(\d+(?:\.\d*)?)?\s*([A-Za-z_]\w*)")
SENSE = re.compile(r"\s*(<=|>=|=<|=>|<|>|=)\s*([-+]?\d+(?:\.\d*)?)\s*$")


class UnreadableError(Exception):
    """A file does not hold the instance that its name says."""


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """One instance; `cost` holds the matrices of an assignment instance instead."""

    name: str
    problem: PackageProblem | None
    cost: Int64s | None = None
    minimised: bool = False


def find_instances(folder: Path) -> list[Instance]:
    """Read every instance in a folder and the folders below it, in order of name."""
    return [read_instance(file) for file in instance_files(folder)]


def instance_files(folder: Path) -> list[Path]:
    """List the files of a folder, and below it, that should hold an instance."""
    files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    return [file for file in files if _reader(file) is not None]


def read_instance(file: Path) -> Instance:
    """Read one instance.

    Raises
    ------
    UnreadableError
        The file does not hold what its name says.
    """
    reader = _reader(file)
    if reader is None:
        raise UnreadableError(f"{file}: no format goes by that name")
    try:
        return reader(file)
    except (ValueError, LookupError, OSError, EOFError, NumericsError) as problem:
        raise UnreadableError(f"{file}: {problem}") from problem


def _reader(file: Path) -> Callable[[Path], Instance] | None:
    if file.name == "a.csv":
        return lambda table: read_tables(table.parent)
    readers = {
        (".dat",): read_dat,
        (".in.gz", ".in"): read_mobkp,
        (".lp",): read_lp,
        (".mof.json",): read_mof,
    }
    return next((r for ends, r in readers.items() if file.name.endswith(ends)), None)


def read_dat(file: Path) -> Instance:
    """Read p, n, capacity, objectives and weights; or p, n and cost matrices."""
    text = file.read_text(encoding="utf-8")
    numbers = [float(found) for found in NUMBER.findall(text)]
    p, n = int(numbers[0]), int(numbers[1])
    if len(numbers) == 2 + p * n * n:
        cost = _whole(np.array(numbers[2:])).reshape(p, n, n)
        return Instance(file.stem, None, cost, minimised=True)
    if len(numbers) != 3 + p * n + n:
        raise ValueError(f"{file}: {len(numbers)} numbers do not fit p={p}, n={n}")
    gains = _whole(np.array(numbers[3 : 3 + p * n])).reshape(p, n)
    usage = _whole(np.array(numbers[3 + p * n :])).reshape(1, n)
    return Instance(file.stem, PackageProblem(gains, usage, _floor(numbers[2:3])))


def read_tables(folder: Path) -> Instance:
    """Read `a.csv` (usage), `b.csv` (limits) and `c.csv` (objectives)."""
    usage, limits, gains = (_table(folder / f"{name}.csv") for name in "abc")
    problem = PackageProblem(_whole(gains), _whole(usage), _floor(limits[:, 0]))
    return Instance(folder.name, problem)


def read_mobkp(file: Path) -> Instance:
    """Read n and p, the capacity, then weight and objectives of each item."""
    raw = file.read_bytes()
    text = gzip.decompress(raw) if file.suffix == ".gz" else raw
    numbers = [float(found) for found in text.split()]
    n, p = int(numbers[0]), int(numbers[1])
    rows = np.array(numbers[3 : 3 + n * (p + 1)]).reshape(n, p + 1)
    problem = PackageProblem(
        _whole(rows[:, 1:].T), _whole(rows[:, :1].T), _floor(numbers[2:3])
    )
    name = f"{file.parent.name}_{file.name.split('.in')[0]}"
    return Instance(name, problem)


def read_lp(file: Path) -> Instance:
    """Read true constraints and, as further rows, objectives to be minimised."""
    text = file.read_text(encoding="utf-8")
    body = re.split(r"(?im)^\s*(?:subject to|binary|binaries|end)\s*$", text)[1]
    true, objectives = re.split(r"(?im)^\s*\\\s*multiple objectives\s*$", body)
    places: dict[str, int] = {}
    limits = _rows(true, places)
    aims = _rows(objectives, places)
    n = len(places)
    gains = -_whole(np.array([_dense(row, n) for row, _, _ in aims]))
    rows: list[npt.NDArray[np.float64]] = []
    bounds: list[float] = []
    for row, sense, bound in limits:
        for sign in _signs(sense):
            rows.append(sign * _dense(row, n))
            bounds.append(sign * bound)
    usage = _whole(np.array(rows).reshape(-1, n))
    return Instance(file.stem, PackageProblem(gains, usage, _floor(bounds)))


def read_mof(  # noqa: C901  (follows the shape of the file)
    file: Path,
) -> Instance:
    """Read MathOptFormat with one vector objective and linear constraints."""
    model = json.loads(file.read_text(encoding="utf-8"))
    places = {v["name"]: i for i, v in enumerate(model["variables"])}
    n = len(places)
    aim = model["objective"]
    p = max(term["output_index"] for term in aim["function"]["terms"])
    gains = np.zeros((p, n))
    for term in aim["function"]["terms"]:
        inner = term["scalar_term"]
        gains[term["output_index"] - 1, places[inner["variable"]]] += inner[
            "coefficient"
        ]
    if aim["sense"] == "min":
        gains = -gains
    rows, bounds = [], []
    for constraint in model["constraints"]:
        function, limit = constraint["function"], constraint["set"]
        if function["type"] == "Variable":
            continue
        row = np.zeros(n)
        for term in function["terms"]:
            row[places[term["variable"]]] += term["coefficient"]
        for side, sign in (("upper", 1.0), ("lower", -1.0), ("value", 1.0)):
            if side in limit:
                rows.append(sign * row)
                bounds.append(sign * (limit[side] - function.get("constant", 0.0)))
        if "value" in limit:
            rows.append(-row)
            bounds.append(-(limit["value"] - function.get("constant", 0.0)))
    usage = _whole(np.array(rows).reshape(-1, n))
    problem = PackageProblem(_whole(gains), usage, _floor(bounds))
    name = file.name.removesuffix(".mof.json")
    return Instance(name, problem, minimised=aim["sense"] == "min")


def _rows(
    text: str, places: dict[str, int]
) -> list[tuple[dict[int, float], str, float]]:
    """Read linear rows, each ending in a sense and a bound."""
    rows = []
    held = ""
    for line in text.splitlines():
        if line.lstrip().startswith("\\"):
            continue
        held += " " + re.sub(r"^\s*[A-Za-z_]\w*\s*:", "", line)
        end = SENSE.search(held)
        if end:
            row: dict[int, float] = {}
            for sign, size, name in TERM.findall(held[: end.start()]):
                place = places.setdefault(name, len(places))
                value = float(size or 1) * (-1 if sign == "-" else 1)
                row[place] = row.get(place, 0.0) + value
            rows.append((row, end.group(1), float(end.group(2))))
            held = ""
    return rows


def _signs(sense: str) -> tuple[float, ...]:
    if "<" in sense:
        return (1.0,)
    return (-1.0,) if ">" in sense else (1.0, -1.0)


def _dense(row: dict[int, float], n: int) -> npt.NDArray[np.float64]:
    dense = np.zeros(n)
    for place, value in row.items():
        dense[place] = value
    return dense


def _table(file: Path) -> npt.NDArray[np.float64]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    return np.array([[float(cell) for cell in row[1:]] for row in rows])


def _whole(values: npt.NDArray[np.float64]) -> Int64s:
    rounded = np.rint(values)
    if not np.array_equal(rounded, values):
        raise ValueError("coefficients that are not whole numbers are not read")
    return rounded.astype(np.int64)


def _floor(values: "npt.ArrayLike") -> Int64s:
    return np.floor(np.asarray(values, dtype=np.float64)).astype(np.int64)

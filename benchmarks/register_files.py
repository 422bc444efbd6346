"""Reading registers in the layout of the pooling benchmark.

A file has the columns citizen, geo, year, orders5 and returns5, in any order and
with others beside them; it may have eta, the true logit of the share. It is plain or
compressed with gzip, whatever its name.
"""

import csv
import gzip
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from landenbenadering.measurement.cooperation.keys import Indices, Reals

BASE = 5
GZIP = b"\x1f\x8b"
KEYS = ("citizen", "geo", "year")
COUNTS = ("orders5", "returns5")
NEEDED = (*KEYS, *COUNTS)
FEWEST = 3
NOT_KNOWN = frozenset({"", ":", "na", "nan", "null"})

Row = dict[str, str]


class RegisterError(ValueError):
    """A file that cannot be read as a register; the message says why."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register as published, and the truth behind it; cells with some orders.

    Attributes
    ----------
    citizenship, reporter, year : Indices, shape (n_cells,)
    orders, returns : Indices, shape (n_cells,)
        As published; never more returns than rounding of both can explain.
    eta : Reals, shape (n_cells,)
        True logits, not a number where the file does not tell.
    without_orders : int
        Cells whose orders are, or round to, 0.
    base : int
        Rounding base of the counts; 1 if they are exact.
    not_counted : int
        Cells of which a count is not known.
    cut_off : int
        Cells with more returns than orders, taken as having as many.
    """

    citizenship: Indices
    reporter: Indices
    year: Indices
    orders: Indices
    returns: Indices
    eta: Reals
    without_orders: int
    base: int = BASE
    not_counted: int = 0
    cut_off: int = 0


def read_register(file: Path) -> Register:
    """Read keys, published counts and, where it is given, the truth.

    Raises
    ------
    RegisterError
        The file is not there, lacks a column, has a count that is no whole number
        of at least 0, or has fewer than three cells with orders.
    """
    rows = _rows(file)
    counted = [row for row in rows if not any(_open(row[name]) for name in COUNTS)]
    orders, returns = (
        np.array([_count(row[name], name) for row in counted], dtype=np.int64)
        for name in COUNTS
    )
    kept = orders > 0
    if int(kept.sum()) < FEWEST:
        raise RegisterError(f"{file.name} has fewer than {FEWEST} cells with orders.")
    with_orders = [row for row, one in zip(counted, kept, strict=True) if one]
    orders, returns = orders[kept], returns[kept]
    base = BASE if np.all(orders % BASE == 0) and np.all(returns % BASE == 0) else 1
    most = orders + 2 * (base // 2)
    citizenship, reporter, year = (_numbers(with_orders, name) for name in KEYS)
    return Register(
        citizenship=citizenship,
        reporter=reporter,
        year=year,
        orders=orders,
        returns=np.where(returns > most, orders, returns),
        eta=np.array([_truth(row.get("eta")) for row in with_orders]),
        without_orders=len(counted) - len(with_orders),
        base=base,
        not_counted=len(rows) - len(counted),
        cut_off=int(np.sum(returns > most)),
    )


def _rows(file: Path) -> list[Row]:
    if not file.is_file():
        raise RegisterError(f"{file} is not there.")
    content = file.read_bytes()
    try:
        plain = gzip.decompress(content) if content[:2] == GZIP else content
        lines = plain.decode("utf-8-sig").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise RegisterError(f"{file.name} is not text in UTF-8: {error}.") from error
    head = lines[0] if lines else ""
    mark = max(",;\t", key=head.count)
    reader = csv.DictReader(lines, delimiter=mark, skipinitialspace=True, restval="")
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise RegisterError(f"{file.name} lacks the columns {', '.join(missing)}.")
    return list(reader)


def _open(text: str) -> bool:
    return text.strip().lower() in NOT_KNOWN


def _count(text: str, name: str) -> int:
    try:
        value = float(text)
    except ValueError as error:
        raise RegisterError(f"{name} has {text!r}, which is no number.") from error
    if not (value >= 0 and value.is_integer()):
        raise RegisterError(f"{name} has {text}, which is no whole number from 0 on.")
    return int(value)


def _numbers(rows: list[Row], name: str) -> Indices:
    """Give whole-numbered keys as they are, and others a number in sorted order."""
    words = [row[name].strip() for row in rows]
    try:
        return np.array([int(word) for word in words], dtype=np.int64)
    except ValueError:
        _, numbers = np.unique(words, return_inverse=True)
        return np.asarray(numbers, dtype=np.int64)


def _truth(text: str | None) -> float:
    if text is None or _open(text):
        return math.nan
    return float(text)

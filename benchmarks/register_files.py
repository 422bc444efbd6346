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
LARGEST = 10**12
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
    repeated : int
        Lines with the keys of an earlier one, taken as counts of other people.
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
    repeated: int = 0


def read_register(file: Path) -> Register:
    """Read keys, published counts and, where it is given, the truth.

    Raises
    ------
    RegisterError
        The file is not there, lacks a column, has a count that is no whole number
        of at least 0, or has fewer than three cells with orders.
    """
    rows = list(enumerate(_rows(file), start=2))
    counted = [
        (line, row) for line, row in rows if not any(_open(row[n]) for n in COUNTS)
    ]
    orders, returns = (
        np.array([_count(row[name], name, line) for line, row in counted], np.int64)
        for name in COUNTS
    )
    kept = orders > 0
    if int(kept.sum()) < FEWEST:
        raise RegisterError(
            f"{file.name} has fewer than {FEWEST} cells with orders. Give a register "
            "in which people were ordered to leave."
        )
    with_orders = [row for row, one in zip(counted, kept, strict=True) if one]
    orders, returns = orders[kept], returns[kept]
    base = BASE if np.all(orders % BASE == 0) and np.all(returns % BASE == 0) else 1
    most = orders + 2 * (base // 2)
    citizenship, reporter, year = keys = [_numbers(with_orders, name) for name in KEYS]
    return Register(
        citizenship=citizenship,
        reporter=reporter,
        year=year,
        orders=orders,
        returns=np.where(returns > most, orders, returns),
        eta=np.array([_truth(row.get("eta"), line) for line, row in with_orders]),
        without_orders=len(counted) - len(with_orders),
        base=base,
        not_counted=len(rows) - len(counted),
        cut_off=int(np.sum(returns > most)),
        repeated=returns.size - np.unique(np.stack(keys), axis=1).shape[1],
    )


def _rows(file: Path) -> list[Row]:
    if not file.is_file():
        raise RegisterError(f"{file} is not a file. Give the path of a register.")
    content = file.read_bytes()
    try:
        plain = gzip.decompress(content) if content[:2] == GZIP else content
        lines = plain.decode("utf-8-sig").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise RegisterError(
            f"{file.name} is not text in UTF-8: {error}. Save it as CSV in UTF-8, "
            "plain or packed with gzip."
        ) from error
    head = lines[0] if lines else ""
    mark = max(",;\t", key=head.count)
    reader = csv.DictReader(lines, delimiter=mark, skipinitialspace=True, restval="")
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise RegisterError(
            f"{file.name} lacks the columns {', '.join(missing)}. Name them in its "
            "first line."
        )
    return list(reader)


def _open(text: str) -> bool:
    return text.strip().lower() in NOT_KNOWN


def _count(text: str, name: str, line: int) -> int:
    try:
        value = float(text)
    except ValueError as error:
        raise _refused(text, name, line) from error
    if not (0 <= value <= LARGEST and value.is_integer()):
        raise _refused(text, name, line)
    return int(value)


def _refused(text: str, name: str, line: int) -> RegisterError:
    return RegisterError(
        f"Line {line}: {name} has {text!r}, which is no whole number from 0 to "
        f"{LARGEST:,}. Leave open what is not known."
    )


def _numbers(rows: list[tuple[int, Row]], name: str) -> Indices:
    """Give whole-numbered keys as they are, and others a number in sorted order."""
    words = [row[name].strip() for _, row in rows]
    if "" in words:
        line = rows[words.index("")][0]
        raise RegisterError(f"Line {line}: {name} is empty. Give each cell its keys.")
    try:
        return np.array([int(word) for word in words], dtype=np.int64)
    except (ValueError, OverflowError):
        _, numbers = np.unique(words, return_inverse=True)
        return np.asarray(numbers, dtype=np.int64)


def _truth(text: str | None, line: int) -> float:
    if text is None or _open(text):
        return math.nan
    try:
        value = float(text)
    except ValueError as error:
        raise RegisterError(
            f"Line {line}: eta has {text!r}, which is no number. Leave it open where "
            "the truth is not known."
        ) from error
    return value if math.isfinite(value) else math.nan

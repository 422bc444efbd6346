"""Reading registers in the layout of the pooling benchmark.

A file has the columns citizen, geo, year, orders5 and returns5, in any order and
with others beside them; it may have eta, the true logit of the share. It is plain or
compressed with gzip, whatever its name. To what the counts were rounded is seen from
the counts: the columns are called after the usual 5.
"""

import csv
import gzip
import math
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.register_errors import RegisterError
from landenbenadering.core.errors import Place
from landenbenadering.measurement.cooperation.keys import Indices, Reals

BASE = 5
GZIP = b"\x1f\x8b"
KEYS = ("citizen", "geo", "year")
COUNTS = ("orders5", "returns5")
NEEDED = (*KEYS, *COUNTS)
FEWEST = 3
# So many counts are no multiples of another number by chance.
TELLING = 20
COARSEST = 25
LARGEST = 10**9
NOT_KNOWN = frozenset({"", ":", "na", "nan", "null"})

Row = dict[str, str]


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
    base, returns_base : int
        Rounding base of orders and of returns; 1 if they are exact.
    not_counted : int
        Cells of which a count is not known.
    cut_off : int
        Cells with more returns than orders, taken as having as many.
    repeated : int
        Lines that say the same as an earlier one, taken once.
    """

    citizenship: Indices
    reporter: Indices
    year: Indices
    orders: Indices
    returns: Indices
    eta: Reals
    without_orders: int
    base: int = BASE
    returns_base: int = BASE
    not_counted: int = 0
    cut_off: int = 0
    repeated: int = 0


def read_register(file: Path) -> Register:
    """Read keys, published counts and, where it is given, the truth.

    Raises
    ------
    RegisterError
        The file is not there, lacks a column, has a count that is no whole number
        of at least 0, is rounded too coarsely, gives a cell twice, has more returns
        than orders in most cells, or has fewer than three cells with orders.
    """
    every = _rows(file)
    rows = _once(every)
    counted = [
        (place, row) for place, row in rows if not any(_open(row[n]) for n in COUNTS)
    ]
    orders, returns = (
        np.array([_count(row[name], name, place) for place, row in counted], np.int64)
        for name in COUNTS
    )
    kept = orders > 0
    if int(kept.sum()) < FEWEST:
        raise RegisterError(
            107,
            problem=f"It has {int(kept.sum())} cells with known counts and orders; "
            f"at least {FEWEST} are needed.",
            remedy="Give a register in which people were ordered to leave.",
            place=Place(file.name),
        )
    base = _base(orders, BASE, COUNTS[0], file.name)
    returns_base = _base(returns, base, COUNTS[1], file.name)
    with_orders = [row for row, one in zip(counted, kept, strict=True) if one]
    orders, returns = orders[kept], returns[kept]
    most = orders + (base - 1) // 2 + returns_base // 2
    above = int(np.sum(returns > most))
    if 2 * above > orders.size:
        raise RegisterError(
            109,
            problem=f"There are more returns than orders in {above:,} of "
            f"{orders.size:,} cells, so that returns are no share of orders.",
            remedy="See whether the columns are exchanged.",
            place=Place(file.name),
        )
    citizenship, reporter, year = (_numbers(with_orders, name) for name in KEYS)
    return Register(
        citizenship=citizenship,
        reporter=reporter,
        year=year,
        orders=orders,
        returns=np.where(returns > most, orders, returns),
        eta=np.array([_truth(row.get("eta"), place) for place, row in with_orders]),
        without_orders=len(counted) - len(with_orders),
        base=base,
        returns_base=returns_base,
        not_counted=len(rows) - len(counted),
        cut_off=above,
        repeated=len(every) - len(rows),
    )


def _rows(file: Path) -> list[tuple[Place, Row]]:
    """Give the lines below the first, and where they stand."""
    lines = _text(file).splitlines()
    if not any(line.strip() for line in lines):
        raise RegisterError(
            103,
            problem="The file is empty.",
            remedy=f"Give a table whose first line names {', '.join(NEEDED)}.",
            place=Place(file.name),
        )
    mark = max(",;\t|", key=lines[0].count)
    reader = csv.reader(lines, delimiter=mark, skipinitialspace=True)
    found = []
    try:
        names = [name.strip().lower() for name in next(reader)]
        _require_columns(names, file.name)
        for cells in reader:
            if cells:
                row = dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))
                found.append((Place(file.name, reader.line_num), row))
    except csv.Error as error:
        raise RegisterError(
            102,
            problem=f"The line cannot be parted in columns: {error}.",
            remedy="Save the file anew as CSV.",
            place=Place(file.name, reader.line_num),
        ) from error
    return found


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise RegisterError(
            101,
            problem=f"The file cannot be read: {error.strerror}.",
            remedy="Give the path of a register that you may read.",
            place=Place(str(file)),
        ) from error
    try:
        plain = gzip.decompress(content) if content[:2] == GZIP else content
        return plain.decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise RegisterError(
            102,
            problem=f"It is not text in UTF-8: {error}.",
            remedy="Save it as CSV in UTF-8, plain or packed with gzip.",
            place=Place(file.name),
        ) from error


def _require_columns(names: list[str], file: str) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise RegisterError(
            103,
            problem=f"There are no columns {', '.join(missing)} among "
            f"{', '.join(names)}.",
            remedy="Name them in the first line, parted by commas, semicolons or tabs.",
            place=Place(file, 1),
        )
    twice = [name for name in (*NEEDED, "eta") if names.count(name) > 1]
    if twice:
        raise RegisterError(
            103,
            problem=f"More than one column is called {', '.join(twice)}.",
            remedy="Leave one of each.",
            place=Place(file, 1),
        )


def _base(counts: Indices, usual: int, name: str, file: str) -> int:
    """See to what counts were rounded; too few of them do not tell."""
    some = counts[counts > 0]
    found = int(np.gcd.reduce(some)) if some.size else 0
    if some.size < TELLING:
        return usual if found % usual == 0 else 1
    if found > COARSEST:
        raise RegisterError(
            108,
            problem=f"All counts are multiples of {found}; rounding to more than "
            f"{COARSEST} is not read.",
            remedy="Give counts that are exact, or rounded less coarsely.",
            place=Place(file, column=name),
        )
    return found


def _once(rows: list[tuple[Place, Row]]) -> list[tuple[Place, Row]]:
    """Leave out lines that say the same as an earlier one of the same cell."""
    first: dict[tuple[str, ...], tuple[Place, Row]] = {}
    for place, row in rows:
        known = first.setdefault(tuple(row[n].strip() for n in KEYS), (place, row))
        if known[1] != row:
            raise RegisterError(
                110,
                problem=f"Line {known[0].line} is of the same citizenship, state and "
                "year, and differs.",
                remedy="Give one line a cell: add its counts up, or leave the older.",
                place=place,
            )
    return list(first.values())


def _open(text: str) -> bool:
    return text.strip().lower() in NOT_KNOWN


def _count(text: str, name: str, place: Place) -> int:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not (0 <= value <= LARGEST and value.is_integer()):
        raise RegisterError(
            104,
            problem=f"{text!r} is no whole number from 0 to {LARGEST:,}.",
            remedy="Correct it, or leave it open if the count is not known.",
            place=Place(place.file, place.line, name),
        )
    return int(value)


def _numbers(rows: list[tuple[Place, Row]], name: str) -> Indices:
    """Give whole-numbered keys as they are, and others a number in sorted order."""
    words = [row[name].strip() for _, row in rows]
    if "" in words:
        place = rows[words.index("")][0]
        raise RegisterError(
            105,
            problem="The key is empty.",
            remedy="Say which citizenship, state and year the counts are of.",
            place=Place(place.file, place.line, name),
        )
    try:
        return np.array([int(word) for word in words], dtype=np.int64)
    except (ValueError, OverflowError):
        _, numbers = np.unique(words, return_inverse=True)
        return np.asarray(numbers, dtype=np.int64)


def _truth(text: str | None, place: Place) -> float:
    if text is None or _open(text):
        return math.nan
    try:
        value = float(text.replace(",", "."))
    except ValueError as error:
        raise RegisterError(
            106,
            problem=f"{text!r} is no number.",
            remedy="Correct it, or leave it open where the truth is not known.",
            place=Place(place.file, place.line, "eta"),
        ) from error
    return value if math.isfinite(value) else math.nan

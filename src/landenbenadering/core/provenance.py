"""Where a number came from, down to the cell."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Provenance:
    """The cell of the publisher's file that holds a number.

    Attributes
    ----------
    source : str
        Entry in the source catalogue, as in `eurostat-eil`.
    dataflow : str
        The publisher's name of the table, as in `MIGR_EIORD`.
    vintage : str
        Extraction of the table as its users name it, as in `2017-18`.
    file_name : str
        Name of the publisher's file.
    sha256 : str
        Hash of the file's bytes, 64 hexadecimal digits.
    row : int
        Line of the file, from 1, the header included.
    column : str
        Name of the column.
    known_from : date
        From when the number could be known: publication or, where that is
        unknown, extraction.
    """

    source: str
    dataflow: str
    vintage: str
    file_name: str
    sha256: str
    row: int
    column: str
    known_from: date

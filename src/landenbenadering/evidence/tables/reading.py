"""What one file holds."""

from dataclasses import dataclass

from landenbenadering.evidence.observation_columns import ObservationColumns


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file holds.

    Attributes
    ----------
    dataflow : str
        The publisher's table.
    observations : ObservationColumns
        Whole figures; each key once.
    rows : int
        Rows read, those left out included.
    left_out : int
        Figures that are known and not stored: a part of a count (one sex, one age
        class), another kind of aid, a part of a year.
    repeated : int
        Rows that say again what an earlier row of the file says.
    unrounded : int
        Figures that are no multiple of the publisher's rounding base.
    complete : bool
        Whether every combination of year, reporter and citizenship is there, for
        tables that have them all; one that has not may be cut off.
    encoding : str
        How to read a line: an encoding of text, or `workbook:` and the sheet.
    gzipped : bool
        Whether the bytes are compressed.
    """

    dataflow: str
    observations: ObservationColumns
    rows: int
    left_out: int
    repeated: int
    unrounded: int
    complete: bool
    encoding: str
    gzipped: bool

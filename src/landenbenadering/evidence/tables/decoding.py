"""Columns of cells as columns of values, with the first bad cell's place."""

from collections.abc import Callable
from typing import TypeVar

from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.tables.cells import BadCell
from landenbenadering.evidence.tables.table import Table

T = TypeVar("T")

Problem = tuple[int, EvidenceError]


class Decoder:
    """Decodes columns of one table and keeps what is wrong with them.

    Parameters
    ----------
    table : Table
        The cells.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._problems: list[Problem] = []

    def column(self, index: int, decode: Callable[[str], T]) -> list[T]:
        """Decode a column, each spelling once; empty if a cell has no meaning."""
        cells = self._table.columns[index]
        good: dict[str, T] = {}
        bad: dict[str, BadCell] = {}
        for cell in set(cells):
            try:
                good[cell] = decode(cell)
            except BadCell as error:
                bad[cell] = error
        if not bad:
            return [good[cell] for cell in cells]
        row = next(row for row, cell in enumerate(cells) if cell in bad)
        wrong = bad[cells[row]]
        place = self._table.place(row, index)
        refusal = EvidenceError(
            wrong.code, problem=wrong.problem, remedy=wrong.remedy, place=place
        )
        self._problems.append((row, refusal))
        return []

    def require_sound(self) -> None:
        """Raise the problem on the first line, if there is one."""
        raise_first(self._problems)


def raise_first(problems: list[Problem]) -> None:
    """Raise the problem of the first row, if there is one."""
    if problems:
        raise min(problems, key=lambda problem: problem[0])[1]

"""Long tables in pages, so that a telephone need not scroll through all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PAGE_SIZE = 25
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class RowsPage(Generic[Row]):
    """Some of the table's rows; `number` counts from 1 to `pages`."""

    rows: tuple[Row, ...]
    number: int
    pages: int


def rows_page(rows: Sequence[Row], *, asked: str, whole: bool = False) -> RowsPage[Row]:
    """Give the page that is asked for, and the nearest where there is no such page.

    Parameters
    ----------
    rows : sequence
        All rows, in order.
    asked : str
        The page's number as an address has it.
    whole : bool
        Whether all rows are wanted on one page.
    """
    if whole:
        return RowsPage(rows=tuple(rows), number=1, pages=1)
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    wanted = int(asked[:6]) if asked.isascii() and asked.isdigit() else 1
    number = min(max(1, wanted), pages)
    start = (number - 1) * PAGE_SIZE
    chosen = tuple(rows[start : start + PAGE_SIZE])
    return RowsPage(rows=chosen, number=number, pages=pages)

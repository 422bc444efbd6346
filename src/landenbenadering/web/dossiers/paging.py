"""The table of countries in pages, so that a telephone need not scroll through all."""

from dataclasses import dataclass

from landenbenadering.web.dossiers.table import CountryRow

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class RowsPage:
    """Some of the table's rows; `number` counts from 1 to `pages`."""

    rows: tuple[CountryRow, ...]
    number: int
    pages: int


def rows_page(rows: tuple[CountryRow, ...], *, asked: str, whole: bool) -> RowsPage:
    """Give the page that is asked for, and the nearest where there is no such page.

    Parameters
    ----------
    rows : tuple of CountryRow
        All rows, in order.
    asked : str
        The page's number as an address has it.
    whole : bool
        Whether all rows are wanted on one page.
    """
    if whole:
        return RowsPage(rows=rows, number=1, pages=1)
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    wanted = int(asked[:6]) if asked.isascii() and asked.isdigit() else 1
    number = min(max(1, wanted), pages)
    start = (number - 1) * PAGE_SIZE
    return RowsPage(rows=rows[start : start + PAGE_SIZE], number=number, pages=pages)

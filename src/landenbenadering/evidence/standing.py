"""Which counts of a cell stand, where tables or files give it differently."""

from collections.abc import Iterable
from typing import TypeAlias

from landenbenadering.core.observation import Indicator, Observation

Cell: TypeAlias = tuple[Indicator, str, str, int, str]
Table: TypeAlias = tuple[str, str]


def all_that_stand(ranked: Iterable[Observation]) -> list[Observation]:
    """Keep of each table, and each cell of it, what was said on its last day.

    Parameters
    ----------
    ranked : iterable of Observation
        What every vintage says, the newest last.

    Returns
    -------
    list of Observation
        Ordered by cell; of one cell only counts that differ, the newest of each.
    """
    cells: dict[Cell, dict[Table, list[Observation]]] = {}
    for one in ranked:
        table = (one.provenance.source, one.provenance.dataflow)
        said = cells.setdefault(_cell(one), {}).setdefault(table, [])
        if said and said[0].provenance.known_from < one.provenance.known_from:
            said.clear()
        said.append(one)
    return [one for cell in sorted(cells) for one in _different(cells[cell].values())]


def _cell(one: Observation) -> Cell:
    return (one.indicator, one.reporter, one.citizenship, one.year, one.part)


def _different(tables: Iterable[list[Observation]]) -> list[Observation]:
    return list({one.value: one for said in tables for one in said}.values())

"""The role of each column of a table, by its name in the catalogue."""

from collections import Counter
from collections.abc import Sequence

from landenbenadering.core.errors import Place
from landenbenadering.evidence.catalogue import Source
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.personal import shown
from landenbenadering.evidence.tables.table import Table

_EXTRACT = "Import the publisher's own extraction of one of the tables: "


def column_roles(
    table: Table, *, source: Source, needed: Sequence[str]
) -> dict[str, int]:
    """Give the position of the column of each role; ignored columns are left out.

    Raises
    ------
    EvidenceError
        EVI121 a needed role has no column; EVI122 a column is not known; EVI123 a
        column is there twice, or two columns have one role.
    """
    names = [_without_label(name) for name in table.header]
    for name, times in Counter(names).items():
        if times > 1:
            place = Place(table.file, table.header_line, name)
            problem = f"The header names this column {times} times."
            raise layout_refusal("EVI123", problem, source, place)
    index: dict[str, int] = {}
    for position, name in enumerate(names):
        role = source.columns.get(name)
        place = Place(table.file, table.header_line, shown(name).strip('"'))
        if role is None:
            problem = "This column is not known."
            raise layout_refusal("EVI122", problem, source, place)
        if role in index:
            problem = f'Column "{names[index[role]]}" says the same.'
            raise layout_refusal("EVI123", problem, source, place)
        if role != "ignored":
            index[role] = position
    missing = [role for role in needed if role not in index]
    if missing:
        wanted = " or ".join(n for n, r in source.columns.items() if r == missing[0])
        problem = f"The header has no column {wanted}."
        place = Place(table.file, table.header_line)
        raise layout_refusal("EVI121", problem, source, place)
    return index


def layout_refusal(
    code: str, problem: str, source: Source, place: Place
) -> EvidenceError:
    """Refuse a table whose columns are not those of the source."""
    remedy = _EXTRACT + ", ".join(d.code for d in source.dataflows) + "."
    return EvidenceError(code, problem=problem, remedy=remedy, place=place)


def _without_label(name: str) -> str:
    return name.split(":", 1)[0].strip()

"""What holds for every file: its size, no data on persons, years that are over."""

from collections.abc import Collection
from datetime import date

from landenbenadering.core.errors import Place
from landenbenadering.evidence.catalogue import Source
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.observation_columns import ObservationColumns
from landenbenadering.evidence.personal import (
    PersonalKind,
    first_personal,
    names_a_person,
    personal_kind,
    personal_line,
    shown,
)
from landenbenadering.evidence.tables.decoding import Problem, raise_first
from landenbenadering.evidence.tables.table import Table
from landenbenadering.evidence.tables.text import FileText


def require_no_personal_columns(header: tuple[str, ...], *, file: str) -> None:
    """Raise EVI161 when a column's name announces data on persons."""
    for column in header:
        if names_a_person(column):
            raise EvidenceError(
                "EVI161",
                problem="The name of this column announces data on persons.",
                remedy="This software holds figures on countries only. Do not import "
                "this file; delete copies that should not exist.",
                place=Place(file, 1, shown(column).strip('"')),
            )


def require_no_personal_line(file_text: FileText) -> None:
    """Raise EVI162 or EVI163 when a line of a text holds a personal value."""
    found = personal_line(file_text.text.splitlines())
    if found is not None:
        raise _personal(found.kind, Place(file_text.file, found.line))


def require_no_personal_values(
    table: Table, *, except_columns: Collection[str]
) -> None:
    """Raise EVI162 or EVI163 when a cell or a column's name is a personal value.

    `except_columns` are the publisher's own dates, and amounts of money, whose
    digits say nothing on a person and which are read as numbers or refused.
    """
    for name in table.header:
        kind = personal_kind(name)
        if kind is not None:
            raise _personal(kind, Place(table.file, 1))
    found: list[Problem] = []
    for index, (name, column) in enumerate(
        zip(table.header, table.columns, strict=True)
    ):
        hit = None if name in except_columns else first_personal(column)
        if hit is not None:
            row, kind = hit
            found.append((row, _personal(kind, table.place(row, index))))
    raise_first(found)


def require_row_count(table: Table, source: Source) -> None:
    """Raise EVI151 when a file has fewer or more rows than the catalogue expects."""
    rows = len(table.lines)
    if source.least_rows <= rows <= source.most_rows:
        return
    raise EvidenceError(
        "EVI151",
        problem=f"The file has {rows} rows; the catalogue expects from "
        f"{source.least_rows} to {source.most_rows}.",
        remedy="Import the publisher's own extraction of one table.",
        place=Place(table.file),
    )


def require_past_years(
    observations: ObservationColumns, table: Table, day: date
) -> None:
    """Raise EVI137 when a year was not over on the day of the file."""
    for year, value, row, column in zip(
        observations.year,
        observations.value,
        observations.row,
        observations.column,
        strict=True,
    ):
        if value is not None and year >= day.year:
            raise EvidenceError(
                "EVI137",
                problem=f"A count of the year {year} could not be known on "
                f"{day.isoformat()}: the year was not over.",
                remedy="Give the day on which the table was really extracted.",
                place=Place(table.file, row, column),
            )


def without_repeats(
    observations: ObservationColumns, file: str
) -> tuple[ObservationColumns, int]:
    """Give each key once, with how many rows said the same again.

    Raises
    ------
    EvidenceError
        EVI152: two rows give one key different values or flags.
    """
    keys = observations.keys()
    if len(set(keys)) == len(keys):
        return observations, 0
    seen: dict[tuple[str, str, str, int, str], int] = {}
    kept = []
    for index, key in enumerate(keys):
        first = seen.setdefault(key, index)
        kept.append(first == index)
        if not _same(observations, first, index):
            raise _contradiction(observations, first, index, file)
    return observations.where(kept), kept.count(False)


def all_combinations(observations: ObservationColumns) -> bool:
    """Say whether every indicator, reporter, citizenship and year meet."""
    combinations = (
        len(set(observations.indicator))
        * len(set(observations.reporter))
        * len(set(observations.citizenship))
        * len(set(observations.year))
    )
    return len(observations) == combinations


def _same(observations: ObservationColumns, first: int, second: int) -> bool:
    return (
        observations.value[first] == observations.value[second]
        and observations.flag[first] == observations.flag[second]
    )


def _contradiction(
    observations: ObservationColumns, first: int, second: int, file: str
) -> EvidenceError:
    return EvidenceError(
        "EVI152",
        problem=f"The line repeats the year, reporter and citizenship of line "
        f"{observations.row[first]} with another value or flag.",
        remedy="Import one extraction at a time, as the publisher gave it.",
        place=Place(file, observations.row[second], observations.column[second]),
    )


def _personal(kind: PersonalKind, place: Place) -> EvidenceError:
    match kind:
        case PersonalKind.SERVICE_NUMBER:
            code = "EVI162"
            problem = "Nine digits here pass the test of a citizen service number."
        case PersonalKind.BIRTH_DATE:
            code = "EVI163"
            problem = "A full date stands here, as a date of birth would."
    remedy = (
        "This software holds figures on countries only. Do not import this file; "
        "delete copies that should not exist."
    )
    return EvidenceError(code, problem=problem, remedy=remedy, place=place)

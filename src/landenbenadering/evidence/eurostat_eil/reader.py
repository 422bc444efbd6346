"""From the bytes of one file to checked observations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import compress
from typing import TypeVar

from landenbenadering.core.errors import Place
from landenbenadering.evidence.catalogue import Source
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.eurostat_eil.cells import BadCell, CellReader
from landenbenadering.evidence.eurostat_eil.layout import (
    Layout,
    layout_of,
    require_no_personal_columns,
)
from landenbenadering.evidence.eurostat_eil.melting import is_wide, long_table_of
from landenbenadering.evidence.eurostat_eil.table import Table, header_of, table_of
from landenbenadering.evidence.eurostat_eil.text import FileText, text_of
from landenbenadering.evidence.observation_columns import ObservationColumns
from landenbenadering.evidence.personal import (
    PersonalKind,
    first_personal,
    personal_kind,
    personal_line,
)

T = TypeVar("T")

# The publisher's own moment of the last change: a date, and none of a person.
_DATED_COLUMNS = frozenset({"LAST UPDATE"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file holds.

    Attributes
    ----------
    dataflow : str
        The publisher's table.
    observations : ObservationColumns
        Whole counts; each key once.
    rows : int
        Counts read, those left out included.
    left_out : int
        Known parts of a count (one sex, one age class, one reason).
    repeated : int
        Rows that say again what an earlier row of the file says.
    unrounded : int
        Counts that are no multiple of the publisher's rounding base.
    complete : bool
        Whether every combination of year, reporter and citizenship is there; a
        file of the publisher's table viewer that is not may be cut off.
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


def read_file(content: bytes, *, file: str, source: Source, day: date) -> Reading:
    """Read a file of the enforcement statistics, or raise what is wrong with it.

    Of several problems the one on the first line is raised, but data on persons
    before anything else.

    Parameters
    ----------
    content : bytes
        The file as downloaded.
    file : str
        Its name, for messages.
    source : Source
        Entry in the catalogue.
    day : date
        When the file was made or, if that is not known, retrieved.
    """
    file_text = text_of(content, file=file)
    table = _checked_table(file_text)
    layout = layout_of(table, source=source)
    _require_row_count(table, source)
    cells = CellReader(
        source=source,
        last_year=day.year,
        empty_is_missing="OBS_VALUE" in table.header[layout.index["value"]],
    )
    observations, left_out = _observations(table, layout, cells)
    _require_past_years(observations, table, day)
    distinct, repeated = _without_repeats(observations, file)
    return Reading(
        dataflow=layout.dataflow.code,
        observations=distinct,
        rows=len(table.lines),
        left_out=left_out,
        repeated=repeated,
        unrounded=sum(bool(v and v % source.rounding_base) for v in distinct.value),
        complete=_complete(distinct),
        encoding=file_text.encoding,
        gzipped=file_text.gzipped,
    )


def _checked_table(file_text: FileText) -> Table:
    require_no_personal_columns(header_of(file_text), file=file_text.file)
    try:
        to_table = long_table_of if is_wide(file_text) else table_of
        table = to_table(file_text)
        require_no_personal_columns(table.header, file=file_text.file)
    except EvidenceError as error:
        if error.code == "EVI161":
            raise
        _require_no_personal_line(file_text)
        raise
    _require_no_personal_values(table)
    return table


def _require_no_personal_line(file_text: FileText) -> None:
    found = personal_line(file_text.text.splitlines())
    if found is not None:
        raise _personal(found.kind, Place(file_text.file, found.line))


def _require_no_personal_values(table: Table) -> None:
    for name in table.header:
        kind = personal_kind(name)
        if kind is not None:
            raise _personal(kind, Place(table.file, 1))
    found: list[tuple[int, EvidenceError]] = []
    for index, (name, column) in enumerate(
        zip(table.header, table.columns, strict=True)
    ):
        hit = None if name in _DATED_COLUMNS else first_personal(column)
        if hit is not None:
            row, kind = hit
            found.append((row, _personal(kind, table.place(row, index))))
    _raise_first(found)


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


def _require_row_count(table: Table, source: Source) -> None:
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


def _observations(
    table: Table, layout: Layout, cells: CellReader
) -> tuple[ObservationColumns, int]:
    problems: list[tuple[int, EvidenceError]] = []

    def decoded(role: str, decode: Callable[[str], T]) -> list[T]:
        return _decoded(table, layout.index[role], decode, problems)

    decoded("unit", cells.unit)
    year = decoded("time", cells.year)
    reporter = decoded("geo", cells.reporter)
    citizenship = decoded("citizen", cells.citizenship)
    value = decoded("value", cells.count)
    flag = decoded("flag", cells.flags)
    indicator = [layout.dataflow.indicator.value] * len(table.lines)
    if "indic_mg" in layout.breakdowns:
        by_label = partial(cells.indicator, dataflow=layout.dataflow)
        indicator = decoded("indic_mg", by_label)
    members = [
        decoded(role, partial(cells.member, dimension=role))
        for role in layout.breakdowns
        if role != "indic_mg"
    ]
    _raise_first(problems)
    whole = list(map(all, zip(*members, strict=True))) or [True] * len(year)
    return (
        ObservationColumns(
            indicator=tuple(compress(indicator, whole)),
            reporter=tuple(compress(reporter, whole)),
            citizenship=tuple(compress(citizenship, whole)),
            year=tuple(compress(year, whole)),
            value=tuple(compress(value, whole)),
            flag=tuple(compress(flag, whole)),
            row=tuple(compress(table.lines, whole)),
            column=tuple(compress(_columns(table, layout), whole)),
        ),
        whole.count(False),
    )


def _decoded(
    table: Table,
    index: int,
    decode: Callable[[str], T],
    problems: list[tuple[int, EvidenceError]],
) -> list[T]:
    column = table.columns[index]
    good: dict[str, T] = {}
    bad: dict[str, BadCell] = {}
    for cell in set(column):
        try:
            good[cell] = decode(cell)
        except BadCell as error:
            bad[cell] = error
    if not bad:
        return [good[cell] for cell in column]
    row = next(row for row, cell in enumerate(column) if cell in bad)
    wrong = bad[column[row]]
    place = table.place(row, index)
    problems.append(
        (
            row,
            EvidenceError(
                wrong.code, problem=wrong.problem, remedy=wrong.remedy, place=place
            ),
        )
    )
    return []


def _raise_first(problems: list[tuple[int, EvidenceError]]) -> None:
    if problems:
        raise min(problems, key=lambda problem: problem[0])[1]


def _columns(table: Table, layout: Layout) -> Iterable[str]:
    if table.cell_columns is not None:
        return table.cell_columns
    return [table.header[layout.index["value"]]] * len(table.lines)


def _require_past_years(
    observations: ObservationColumns, table: Table, day: date
) -> None:
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


def _without_repeats(
    observations: ObservationColumns, file: str
) -> tuple[ObservationColumns, int]:
    seen: dict[tuple[str, str, str, int], int] = {}
    keys = list(
        zip(
            observations.indicator,
            observations.reporter,
            observations.citizenship,
            observations.year,
            strict=True,
        )
    )
    if len(set(keys)) == len(keys):
        return observations, 0
    kept = []
    for index, key in enumerate(keys):
        first = seen.setdefault(key, index)
        kept.append(first == index)
        if not _same(observations, first, index):
            raise _contradiction(observations, first, index, file)
    fields = ObservationColumns.__dataclass_fields__
    return (
        ObservationColumns(
            **{
                name: tuple(compress(getattr(observations, name), kept))
                for name in fields
            }
        ),
        kept.count(False),
    )


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


def _complete(observations: ObservationColumns) -> bool:
    combinations = (
        len(set(observations.indicator))
        * len(set(observations.reporter))
        * len(set(observations.citizenship))
        * len(set(observations.year))
    )
    return len(observations) == combinations

"""Orders to leave and returns as table and chart, each figure down to its cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_uppercase

from landenbenadering.core.language import format_day
from landenbenadering.core.observation import Observation
from landenbenadering.core.provenance import Provenance
from landenbenadering.core.return_figures import ReturnFigures, ReturnYear
from landenbenadering.letters.blocks import (
    Align,
    Annex,
    Block,
    Cell,
    FigureChart,
    FigureSource,
    FigureTable,
)
from landenbenadering.letters.charts import ChartPoint, ChartWords, chart_spec
from landenbenadering.letters.drafting import Draft, sentence
from landenbenadering.letters.errors import LettersError
from landenbenadering.letters.formats import (
    alphabetical_by_name,
    format_count,
    format_ratio,
    format_series,
)

_LEFT = ("country", "year")
_RIGHT = ("orders", "returns", "ratio", "orders_cell", "returns_cell")
_REMARKS = ("rounding", "cohort", "mixed", "registration", "missing")


@dataclass(frozen=True, slots=True)
class Row:
    """One year of one country, as one state reports it."""

    country: str
    reporter: str
    year: ReturnYear

    @property
    def counts(self) -> tuple[Observation, ...]:
        """The published counts that there are."""
        counts = (self.year.orders, self.year.returns)
        return tuple(count for count in counts if count is not None)

    def known_after(self, day: date) -> bool:
        """Say whether a count of this year became known only after `day`."""
        return any(count.provenance.known_from > day for count in self.counts)


def figures(draft: Draft, shown: Sequence[ReturnFigures]) -> list[Block]:
    """Show the figures known on the letter's day; LET106 when one is known later."""
    rows = _rows(shown)
    day = draft.register.as_of.known_on
    late = [row for row in rows if row.known_after(day)]
    if late:
        raise LettersError(
            "LET106",
            problem=f"A figure on {late[0].country} in {late[0].year.year} became "
            f"known only after {day.isoformat()}.",
            remedy="Give the body figures known on the day of the letter; later ones "
            "may stand in the annex.",
        )
    if not any(row.counts for row in rows):
        return []
    return [draft.heading("figures"), *_table_and_chart(draft, rows)]


def later_figures(draft: Draft, shown: Sequence[ReturnFigures]) -> tuple[Annex, ...]:
    """Show figures known only after the letter's day, marked as later knowledge."""
    day = draft.register.as_of.known_on
    counts = [count for row in _rows(shown) for count in row.counts]
    known = {count.provenance.known_from for count in counts}
    dates = sorted(item for item in known if item > day)
    if not dates:
        return ()
    rows = [row for row in _rows(shown) if row.known_after(day) or not row.counts]
    marker = draft.say(
        "figures.marker",
        day=format_day(day, draft.language),
        known_from=_span(draft, dates[0], dates[-1]),
    )
    title = draft.say("figures.annex")
    return (Annex(title, marker, _table_and_chart(draft, rows)),)


def _span(draft: Draft, first: date, last: date) -> str:
    start, end = (format_day(day, draft.language) for day in (first, last))
    if first == last:
        return start
    return draft.say("figures.known_between", first=start, last=end)


def _rows(shown: Iterable[ReturnFigures]) -> list[Row]:
    return [Row(f.country, f.reporter, year) for f in shown for year in f.years]


def _table_and_chart(
    draft: Draft, rows: Sequence[Row]
) -> tuple[FigureChart, FigureTable]:
    ordered = sorted(rows, key=lambda row: row.year.year)
    codes = dict.fromkeys(row.country for row in rows)
    by_name = {draft.bare_name(code): code for code in codes}
    names = alphabetical_by_name(by_name)
    sorted_rows = [r for name in names for r in ordered if r.country == by_name[name]]
    table = _table(draft, sorted_rows)
    return _chart(draft, sorted_rows, names=names, table=table), table


def _years(rows: Sequence[Row]) -> str:
    years = sorted({row.year.year for row in rows})
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _table(draft: Draft, rows: Sequence[Row]) -> FigureTable:
    keys = _file_keys(rows)
    reporters = sorted({draft.name(row.reporter) for row in rows})
    caption = draft.say(
        "figures.caption",
        reporter=format_series(reporters, draft.language),
        years=_years(rows),
    )
    return FigureTable(
        caption=caption,
        header=tuple(draft.say(f"figures.{name}") for name in (*_LEFT, *_RIGHT)),
        align=(*(Align.LEFT for _ in _LEFT), *(Align.RIGHT for _ in _RIGHT)),
        rows=tuple(_cells(draft, row, keys) for row in rows),
        remarks=(
            *(draft.say(f"figures.remarks.{name}") for name in _REMARKS),
            draft.say("figures.flags"),
        ),
        sources=tuple(_source(draft, cell, key) for cell, key in keys.items()),
        sources_title=draft.say("figures.sources_title"),
    )


def _cells(draft: Draft, row: Row, keys: dict[Provenance, str]) -> tuple[Cell, ...]:
    year = row.year
    return (
        Cell(draft.bare_name(row.country), heading=True),
        Cell(str(year.year), heading=True),
        _count(draft, year.orders),
        _count(draft, year.returns),
        _ratio(draft, row),
        _place(draft, year.orders, keys),
        _place(draft, year.returns, keys),
    )


def _count(draft: Draft, count: Observation | None) -> Cell:
    if count is None:
        return Cell(draft.say("figures.no_row"))
    if count.value is None:
        return Cell(draft.say("figures.not_published"), (count,))
    return Cell(format_count(count.value, draft.language), (count,))


def _ratio(draft: Draft, row: Row) -> Cell:
    ratio = row.year.ratio
    if ratio is None:
        return Cell(draft.say("figures.no_ratio"), row.counts)
    return Cell(format_ratio(ratio), row.counts)


def _place(
    draft: Draft, count: Observation | None, keys: dict[Provenance, str]
) -> Cell:
    """Name the cell of the publisher's file, with the publisher's flag."""
    if count is None:
        return Cell(draft.say("figures.no_cell"))
    cell = count.provenance
    text = draft.say("figures.cell", key=keys[_file(cell)], row=str(cell.row))
    return Cell(f"{text} ({count.flag})" if count.flag else text, (count,))


def _file(cell: Provenance) -> Provenance:
    """Reduce a cell to its file and column."""
    return replace(cell, row=0)


def _file_keys(rows: Sequence[Row]) -> dict[Provenance, str]:
    """Give every file a letter, orders before returns: A, B, …, Z, AA, AB, …."""
    orders = [row.year.orders for row in rows]
    returns = [row.year.returns for row in rows]
    files = dict.fromkeys(
        _file(count.provenance) for count in (*orders, *returns) if count is not None
    )
    return {file: _letters(number) for number, file in enumerate(files)}


def _letters(number: int) -> str:
    more, last = divmod(number, len(ascii_uppercase))
    return (_letters(more - 1) if more else "") + ascii_uppercase[last]


def _source(draft: Draft, file: Provenance, key: str) -> FigureSource:
    known = f"figures.publisher.{file.source}"
    if known in draft.phrases.frames:
        publisher = draft.say(known)
    else:
        publisher = draft.say("figures.publisher.other", source=file.source)
    text = draft.say(
        "figures.source",
        publisher=publisher,
        dataflow=file.dataflow,
        vintage=file.vintage,
        file=file.file_name,
        column=file.column,
        sha256=file.sha256,
        known_from=format_day(file.known_from, draft.language),
    )
    return FigureSource(key, sentence(text))


def _chart(
    draft: Draft, rows: Sequence[Row], *, names: Sequence[str], table: FigureTable
) -> FigureChart:
    words = ChartWords(
        orders=draft.say("chart.orders"),
        returns=draft.say("chart.returns"),
        persons=draft.say("chart.persons"),
        thousands=draft.say("chart.thousands"),
    )
    points = [
        ChartPoint(
            country=draft.bare_name(row.country),
            year=row.year.year,
            series=series,
            persons=None if count is None else count.value,
        )
        for row in rows
        for series, count in (
            (words.orders, row.year.orders),
            (words.returns, row.year.returns),
        )
    ]
    return FigureChart(
        caption=draft.say("chart.caption"),
        spec=chart_spec(points, countries=names, words=words),
        alt=draft.say(
            "chart.alt",
            years=_years(rows),
            countries=format_series(names, draft.language),
        ),
        table=table,
    )

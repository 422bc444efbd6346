"""What a page shows, as CSV and JSON."""

from collections.abc import Iterable

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.core.observation import Observation
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.countries import countries
from landenbenadering.pipelines.tables import measure_rows, ratio_caution
from landenbenadering.web.design.csv_files import write_csv
from landenbenadering.web.dossiers.bounds import bounds_of_count
from landenbenadering.web.dossiers.evidence import cells_of, vintage_lines
from landenbenadering.web.dossiers.table import CountryRow, CountryTable, TableQuery
from landenbenadering.web.dossiers.words import indicator_word
from landenbenadering.web.register.words import word


def table_rows(table: CountryTable) -> list[dict[str, object]]:
    """Give the rows of the table of countries, in its order, names beside codes."""
    return [_table_row(row) for row in table.rows]


def _table_row(row: CountryRow) -> dict[str, object]:
    judged = row.cooperation
    measures: dict[str, object] = {}
    if row.figures is not None:
        (measured,) = measure_rows((row.figures,))
        measures = {**measured}
    return {
        "iso3": row.country.iso3,
        "name_nl": row.country.name.nl,
        "name_en": row.country.name.en,
        "judgement": None if judged is None else judged.value,
        "judgement_text": None if judged is None else word(judged),
        "linkages": list(row.linkages),
        **{name: measures.get(name) for name in _MEASURES},
    }


_MEASURES = (
    "reporter",
    "years_used",
    "orders",
    "orders_lower",
    "orders_upper",
    "returns",
    "returns_lower",
    "returns_upper",
    "ratio_lower",
    "ratio_upper",
    "missing_share",
)


def table_document(
    table: CountryTable, *, query: TableQuery, as_of: AsOf, language: Language
) -> dict[str, object]:
    """Give the table with what it was asked for, its sources and their limits."""
    return {
        "known_on": as_of.known_on.isoformat(),
        "entered_by": as_of.entered_by and as_of.entered_by.isoformat(),
        "text": query.text,
        "judgement": query.judgement,
        "with_linkage_only": query.linked,
        "reporter": query.reporter,
        "sort": table.sort,
        "sources": vintage_lines(table.shown_figures),
        "caution": ratio_caution(language),
        "countries": table_rows(table),
    }


def table_csv(table: CountryTable, *, as_of: AsOf, language: Language) -> str:
    """Write the table as CSV; every row names its moment, sources and their limits."""
    sources = "; ".join(vintage_lines(table.shown_figures))
    about = {
        "known_on": as_of.known_on.isoformat(),
        "sources": sources,
        "caution": ratio_caution(language),
    }
    first = ("iso3", "name_nl", "name_en", "judgement", "judgement_text", "linkages")
    rows = ({**row, **about} for row in table_rows(table))
    return write_csv(rows, columns=(*first, *_MEASURES, *about))


_FIGURE_COLUMNS = (
    "iso3",
    "name_nl",
    "name_en",
    "reporter",
    "indicator",
    "indicator_text",
    "year",
    "value",
    "lower",
    "upper",
    "flag",
    "source",
    "dataflow",
    "vintage",
    "known_from",
    "file_name",
    "sha256",
    "row",
    "column",
    "caution",
)


def figures_csv(figures: Iterable[ReturnFigures], *, language: Language) -> str:
    """Write the counts behind figures, each with the cell that it stands in."""
    caution = ratio_caution(language)
    rows = ({**_figure(cell), "caution": caution} for cell in cells_of(figures))
    return write_csv(rows, columns=_FIGURE_COLUMNS)


def _figure(cell: Observation) -> dict[str, object]:
    name = countries()[cell.citizenship].name
    bounds = bounds_of_count(cell)
    origin = cell.provenance
    return {
        "iso3": cell.citizenship,
        "name_nl": name.nl,
        "name_en": name.en,
        "reporter": cell.reporter,
        "indicator": cell.indicator.value,
        "indicator_text": indicator_word(cell.indicator),
        "year": cell.year,
        "value": cell.value,
        "lower": None if bounds is None else bounds.lower,
        "upper": None if bounds is None else bounds.upper,
        "flag": cell.flag,
        "source": origin.source,
        "dataflow": origin.dataflow,
        "vintage": origin.vintage,
        "known_from": origin.known_from.isoformat(),
        "file_name": origin.file_name,
        "sha256": origin.sha256,
        "row": origin.row,
        "column": origin.column,
    }

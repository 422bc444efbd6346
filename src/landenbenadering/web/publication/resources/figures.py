"""Published counts with the cell that holds each, and what is estimated from them."""

from dataclasses import dataclass

from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual
from landenbenadering.core.observation import Indicator, Observation, Unit
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.measurement.cooperation.results import Multiplier
from landenbenadering.pipelines.multiplier_rows import MULTIPLIER_CAUTION
from landenbenadering.web.design.paging import rows_page
from landenbenadering.web.dossiers.bounds import bounds_of_count
from landenbenadering.web.dossiers.cooperation.kept import (
    OF_ALL_YEARS,
    require_comparison,
)
from landenbenadering.web.dossiers.cooperation.question import ALL_STATES, Question
from landenbenadering.web.dossiers.cooperation.world import world
from landenbenadering.web.dossiers.evidence import (
    cells_of,
    figures_of_countries,
    figures_of_country,
)
from landenbenadering.web.dossiers.lineage import Cell, cells_of_figure
from landenbenadering.web.publication.endpoints import Call, Given
from landenbenadering.web.publication.problems import not_a_value, nothing_here
from landenbenadering.web.publication.resources.countries import USUAL_REPORTER
from landenbenadering.web.publication.shapes import MomentShown, moment_shown


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A published figure, with what it can mean given how its publisher rounds.

    `observation` names the cell of the publisher's file.
    """

    observation: Observation
    unit: Unit
    publisher: str
    bounds: Interval | None = None


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One page of figures, in their newest vintage."""

    moment: MomentShown
    page: int
    pages: int
    total: int
    figures: tuple[FigureShown, ...]


@dataclass(frozen=True, slots=True)
class VintageShown:
    """A figure as one vintage states it.

    `header` and `line` are the lines of the publisher's file as they stand there;
    they lack until that file has been imported.
    """

    figure: FigureShown
    header: str | None = None
    line: str | None = None


@dataclass(frozen=True, slots=True)
class FigureLineage:
    """One figure in every vintage, the newest first."""

    moment: MomentShown
    vintages: tuple[VintageShown, ...]


@dataclass(frozen=True, slots=True)
class CooperationList:
    """How return runs with each country, compared with the average one.

    `sources` are the extractions that it rests on, `caution` what it is not.
    `metBy` lacks where all states together met them.
    """

    moment: MomentShown
    threshold: float
    certainty: float
    returns: Series
    sources: tuple[str, ...]
    caution: Bilingual
    multipliers: tuple[Multiplier, ...]
    met_by: str | None = None


def all_figures(call: Call) -> Given:
    """Give orders to leave and returns, of one country or of all."""
    as_of, asked = call.asked.as_of, call.asked
    reporter = asked.text("reporter") or USUAL_REPORTER
    country = asked.text("country")
    if country:
        one = figures_of_country(country, as_of, reporter=reporter)
        figures: tuple[ReturnFigures, ...] = () if one is None else (one,)
    else:
        figures = figures_of_countries(as_of, reporter=reporter)
    indicator = asked.text("indicator")
    cells = [c for c in cells_of(figures) if indicator in ("", c.indicator)]
    rows = rows_page(cells, asked=str(asked.page))
    body = FigurePage(
        moment=moment_shown(as_of),
        page=rows.number,
        pages=rows.pages,
        total=len(cells),
        figures=tuple(map(_figure, rows.rows)),
    )
    return Given(body, pages=rows.pages)


def _figure(cell: Observation) -> FigureShown:
    return FigureShown(
        observation=cell,
        unit=cell.indicator.meaning.unit,
        publisher=source_named(cell.provenance.source).publisher,
        bounds=bounds_of_count(cell),
    )


def one_figure(call: Call) -> Given:
    """Give a figure in every vintage; nothing where none is known."""
    place, as_of = call.place, call.asked.as_of
    year = place["year"]
    known = place["indicator"] in list(Indicator) and year.isascii() and year.isdigit()
    cells: list[Cell] = []
    if known and len(year) == 4:
        cells = cells_of_figure(
            indicator=Indicator(place["indicator"]),
            reporter=place["reporter"],
            citizenship=place["citizenship"],
            year=int(year),
            as_of=as_of,
        )
    if not cells:
        raise nothing_here()
    vintages = tuple(
        VintageShown(_figure(cell.observation), cell.header, cell.line)
        for cell in cells
    )
    return Given(FigureLineage(moment_shown(as_of), vintages))


def cooperation(call: Call) -> Given:
    """Give the multipliers of a year, or on average over all.

    Raises
    ------
    PageError
        PAG108 nothing was compared on that day; PAG103 a state or year without
        counts.
    """
    asked = call.asked
    series = Series(asked.text("returns") or Series.ALL)
    known = require_comparison(asked.as_of, series=series)
    met_by = asked.text("metBy") or ALL_STATES
    if met_by not in (ALL_STATES, *known.basis.states):
        raise not_a_value("metBy", met_by, (ALL_STATES, *known.basis.states))
    year = int(asked.text("year") or OF_ALL_YEARS)
    found = world(known, Question(met_by=met_by, series=series, year=year))
    country = asked.text("country")
    rows = sorted(found.rows, key=lambda row: row.iso3)
    body = CooperationList(
        moment=moment_shown(asked.as_of),
        threshold=known.standard.threshold,
        certainty=known.standard.certainty,
        returns=known.series,
        sources=tuple(known.basis.vintages),
        caution=MULTIPLIER_CAUTION,
        multipliers=tuple(r.item for r in rows if country in ("", r.iso3)),
        met_by=found.reporter,
    )
    return Given(body)

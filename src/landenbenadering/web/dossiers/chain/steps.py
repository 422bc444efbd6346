"""The stages from decision to departure, as a table of years."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.funnel import Departure, Stage
from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Observation
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.pipelines.return_funnel import FunnelYear, return_funnels
from landenbenadering.web.dossiers.bounds import bounds_of_count
from landenbenadering.web.dossiers.chain.words import stage_name
from landenbenadering.web.dossiers.evidence import evidence_store, vintages_of

YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A published count with the range that its rounding allows."""

    year: int
    cell: Observation | None
    bounds: Interval | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """A stage, or a kind of departure, through the years shown."""

    name: str
    counts: tuple[Counted, ...]

    @property
    def counted(self) -> bool:
        """Whether any year has a count."""
        return any(one.cell is not None for one in self.counts)


@dataclass(frozen=True, slots=True)
class RateRow:
    """How much of a stage reached the next in a year."""

    year: int
    earlier: str
    later: str
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class StepTable:
    """The stages of one source.

    Attributes
    ----------
    years : tuple of int
        The last ones with counts.
    rates : tuple of RateRow
        Between neighbouring stages that the source counts; empty if it counts none.
    vintages : tuple of str
    """

    publisher: str
    years: tuple[int, ...]
    rows: tuple[StepRow, ...]
    rates: tuple[RateRow, ...]
    vintages: tuple[str, ...]

    @property
    def not_counted(self) -> list[str]:
        """Stages of which the source gives no count."""
        return [row.name for row in self.rows if not row.counted]


def step_tables(iso3: str, as_of: AsOf, *, reporter: str) -> list[StepTable]:
    """Give a table of stages for each source that counts any."""
    found = return_funnels(
        evidence_store(), as_of=as_of, country=iso3, reporter=reporter
    )
    return [
        _table(source, list(years)[-YEARS_SHOWN:])
        for source, years in groupby(found, key=lambda one: one.source)
    ]


def _table(source: str, years: list[FunnelYear]) -> StepTable:
    rows = [_row(years, stage) for stage in Stage if stage is not Stage.DEPARTED]
    rows += [_row(years, Stage.DEPARTED, kind) for kind in Departure]
    undivided = tuple(_counted(one.year, one.undivided) for one in years)
    rows.append(StepRow(_("Returned, kinds not told apart"), undivided))
    return StepTable(
        publisher=source_named(source).publisher,
        years=tuple(one.year for one in years),
        rows=tuple(rows),
        rates=tuple(_rates(years)),
        vintages=tuple(
            vintages_of(
                count.cell for row in rows for count in row.counts if count.cell
            )
        ),
    )


def _row(
    years: Iterable[FunnelYear], stage: Stage, kind: Departure | None = None
) -> StepRow:
    counts = (_counted(one.year, one.cells.get((stage, kind))) for one in years)
    return StepRow(stage_name(stage, kind), tuple(counts))


def _counted(year: int, cell: Observation | None) -> Counted:
    return Counted(year, cell, None if cell is None else bounds_of_count(cell))


def _rates(years: Iterable[FunnelYear]) -> Iterable[RateRow]:
    for one in years:
        for rate in one.funnel.rates:
            yield RateRow(
                year=one.year,
                earlier=stage_name(rate.earlier),
                later=stage_name(rate.later, rate.departure),
                interval=rate.interval,
            )

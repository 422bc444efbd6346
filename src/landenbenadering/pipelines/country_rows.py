"""What was measured of a country, with how it compares, as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from landenbenadering.core.clocks import AsOf
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.measure import measure
from landenbenadering.pipelines.multiplier_rows import (
    MultiplierRow,
    Multipliers,
    multiplier_rows,
)
from landenbenadering.pipelines.tables import MeasureRow, measure_rows


@dataclass(frozen=True, slots=True)
class CountryRow:
    """One country, over several years or in one: counts, and the comparison."""

    measured: MeasureRow
    compared: MultiplierRow

    def plain(self) -> dict[str, object]:
        """Give all fields of the row, those of the counts first."""
        return {**self.measured, **self.compared}


FIELDS = (*MeasureRow.__annotations__, *MultiplierRow.__annotations__)


def country_rows(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    found: Multipliers,
    countries: Iterable[str] | None = None,
    years: Sequence[int] | None = None,
    by_year: bool = False,
) -> list[CountryRow]:
    """Give one row per country or, by year, per country and year.

    Parameters
    ----------
    store, as_of, countries, years
        As in `pipelines.measure`.
    found : Multipliers
        Its reporter is the one whose counts are given.
    by_year : bool
        A row for each year instead of one over all.
    """
    figures = measure(
        store, as_of=as_of, reporter=found.reporter, countries=countries, years=years
    )
    if not figures:
        return []
    named = [item.country for item in figures]
    asked = [item.year for item in figures[0].years]
    spans = [[year] for year in asked] if by_year else [asked]
    by_span = [
        _rows(store, as_of=as_of, found=found, countries=named, years=span)
        for span in spans
    ]
    return [row for rows in zip(*by_span, strict=True) for row in rows]


def _rows(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    found: Multipliers,
    countries: list[str],
    years: list[int],
) -> list[CountryRow]:
    measured = measure_rows(
        measure(
            store,
            as_of=as_of,
            reporter=found.reporter,
            countries=countries,
            years=years,
        )
    )
    compared = multiplier_rows(found, citizenships=countries, years=years)
    return [CountryRow(*pair) for pair in zip(measured, compared, strict=True)]

"""From the evidence store to the stages between decision and departure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.funnel import (
    Departure,
    Follow,
    Funnel,
    Population,
    PublishedCount,
    Stage,
    StageCount,
)
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.funnel import funnel

# What each indicator counts. `RETURNED` mixes kinds of departure, so it is no stage.
_STAGES: Mapping[Indicator, tuple[Stage, Departure | None]] = {
    Indicator.ORDERED_TO_LEAVE: (Stage.DECISIONS, None),
    Indicator.RETURNED_VOLUNTARILY: (Stage.DEPARTED, Departure.INDEPENDENT),
    Indicator.RETURNED_BY_FORCE: (Stage.DEPARTED, Departure.FORCED),
    Indicator.DEPARTED_INDEPENDENTLY: (Stage.DEPARTED, Departure.INDEPENDENT),
    Indicator.DEPARTED_BY_FORCE: (Stage.DEPARTED, Departure.FORCED),
    Indicator.DEPARTED_TO_UNKNOWN_DESTINATION: (
        Stage.DEPARTED,
        Departure.UNKNOWN_DESTINATION,
    ),
}
_UNDIVIDED = (Indicator.RETURNED, Indicator.RETURNED_KIND_UNKNOWN)


@dataclass(frozen=True, slots=True)
class FunnelYear:
    """The stages of one source in one year.

    Attributes
    ----------
    cells : Mapping of (Stage, Departure or None) to Observation
        The published count behind each stage.
    undivided : Observation or None
        Returns whose kind the source does not tell, or all kinds in one count. No
        stage, so it enters no rate.
    """

    source: str
    year: int
    funnel: Funnel
    cells: Mapping[tuple[Stage, Departure | None], Observation]
    undivided: Observation | None


def return_funnels(
    store: EvidenceStore, *, as_of: AsOf, country: str, reporter: str
) -> tuple[FunnelYear, ...]:
    """Put a country's counts in stages, each source and year for itself.

    Counts of two sources are of different populations and stay apart.

    Parameters
    ----------
    country, reporter : str
        As in `Observation`.

    Returns
    -------
    tuple of FunnelYear
        By source and year; without years in which no stage is counted.
    """
    found: dict[tuple[str, int], dict[Indicator, Observation]] = defaultdict(dict)
    for one in store.observations(
        as_of=as_of,
        indicators=(*_STAGES, *_UNDIVIDED),
        reporters=(reporter,),
        citizenships=(country,),
    ):
        found[one.provenance.source, one.year][one.indicator] = one
    return tuple(
        _funnel_year(source, year, by_indicator)
        for (source, year), by_indicator in sorted(found.items())
        if not by_indicator.keys().isdisjoint(_STAGES)
    )


def _funnel_year(
    source: str, year: int, by_indicator: Mapping[Indicator, Observation]
) -> FunnelYear:
    cells = {
        _STAGES[indicator]: one
        for indicator, one in by_indicator.items()
        if indicator in _STAGES
    }
    undivided = (by_indicator.get(indicator) for indicator in _UNDIVIDED)
    return FunnelYear(
        source=source,
        year=year,
        funnel=funnel(_count(place, one) for place, one in cells.items()),
        cells=cells,
        undivided=next((one for one in undivided if one is not None), None),
    )


def _count(place: tuple[Stage, Departure | None], one: Observation) -> StageCount:
    described = source_named(one.provenance.source)
    return StageCount(
        population=Population(
            country=one.citizenship,
            reporter=one.reporter,
            since=date(one.year, 1, 1),
            until=date(one.year, 12, 31),
            follow=Follow.PERIOD,
            counted_by=described.publisher,
        ),
        stage=place[0],
        count=PublishedCount(one.value, base=max(described.rounding_base, 1)),
        departure=place[1],
    )

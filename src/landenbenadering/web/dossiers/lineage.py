"""One published count, followed to the cell of the publisher's file."""

from dataclasses import dataclass

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.evidence.catalogue import Source, source_named
from landenbenadering.web.dossiers.bounds import bounds_of_count
from landenbenadering.web.dossiers.evidence import evidence_store


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as one vintage states it.

    Attributes
    ----------
    header, line : str or None
        The first line of the publisher's file and the line with the count, as
        they stand there; `None` until that file has been imported.
    """

    observation: Observation
    bounds: Interval | None
    source: Source
    header: str | None
    line: str | None


def cells_of_figure(
    *, indicator: Indicator, reporter: str, citizenship: str, year: int, as_of: AsOf
) -> list[Cell]:
    """Give a count as every vintage known at `as_of` states it, newest first."""
    observations = evidence_store().every_vintage(
        indicator=indicator,
        reporter=reporter,
        citizenship=citizenship,
        year=year,
        as_of=as_of,
    )
    return [_cell(observation) for observation in reversed(observations)]


def _cell(observation: Observation) -> Cell:
    place = observation.provenance
    store = evidence_store()
    line = store.raw_line(place.sha256, place.row)
    return Cell(
        observation=observation,
        bounds=bounds_of_count(observation),
        source=source_named(place.source),
        header=None if line is None else store.raw_line(place.sha256, 1),
        line=line,
    )

"""Figures of one tie and series, summed over the parts that publishers give."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from landenbenadering.core.exposure import Coverage
from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.core.provenance import Provenance
from landenbenadering.measurement.interdependence.ties import Tie

_SIGNED = frozenset({Indicator.AID_NET})
_COUNTRY_CODE = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """What is published of one sending state, one country and one year.

    `parts` are the publisher's cells, as the consulates in the country.
    """

    lower: float
    upper: float
    parts: tuple[Observation, ...]

    @property
    def published(self) -> int:
        """The amount as published."""
        return sum(part.value or 0 for part in self.parts)

    @property
    def places(self) -> tuple[Provenance, ...]:
        """Where the parts stand."""
        return tuple(part.provenance for part in self.parts)


class TieCells:
    """Figures of one tie from one source, by year, country and sending state.

    Parameters
    ----------
    tie : Tie
        What the figures measure.
    observations : iterable of Observation
        Of that indicator and one source, each cell once. Those without a value, and
        those of aggregates, are passed over.
    slack : float
        How far the publisher's rounding can have moved a figure, in its unit.
    coverage : Mapping of int to Coverage
        By year; a year that is not there is covered for nobody.
    """

    def __init__(
        self,
        tie: Tie,
        observations: Iterable[Observation],
        *,
        slack: float,
        coverage: Mapping[int, Coverage],
    ) -> None:
        self.tie = tie
        self._coverage = coverage
        found: dict[tuple[int, str, str], list[Observation]] = defaultdict(list)
        for one in observations:
            state, country = one.reporter, one.citizenship
            if one.value is None or {len(state), len(country)} != {_COUNTRY_CODE}:
                continue
            if tie.country_reports:
                state, country = country, state
            found[one.year, country, state].append(one)
        signed = tie.indicator in _SIGNED
        self._cells: dict[int, dict[str, dict[str, Cell]]] = {}
        self._by_state: dict[int, dict[str, dict[str, Cell]]] = {}
        for (year, country, state), parts in found.items():
            cell = _cell(tuple(parts), slack, signed=signed)
            self._cells.setdefault(year, {}).setdefault(country, {})[state] = cell
            self._by_state.setdefault(year, {}).setdefault(state, {})[country] = cell

    @property
    def years(self) -> tuple[int, ...]:
        """Years with any figure, in order."""
        return tuple(sorted(self._cells))

    def of_country(self, year: int, country: str) -> Mapping[str, Cell]:
        """Give the figures of a country by sending state."""
        return self._cells.get(year, {}).get(country, {})

    def of_state(self, year: int, state: str) -> Mapping[str, Cell]:
        """Give the figures of a sending state by country."""
        return self._by_state.get(year, {}).get(state, {})

    def covers_country(self, year: int, country: str) -> bool:
        """Say whether every sending state's figure with the country is here."""
        return self._covers(year, country, reports=self.tie.country_reports)

    def covers_state(self, year: int, state: str) -> bool:
        """Say whether every country's figure with the sending state is here."""
        return self._covers(year, state, reports=not self.tie.country_reports)

    def _covers(self, year: int, code: str, *, reports: bool) -> bool:
        coverage = self._coverage.get(year)
        if coverage is None:
            return False
        codes = coverage.reporters if reports else coverage.citizenships
        return codes is None or code in codes


def total(cells: Iterable[Cell]) -> Interval:
    """Add figures up; each was rounded on its own."""
    lower = upper = 0.0
    for cell in cells:
        lower += cell.lower
        upper += cell.upper
    return Interval(lower, upper)


def _cell(parts: tuple[Observation, ...], slack: float, *, signed: bool) -> Cell:
    values = [part.value for part in parts if part.value is not None]
    least = (value - slack if signed else max(value - slack, 0) for value in values)
    return Cell(sum(least), sum(values) + slack * len(values), parts)

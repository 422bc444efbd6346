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


@dataclass(frozen=True, slots=True)
class Figures:
    """Cells by year, then by country and state or by state and country.

    A year that is not in `coverage` is covered for nobody.
    """

    by_country: Mapping[int, Mapping[str, Mapping[str, Cell]]]
    by_state: Mapping[int, Mapping[str, Mapping[str, Cell]]]
    years: frozenset[int]
    coverage: Mapping[int, Coverage]


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
        found: dict[tuple[int, str, str], list[Observation]] = defaultdict(list)
        for one in observations:
            state, country = one.reporter, one.citizenship
            if one.value is None or {len(state), len(country)} != {_COUNTRY_CODE}:
                continue
            if tie.country_reports:
                state, country = country, state
            found[one.year, country, state].append(one)
        signed = tie.indicator in _SIGNED
        by_country: dict[int, dict[str, dict[str, Cell]]] = {}
        by_state: dict[int, dict[str, dict[str, Cell]]] = {}
        for (year, country, state), parts in found.items():
            cell = _cell(tuple(parts), slack, signed=signed)
            by_country.setdefault(year, {}).setdefault(country, {})[state] = cell
            by_state.setdefault(year, {}).setdefault(state, {})[country] = cell
        self.figures = Figures(by_country, by_state, frozenset(by_country), coverage)

    @classmethod
    def joined(cls, of_senders: "TieCells", of_country: "TieCells") -> "TieCells":
        """Put the figures of sending states beside those of one country.

        Parameters
        ----------
        of_senders : TieCells
            Every figure of the states that are asked about, with whatever country.
        of_country : TieCells
            Every figure of the one country, with whatever state; of the same tie.
        """
        theirs, ours = of_country.figures, of_senders.figures
        joined = cls(of_country.tie, (), slack=0, coverage={})
        joined.figures = Figures(
            theirs.by_country,
            ours.by_state,
            theirs.years | ours.years,
            _joined_coverage(ours.coverage, theirs.coverage),
        )
        return joined

    @property
    def years(self) -> tuple[int, ...]:
        """Years with any figure, in order."""
        return tuple(sorted(self.figures.years))

    def of_country(self, year: int, country: str) -> Mapping[str, Cell]:
        """Give the figures of a country by sending state."""
        return self.figures.by_country.get(year, {}).get(country, {})

    def of_state(self, year: int, state: str) -> Mapping[str, Cell]:
        """Give the figures of a sending state by country."""
        return self.figures.by_state.get(year, {}).get(state, {})

    def covers_country(self, year: int, country: str) -> bool:
        """Say whether every sending state's figure with the country is here."""
        return self._covers(year, country, reports=self.tie.country_reports)

    def covers_state(self, year: int, state: str) -> bool:
        """Say whether every country's figure with the sending state is here."""
        return self._covers(year, state, reports=not self.tie.country_reports)

    def _covers(self, year: int, code: str, *, reports: bool) -> bool:
        coverage = self.figures.coverage.get(year)
        if coverage is None:
            return False
        codes = coverage.reporters if reports else coverage.citizenships
        return codes is None or code in codes


def _joined_coverage(
    one: Mapping[int, Coverage], other: Mapping[int, Coverage]
) -> Mapping[int, Coverage]:
    """Give the coverage of both: where one is a whole file, it holds everybody."""
    whole = Coverage(None, None)
    wholes = (year for held in (one, other) for year in held if held[year] == whole)
    return {**one, **other, **dict.fromkeys(wholes, whole)}


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

"""From the evidence store to what binds a country and a sender."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.exposure import (
    AidChange,
    AidTouch,
    Circle,
    Coverage,
    Flow,
    Interdependence,
)
from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.evidence.countries import countries
from landenbenadering.evidence.shipped import shipped_figures
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.interdependence import exposure, touch
from landenbenadering.measurement.interdependence.cells import TieCells
from landenbenadering.measurement.interdependence.ties import TIES, Tie
from landenbenadering.pipelines.errors import PipelinesError
from landenbenadering.policy.council_rules import council_members

EU = "EU"
_FIRST_YEAR = 1958
_PRICES_OF = 2022
_HUMANITARIAN = Tie(Flow.AID, Indicator.AID_HUMANITARIAN, country_reports=False)
_AID = Tie(Flow.AID, Indicator.AID_NET, country_reports=False)

CellKey = tuple[Indicator, str, str, int, str]


def circle(text: str, *, last_year: int) -> Circle:
    """Read a sender: a state, `EU`, or states joined by commas.

    The members of the EU are those of the last day of each year.

    Raises
    ------
    PipelinesError
        PIP203: a code is not a country's.
    """
    years = range(_FIRST_YEAR, last_year + 1)
    if text == EU:
        by_year = {y: frozenset(council_members(date(y, 12, 31))) for y in years}
        return Circle(EU, by_year)
    states = frozenset(part.strip() for part in text.split(","))
    unknown = sorted(state for state in states if state not in countries())
    if unknown:
        raise PipelinesError(
            "PIP203",
            problem=f"No country has the code {', '.join(unknown) or 'that is empty'}.",
            remedy="Give a state by ISO 3166 alpha-3, as NLD, several joined by "
            "commas, or EU.",
        )
    return Circle(",".join(sorted(states)), dict.fromkeys(years, states))


def interdependence(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    country: str,
    sender: str,
    years: Sequence[int] | None = None,
) -> Interdependence:
    """Measure every tie between a country and a sender.

    Parameters
    ----------
    store : EvidenceStore
        Holds shipped and imported figures.
    as_of : AsOf
        Only vintages known and entered by then count.
    country : str
        ISO 3166 alpha-3.
    sender : str
        As in `circle`.
    years : sequence of int or None
        `None` for every year with figures.

    Raises
    ------
    PipelinesError
        PIP203 as in `circle`.
    MeasurementError
        MEA421: the country is a member of the circle.
    """
    states = circle(sender, last_year=as_of.known_on.year)
    return exposure.interdependence(
        _series(store, as_of, country, states, years, TIES),
        country=country,
        sender=states,
        years=years,
        income=_income(store, as_of, country),
    )


def aid_touch(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    country: str,
    sender: str,
    year: int,
    change: AidChange,
) -> AidTouch:
    """Say what a change in aid of one year would touch.

    Raises
    ------
    PipelinesError
        PIP203 as in `circle`; PIP204 no figures of aid are known.
    MeasurementError
        MEA422: the amount is not above 0.
    """
    states = circle(sender, last_year=as_of.known_on.year)
    ties = (_AID, _HUMANITARIAN)
    series = _series(store, as_of, country, states, (year,), ties)
    aid = [cells for found in series.values() for cells in found if cells.tie is _AID]
    relief = [c for found in series.values() for c in found if c.tie is _HUMANITARIAN]
    if not aid:
        raise PipelinesError(
            "PIP204",
            problem=f"No figures of aid to {country} in {year} are known.",
            remedy="Import the OECD's table DAC2a, or ask for another year or day.",
        )
    none = TieCells(_HUMANITARIAN, (), slack=0, coverage={})
    return touch.aid_touch(
        aid[0],
        relief[0] if relief else none,
        country=country,
        sender=states,
        year=year,
        change=change,
        income=_income(store, as_of, country).get(year),
    )


def change_of(
    amount: Interval, *, year: int, usd_rate: Interval | None, prices: Interval | None
) -> AidChange:
    """Give an amount of aid in both price bases, as far as conversions are given.

    Parameters
    ----------
    amount : Interval
        In any currency, without sign.
    year : int
        Whose dollars the rate gives; those of 2022 need no conversion of prices.
    usd_rate : Interval or None
        Dollars of the year for one unit of the amount.
    prices : Interval or None
        Dollars of 2022 for one dollar of the year.
    """
    if year == _PRICES_OF:
        prices = Interval(1, 1)
    usd = _times(amount, usd_rate)
    return AidChange(usd=usd, usd_2022=_times(usd, prices))


def _times(amount: Interval | None, rate: Interval | None) -> Interval | None:
    if amount is None or rate is None:
        return None
    return Interval(amount.lower * rate.lower, amount.upper * rate.upper)


def _series(
    store: EvidenceStore,
    as_of: AsOf,
    country: str,
    sender: Circle,
    years: Sequence[int] | None,
    ties: Iterable[Tie],
) -> Mapping[str, Sequence[TieCells]]:
    """Give the figures of every tie by source, with what they cover."""
    members = frozenset().union(*sender.members.values())
    imported = {v.sha256 for v in store.vintages(as_of) if not v.shipped}
    series: dict[str, list[TieCells]] = defaultdict(list)
    for reports in (False, True):
        wanted = [tie for tie in ties if tie.country_reports is reports]
        found = _found(store, as_of, country, members, years, wanted)
        for tie in wanted:
            by_source: dict[str, list[Observation]] = defaultdict(list)
            for one in found:
                if one.indicator is tie.indicator:
                    by_source[one.provenance.source].append(one)
            for source, observations in by_source.items():
                base = source_named(source).rounding_base
                coverage = _coverage(observations, imported)
                series[source].append(
                    TieCells(
                        tie,
                        observations,
                        slack=base / 2 if base > 1 else 0,
                        coverage=coverage,
                    )
                )
    return series


def _found(
    store: EvidenceStore,
    as_of: AsOf,
    country: str,
    members: frozenset[str],
    years: Sequence[int] | None,
    ties: Sequence[Tie],
) -> list[Observation]:
    """Give every figure with the country, and every figure of the sender's states."""
    if not ties:
        return []
    indicators = {tie.indicator for tie in ties}
    reports = ties[0].country_reports
    reporters, citizenships = ({country}, members) if reports else (members, {country})
    found: dict[CellKey, Observation] = {}
    for one in (
        *store.observations(
            as_of=as_of, indicators=indicators, reporters=reporters, years=years
        ),
        *store.observations(
            as_of=as_of, indicators=indicators, citizenships=citizenships, years=years
        ),
    ):
        key = (one.indicator, one.reporter, one.citizenship, one.year, one.part)
        found[key] = one
    return list(found.values())


def _coverage(
    observations: Iterable[Observation], imported: set[str]
) -> dict[int, Coverage]:
    """Say by year for whom the figures are whole: of a file, for everybody."""
    coverage: dict[int, Coverage] = {}
    files = {(one.year, one.provenance.sha256, one.indicator) for one in observations}
    for year, sha256, _ in files:
        if sha256 in imported:
            coverage[year] = Coverage(None, None)
    for year, sha256, indicator in files:
        if year not in coverage:
            for shipped in shipped_figures():
                if (shipped.sha256, shipped.indicator) == (sha256, indicator):
                    coverage[year] = shipped.covers_in(year)
    return coverage


def _income(store: EvidenceStore, as_of: AsOf, country: str) -> dict[int, Interval]:
    return {
        one.year: Interval(one.value, one.value)
        for one in store.observations(
            as_of=as_of, indicators=(Indicator.INCOME,), reporters=(country,)
        )
        if one.value is not None
    }

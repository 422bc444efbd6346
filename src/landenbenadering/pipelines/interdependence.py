"""From the evidence store to what binds a country and a sender."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

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

TieOfSource = tuple[Tie, str]
# The Netherlands, the EU and what else is looked at in a day, on both clocks.
_SENDERS_KEPT = 16


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
    span = None if years is None else tuple(years)
    series: dict[str, list[TieCells]] = defaultdict(list)
    for reports in (False, True):
        wanted = tuple(tie for tie in ties if tie.country_reports is reports)
        held = tuple(vintage.sha256 for vintage in store.vintages(as_of))
        of_senders = _of_senders(store.root, held, as_of, members, span, wanted)
        of_country = _by_tie(
            store, as_of, wanted, states=None, country=country, years=span
        )
        for tie, source in dict.fromkeys((*of_senders, *of_country)):
            none = TieCells(tie, (), slack=0, coverage={})
            key = (tie, source)
            series[source].append(
                TieCells.joined(of_senders.get(key, none), of_country.get(key, none))
            )
    return series


@lru_cache(maxsize=_SENDERS_KEPT)
def _of_senders(
    root: Path,
    _held: tuple[str, ...],
    as_of: AsOf,
    members: frozenset[str],
    years: tuple[int, ...] | None,
    ties: tuple[Tie, ...],
) -> Mapping[TieOfSource, TieCells]:
    """Give the figures of sending states with all countries.

    They are the same for whatever country is asked about, so they are kept as long
    as the store holds the same files.
    """
    store = EvidenceStore(root)
    return _by_tie(store, as_of, ties, states=members, country=None, years=years)


def _by_tie(
    store: EvidenceStore,
    as_of: AsOf,
    ties: Sequence[Tie],
    *,
    states: frozenset[str] | None,
    country: str | None,
    years: tuple[int, ...] | None,
) -> dict[TieOfSource, TieCells]:
    """Give the figures of states, or of a country, by tie and source.

    The ties are all of those that the country reports, or all of those that the
    states report.
    """
    if not ties:
        return {}
    imported = {v.sha256 for v in store.vintages(as_of) if not v.shipped}
    countries = None if country is None else frozenset({country})
    by_country = ties[0].country_reports
    found: dict[tuple[Indicator, str], list[Observation]] = defaultdict(list)
    for one in store.observations(
        as_of=as_of,
        indicators={tie.indicator for tie in ties},
        reporters=countries if by_country else states,
        citizenships=states if by_country else countries,
        years=years,
    ):
        found[one.indicator, one.provenance.source].append(one)
    return {
        (tie, source): TieCells(
            tie,
            observations,
            slack=_slack(source),
            coverage=_coverage(observations, imported),
        )
        for tie in ties
        for (indicator, source), observations in found.items()
        if indicator is tie.indicator
    }


def _slack(source: str) -> float:
    base = source_named(source).rounding_base
    return base / 2 if base > 1 else 0


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

"""The exposure of a country and a sender to one tie, year by year."""

from collections.abc import Iterable, Mapping, Sequence

from landenbenadering.core.exposure import (
    Circle,
    Exposure,
    ExposureYear,
    Flow,
    Interdependence,
    Missing,
    Rank,
    Share,
    Trend,
)
from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Unit
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.measurement.interdependence.cells import Cell, TieCells, total
from landenbenadering.measurement.interdependence.shares import (
    missing,
    quotient,
    share_of,
    share_within,
)

Income = Mapping[int, Interval]


def interdependence(
    series: Mapping[str, Sequence[TieCells]],
    *,
    country: str,
    sender: Circle,
    years: Iterable[int] | None,
    income: Income,
) -> Interdependence:
    """Put together every tie between a country and a sender.

    Parameters
    ----------
    series : Mapping of str to sequence of TieCells
        By source; the ties of one source stay apart from those of another.
    country : str
        ISO 3166 alpha-3.
    sender : Circle
        One state or a circle; flows within it count in no whole.
    years : iterable of int or None
        `None` for every year in which a tie has a figure.
    income : Mapping of int to Interval
        The country's gross domestic product by year, in dollars of that year.

    Raises
    ------
    MeasurementError
        MEA421: the country is a member of the circle.
    """
    asked = None if years is None else tuple(sorted(set(years)))
    exposures = []
    for source, ties in sorted(series.items()):
        for cells in ties:
            found = _exposure(cells, source, country, sender, asked, income)
            if found is not None:
                exposures.append(found)
    order = {flow: place for place, flow in enumerate(Flow)}
    exposures.sort(key=lambda one: (order[one.flow], one.series))
    known = {one.flow for one in exposures}
    members = frozenset().union(*sender.members.values())
    return Interdependence(
        country=country,
        sender=sender.name,
        members=tuple(sorted(members)),
        exposures=tuple(exposures),
        missing=tuple(flow for flow in Flow if flow not in known),
    )


def _exposure(
    cells: TieCells,
    source: str,
    country: str,
    sender: Circle,
    years: tuple[int, ...] | None,
    income: Income,
) -> Exposure | None:
    """Give one tie; `None` if it has no figure in any of the years."""
    meaning = cells.tie.indicator.meaning
    span = cells.years if years is None else years
    rows = tuple(
        exposure_year(
            cells,
            year=year,
            country=country,
            members=sender.members.get(year, frozenset()),
            income=income.get(year) if meaning.unit is Unit.USD_CURRENT else None,
        )
        for year in span
    )
    known = [row for row in rows if row.amount is not None]
    if not known:
        return None
    return Exposure(
        flow=cells.tie.flow,
        series=source,
        unit=meaning.unit,
        timing=meaning.timing,
        years=rows if years is not None else tuple(known),
        trend=_trend(known),
    )


def exposure_year(
    cells: TieCells,
    *,
    year: int,
    country: str,
    members: frozenset[str],
    income: Interval | None,
) -> ExposureYear:
    """Measure one tie in one year.

    Parameters
    ----------
    members : frozenset of str
        States of the sender in that year.
    income : Interval or None
        The country's income in the unit of the tie; `None` if it is not known or the
        unit is another.

    Raises
    ------
    MeasurementError
        MEA421: the country is a member of the circle.
    """
    _require_outside(country, members)
    theirs = cells.of_country(year, country)
    own = {state: cell for state, cell in theirs.items() if state in members}
    amount = total(own.values()) if own else None
    of_country = _of_country(cells, year, country, own, theirs)
    of_sender, by_country = _of_sender(cells, year, country, members, amount)
    others = [c for state, c in theirs.items() if state not in members]
    ours = _published(own.values())
    return ExposureYear(
        year=year,
        amount=amount,
        of_country=of_country,
        of_sender=of_sender,
        of_income=_of_income(cells, amount, income),
        asymmetry=_asymmetry(of_country, of_sender),
        country_rank=_rank(ours, [c.published for c in others])
        if own and cells.covers_country(year, country)
        else None,
        sender_rank=_rank(ours, by_country)
        if own and of_sender.whole is not None
        else None,
        members_without_figure=tuple(sorted(members - set(own))),
        cells=tuple(place for cell in own.values() for place in cell.places),
    )


def _of_country(
    cells: TieCells,
    year: int,
    country: str,
    own: Mapping[str, Cell],
    theirs: Mapping[str, Cell],
) -> Share:
    rest = None
    if cells.covers_country(year, country):
        rest = total(cell for state, cell in theirs.items() if state not in own)
    amount = total(own.values()) if own else None
    return share_within(amount, rest, len(theirs))


def _of_sender(
    cells: TieCells,
    year: int,
    country: str,
    members: frozenset[str],
    amount: Interval | None,
) -> tuple[Share, list[float]]:
    """Give the share of the sender's whole, and the other countries' amounts."""
    if not all(cells.covers_state(year, state) for state in members):
        return share_within(amount, None, 0), []
    by_country: dict[str, list[Cell]] = {}
    for state in members:
        for other, cell in cells.of_state(year, state).items():
            if other not in members:
                by_country.setdefault(other, []).append(cell)
    rest = [cell for c, found in by_country.items() if c != country for cell in found]
    share = share_within(amount, total(rest), len(by_country))
    amounts = [_published(found) for c, found in by_country.items() if c != country]
    return share, amounts


def _of_income(
    cells: TieCells, amount: Interval | None, income: Interval | None
) -> Share:
    if cells.tie.indicator.meaning.unit is not Unit.USD_CURRENT:
        return missing(Missing.OTHER_UNIT)
    return share_of(amount, income, 1)


def _asymmetry(of_country: Share, of_sender: Share) -> Interval | None:
    theirs, ours = of_country.interval, of_sender.interval
    if theirs is None or ours is None or ours.lower <= 0:
        return None
    return quotient(theirs, ours)


def _rank(own: float, others: Sequence[float]) -> Rank:
    return Rank(1 + sum(other > own for other in others), 1 + len(others))


def _published(cells: Iterable[Cell]) -> float:
    return sum(cell.published for cell in cells)


def _trend(years: Sequence[ExposureYear]) -> Trend | None:
    known = [
        (row.year, row.of_country.interval) for row in years if row.of_country.interval
    ]
    if len(known) < 2:
        return None
    (first, before), (last, after) = known[0], known[-1]
    return Trend(first, last, after - before)


def _require_outside(country: str, members: frozenset[str]) -> None:
    if country in members:
        raise MeasurementError(
            "MEA421",
            problem=f"{country} is itself a member of the sender.",
            remedy="Ask for a country outside the circle, or for a smaller circle.",
        )

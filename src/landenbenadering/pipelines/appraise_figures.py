"""Scores computed from what binds a country and a sender."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.appraisal.weighing import Figure
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.core.exposure import Exposure
from landenbenadering.core.interval import Interval
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.interdependence import interdependence

EXPOSURE, LEVERAGE = "exposure", "leverage"
DIGITS = 4


def tie_figures(
    sheet: AppraisalSheet, *, store: EvidenceStore, as_of: AsOf
) -> dict[str, Figure]:
    """Compute the figures of ties that scores of a sheet name.

    `exposure:GHA:NLD:visas` is the share of the country's whole that the tie with the
    sender is, in percent; `leverage:GHA:NLD:visas` how many times that is the share of
    the sender's whole. Both of the last year with a figure, as bounds of four
    significant digits, rounded outward. What is not
    known by `as_of` is left out, so that the sheet is refused with the place.

    Parameters
    ----------
    sheet : AppraisalSheet
        Scores of its instruments and synergies name figures.
    store : EvidenceStore
        Holds shipped and imported figures.
    as_of : AsOf
        Only vintages known and entered by then count.
    """
    scores = [score for line in sheet.instrument for score in line.score]
    scores += [score for line in sheet.synergy for score in line.score]
    found = {}
    for name in sorted({one.figure for one in scores if one.figure is not None}):
        kind, *parts = name.split(":")
        if kind in (EXPOSURE, LEVERAGE) and len(parts) == 3:
            country, sender, flow = parts
            figure = _figure(
                kind,
                _ties(store, as_of, country=country, sender=sender),
                flow=flow,
            )
            if figure is not None:
                found[name] = figure
    return found


def _ties(
    store: EvidenceStore, as_of: AsOf, *, country: str, sender: str
) -> tuple[Exposure, ...]:
    try:
        return interdependence(
            store, as_of=as_of, country=country, sender=sender
        ).exposures
    except LandenbenaderingError:
        # A name that no country bears: the sheet is refused at the score.
        return ()


def _figure(kind: str, ties: tuple[Exposure, ...], *, flow: str) -> Figure | None:
    for tie in ties:
        if tie.flow != flow:
            continue
        year = tie.latest
        value = year.of_country.interval
        if kind == LEVERAGE:
            value = year.asymmetry
        elif value is not None:
            value = Interval(value.lower * 100, value.upper * 100)
        if value is not None:
            return Figure(_outward(value), f"{tie.series}, {year.year}")
    return None


def _outward(value: Interval) -> Interval:
    """Widen bounds to four significant digits, as whole numbers can hold."""
    ends = []
    for end, rounding in ((value.lower, ROUND_FLOOR), (value.upper, ROUND_CEILING)):
        exact = Decimal(end)
        last = Decimal(1).scaleb(exact.adjusted() - DIGITS + 1)
        ends.append(float(exact.quantize(last, rounding) if exact else exact))
    return Interval(*ends)

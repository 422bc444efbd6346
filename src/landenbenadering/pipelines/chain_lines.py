"""All that is recorded of the chain as one table: counts, rates, waits and grants."""

from collections.abc import Iterator
from enum import StrEnum
from math import isinf
from typing import TypedDict

from landenbenadering.core.funnel import Follow, PublishedCount, StageRate
from landenbenadering.core.interval import Interval
from landenbenadering.core.readiness import Grant, Readiness
from landenbenadering.measurement.published import published_bounds
from landenbenadering.pipelines.chain_rows import ChainTold
from landenbenadering.pipelines.readiness import grant_of
from landenbenadering.pipelines.recorded_chain import RecordedFunnel
from landenbenadering.policy.dealings import DocumentGrant
from landenbenadering.policy.record import Record


class Quantity(StrEnum):
    """What a line holds."""

    COUNT = "count"
    RATE = "rate"
    ISSUANCE = "issuance"
    DOCUMENTS_BY_DAYS = "documents_by_days"
    TIME_TO_DOCUMENT = "time_to_document"
    OPEN_REQUESTS = "open_requests"
    WITHIN_TERM = "within_term"
    GRANTED = "granted"
    USED = "used"
    NOT_FOUND = "not_found"
    USED_SHARE = "used_share"
    NOT_FOUND_SHARE = "not_found_share"
    AVAILABLE_DAYS = "available_days"


class ChainLine(TypedDict):
    """One quantity of one record; a field that says nothing of it is `None`.

    `stage` is the later stage of a rate and `from_stage` the earlier. `published` is
    the count as the source gives it, `fewer_than` stands in its place where the
    source only says that; `lower` and `upper` bound the true value in `unit`. A line
    never holds the version of a record, of which a gap would tell.
    """

    record: str
    disclosure: str
    known_from: str
    country: str
    reporter: str | None
    counted_nl: str | None
    counted_en: str | None
    follow: str | None
    since: str
    until: str
    quantity: str
    unit: str
    stage: str | None
    from_stage: str | None
    departure: str | None
    since_days: int | None
    until_days: int | None
    agreement: str | None
    term: str | None
    published: int | None
    fewer_than: int | None
    rounded_to: int | None
    lower: float | None
    upper: float | None


def chain_lines(told: ChainTold) -> list[ChainLine]:
    """Give a line for every quantity that the page, the JSON and the API tell."""
    counted = (line for one in told.funnels for line in _of_funnel(one))
    granted = (line for pair in told.grants for line in _of_grant(*pair))
    return [*counted, *granted]


def _of_funnel(one: RecordedFunnel) -> Iterator[ChainLine]:
    start = _start(one.record, one.population.country)
    start["reporter"] = one.population.reporter
    start["counted_nl"], start["counted_en"] = one.fact.counted.nl, one.fact.counted.en
    start["follow"] = one.population.follow.value
    start["since"] = one.population.since.isoformat()
    start["until"] = one.population.until.isoformat()
    for count, bounds in one.funnel.bounds:
        line = _count(start, Quantity.COUNT, count.count, bounds)
        line["stage"] = count.stage.value
        line["departure"] = None if count.departure is None else count.departure.value
        yield line
    for rate in one.funnel.rates:
        yield _rate(start, Quantity.RATE, rate, one.population.follow)
    if one.funnel.issuance is not None:
        issued = one.funnel.issuance
        yield _rate(start, Quantity.ISSUANCE, issued, one.population.follow)
    yield from _of_waits(start, one)


def _of_waits(start: ChainLine, one: RecordedFunnel) -> Iterator[ChainLine]:
    for band in one.bands:
        bounds = published_bounds(band.count)
        line = _count(start, Quantity.DOCUMENTS_BY_DAYS, band.count, bounds)
        line["since_days"], line["until_days"] = band.since_days, band.until_days
        yield line
    if one.waits is not None:
        yield _line(start, Quantity.TIME_TO_DOCUMENT, "days", one.waits.median_days)
    for held in one.terms:
        line = _line(start, Quantity.WITHIN_TERM, "share", held.share)
        line["disclosure"] = held.disclosure(one.record).value
        line["agreement"], line["term"] = held.agreement.id, held.term.name
        line["until_days"] = held.term.limit
        yield line
    if one.waiting is not None:
        count = PublishedCount(
            one.fact.waiting,
            base=one.fact.rounded_to,
            fewer_than=one.fact.waiting_below,
        )
        line = _count(start, Quantity.OPEN_REQUESTS, count, one.waiting)
        line["unit"] = "requests"
        yield line


def _of_grant(record: Record, said: Readiness) -> Iterator[ChainLine]:
    if not isinstance(record.fact, DocumentGrant):
        return
    grant: Grant = grant_of(record, record.fact)
    start = _start(record, said.country)
    start["since"], start["until"] = grant.since.isoformat(), grant.until.isoformat()
    yield _count(start, Quantity.GRANTED, grant.granted, said.granted)
    if said.used is not None:
        yield _count(start, Quantity.USED, grant.used, said.used)
    lost = grant.not_found
    if lost.value is not None:
        yield _count(start, Quantity.NOT_FOUND, lost, published_bounds(lost))
    yield _line(start, Quantity.USED_SHARE, "share", said.used_share)
    yield _line(start, Quantity.NOT_FOUND_SHARE, "share", said.not_found_share)
    yield _line(start, Quantity.AVAILABLE_DAYS, "days", said.available_days)


def _start(record: Record, country: str) -> ChainLine:
    line = dict.fromkeys(ChainLine.__annotations__)
    line |= {
        "record": record.id,
        "disclosure": record.disclosure.value,
        "known_from": record.known_from.isoformat(),
        "country": country,
    }
    return line  # type: ignore[return-value]  # filled before it is given


def _count(
    start: ChainLine,
    quantity: Quantity,
    count: PublishedCount,
    bounds: Interval | None,
) -> ChainLine:
    line = _line(start, quantity, "count", bounds)
    line["published"], line["fewer_than"] = count.value, count.fewer_than
    line["rounded_to"] = None if count.value is None else count.base
    return line


def _rate(
    start: ChainLine, quantity: Quantity, rate: StageRate, follow: Follow
) -> ChainLine:
    unit = "share" if follow is Follow.COHORT else "ratio"
    line = _line(start, quantity, unit, rate.interval)
    line["from_stage"], line["stage"] = rate.earlier.value, rate.later.value
    line["departure"] = None if rate.departure is None else rate.departure.value
    return line


def _line(
    start: ChainLine, quantity: Quantity, unit: str, bounds: Interval | None
) -> ChainLine:
    line = start.copy()
    line["quantity"], line["unit"] = quantity.value, unit
    line["lower"] = None if bounds is None else bounds.lower
    if bounds is not None and not isinf(bounds.upper):
        line["upper"] = bounds.upper
    return line

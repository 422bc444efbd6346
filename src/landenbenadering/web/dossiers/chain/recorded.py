"""Counts recorded of the chain, as tables of periods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isinf

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from landenbenadering.core.funnel import Departure, Follow, Stage, StageRate
from landenbenadering.core.interval import Interval
from landenbenadering.letters.formats import format_ratio
from landenbenadering.pipelines.recorded_chain import (
    Contradiction,
    RecordedFunnel,
    contradictions,
    recorded_funnels,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.web.dossiers.chain.words import stage_name
from landenbenadering.web.register.describe import validity_of
from landenbenadering.web.register.plain_details import (
    count_text,
    country_name,
    text_of,
)
from landenbenadering.web.register.terms import within_text

PERIODS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SaidCount:
    """A count as its source gives it, with what it can mean; empty for none."""

    when: str
    text: str = ""
    bounds: Interval | None = None


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A stage, or a kind of departure, through the periods shown."""

    name: str
    counts: tuple[SaidCount, ...]


@dataclass(frozen=True, slots=True)
class SaidTable:
    """The counts of one thing by one state.

    Attributes
    ----------
    follows : bool
        Whether later stages count the same people or requests.
    records : tuple of (str, Record)
        The period and the record behind each column.
    rates, days : tuple of str
        What each stage passes on, and how long documents took; by period.
    within : tuple of (str, Record)
        What came within agreed terms, by period, and the agreement.
    earlier : int
        Periods before those shown.
    """

    counted: str
    reporter: str
    follows: bool
    records: tuple[tuple[str, Record], ...]
    rows: tuple[SaidRow, ...]
    not_counted: tuple[str, ...]
    rates: tuple[str, ...]
    days: tuple[str, ...]
    within: tuple[tuple[str, Record], ...]
    earlier: int


@dataclass(frozen=True, slots=True)
class RecordedView:
    """What the page shows of the chain as it was recorded; records that differ too."""

    tables: tuple[SaidTable, ...]
    contradictions: tuple[str, ...]


def recorded_view(iso3: str, register: Register) -> RecordedView:
    """Put what was recorded of a country's chain in tables."""
    found = recorded_funnels(register, country=iso3)
    groups = groupby(found, key=_of_one_table)
    return RecordedView(
        tables=tuple(_table(tuple(ones)) for _key, ones in groups),
        contradictions=tuple(map(_contradiction, contradictions(found))),
    )


def _of_one_table(one: RecordedFunnel) -> tuple[str, str, Follow]:
    whom = one.population
    return whom.counted_by, whom.reporter, whom.follow


def _table(ones: Sequence[RecordedFunnel]) -> SaidTable:
    shown = ones[-PERIODS_SHOWN:]
    fact = shown[-1].fact
    places = {
        (count.stage, count.departure): None
        for stage in Stage
        for one in shown
        for count, _bounds in one.funnel.bounds
        if count.stage is stage
    }
    return SaidTable(
        counted=text_of(fact.counted),
        reporter=country_name(fact.reporter),
        follows=fact.follow is Follow.COHORT,
        records=tuple((validity_of(one.record), one.record) for one in shown),
        rows=tuple(
            SaidRow(stage_name(*place), tuple(_count(one, *place) for one in shown))
            for place in places
        ),
        not_counted=tuple(
            stage_name(stage)
            for stage in Stage
            if stage not in {place for place, _kind in places}
        ),
        rates=tuple(text for one in shown for text in _rates(one)),
        days=tuple(text for one in shown for text in _days(one)),
        within=tuple(
            (within_text(one, held), held.agreement)
            for one in shown
            for held in one.terms
        ),
        earlier=len(ones) - len(shown),
    )


def _count(one: RecordedFunnel, stage: Stage, departure: Departure | None) -> SaidCount:
    when = validity_of(one.record)
    for count, bounds in one.funnel.bounds:
        if (count.stage, count.departure) == (stage, departure):
            said = count_text(count.count.value, count.count.fewer_than)
            return SaidCount(when, said, bounds)
    return SaidCount(when)


def _rates(one: RecordedFunnel) -> Iterator[str]:
    when = validity_of(one.record)
    for rate in one.funnel.rates:
        yield _("%(when)s, from “%(earlier)s” to “%(later)s”: %(rate)s") % {
            "when": when,
            "earlier": stage_name(rate.earlier),
            "later": stage_name(rate.later, rate.departure),
            "rate": _rate(rate),
        }
    issued = one.funnel.issuance
    if issued is not None:
        yield _(
            "%(when)s, documents issued over documents requested: %(rate)s "
            "(passes over: %(stages)s)"
        ) % {
            "when": when,
            "rate": _rate(issued),
            "stages": "; ".join(map(stage_name, issued.passed_over)),
        }


def _rate(rate: StageRate) -> str:
    return _("cannot tell") if rate.interval is None else format_ratio(rate.interval)


def _days(one: RecordedFunnel) -> Iterator[str]:
    when = validity_of(one.record)
    if one.waits is not None:
        median = one.waits.median_days
        if median is None:
            said = _("%(when)s: cannot tell, it may be that no document came.")
        elif isinf(median.upper):
            said = _(
                "%(when)s: half of the documents had come after %(since)s days or more."
            )
        else:
            said = _(
                "%(when)s: half of the documents had come after %(since)s to %(until)s "
                "days."
            )
        yield said % {
            "when": when,
            "since": "" if median is None else _whole(median.lower),
            "until": "" if median is None else _whole(median.upper),
        }
    if one.waiting is not None:
        yield ngettext(
            "%(when)s: %(open)s request still open at the end, a stock that stands in "
            "no rate.",
            "%(when)s: %(open)s requests still open at the end, a stock that stands "
            "in no rate.",
            int(one.waiting.upper),
        ) % {"when": when, "open": count_text(one.fact.waiting, one.fact.waiting_below)}


def _whole(number: float) -> str:
    return "" if isinf(number) else number_format(int(number), force_grouping=True)


def _contradiction(found: Contradiction) -> str:
    (one, own), (other, theirs) = found.one, found.other
    return _(
        "%(when)s, “%(stage)s”: %(one)s says %(own)s and %(other)s says %(theirs)s."
    ) % {
        "when": validity_of(one.record),
        "stage": stage_name(found.stage, found.departure),
        "one": one.record.id,
        "own": _span(own),
        "other": other.record.id,
        "theirs": _span(theirs),
    }


def _span(bounds: Interval) -> str:
    lower, upper = _whole(bounds.lower), _whole(bounds.upper)
    return lower if lower == upper else f"{lower}–{upper}"

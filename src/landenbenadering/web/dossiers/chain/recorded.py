"""Counts recorded of the chain, as tables of periods."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isinf

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from landenbenadering.core.funnel import Departure, Follow, Stage, StageRate
from landenbenadering.core.interval import Interval
from landenbenadering.letters.formats import format_ratio
from landenbenadering.pipelines.recorded_chain import (
    Contradiction,
    RecordedFunnel,
    contradictions,
    recorded_funnels,
)
from landenbenadering.policy.dealings import DocumentGrant
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.web.dossiers.chain.words import stage_name
from landenbenadering.web.dossiers.cooperation.words import state_name
from landenbenadering.web.register.counted_words import (
    growth_texts,
    level_text,
    within_text,
)
from landenbenadering.web.register.describe import validity_of
from landenbenadering.web.register.plain_details import (
    count_text,
    text_of,
)

PERIODS_SHOWN = 5
HOME = "NLD"


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
    own : bool
        Whether the Netherlands counted.
    follows : bool
        Whether later stages count the same people or requests.
    records : tuple of (str, Record, str)
        The period and the record behind each column, and who may read it where that
        is not everybody.
    rates, days : tuple of SaidRow
        What each stage passes on, and how long documents took.
    within : tuple of (str, Record)
        What came within agreed terms, by period, and the agreement.
    cautions : tuple of str
        Where a later stage counts more than the one before it.
    earlier : int
        Periods before those shown.
    """

    counted: str
    reporter: str
    own: bool
    follows: bool
    records: tuple[tuple[str, Record, str], ...]
    rows: tuple[SaidRow, ...]
    not_counted: tuple[str, ...]
    rates: tuple[SaidRow, ...]
    days: tuple[SaidRow, ...]
    within: tuple[tuple[str, Record], ...]
    cautions: tuple[str, ...]
    earlier: int


@dataclass(frozen=True, slots=True)
class RecordedView:
    """What the page shows of the chain as it was recorded; records that differ too.

    `files` says whether there is something for the files of the chain to hold: counts,
    or documents granted.
    """

    tables: tuple[SaidTable, ...]
    contradictions: tuple[str, ...]
    files: bool


def recorded_view(iso3: str, register: Register) -> RecordedView:
    """Put what was recorded of a country's chain in tables."""
    found = recorded_funnels(register, country=iso3)
    tables = [_table(tuple(ones)) for _key, ones in groupby(found, key=_of_one_table)]
    granted = any(grant.country == iso3 for _, grant in register.of(DocumentGrant))
    return RecordedView(
        tables=tuple(sorted(tables, key=lambda one: not one.own)),
        contradictions=tuple(map(_contradiction, contradictions(found))),
        files=granted or bool(found),
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
        reporter=state_name(fact.reporter),
        own=fact.reporter == HOME,
        follows=fact.follow is Follow.COHORT,
        records=tuple(
            (validity_of(one.record), one.record, level_text(one.record.disclosure))
            for one in shown
        ),
        rows=tuple(
            SaidRow(stage_name(*place), tuple(_count(one, *place) for one in shown))
            for place in places
        ),
        not_counted=tuple(
            stage_name(stage)
            for stage in Stage
            if stage not in {place for place, _kind in places}
        ),
        rates=_together(shown, _rates),
        days=_together(shown, _days),
        within=tuple(
            (within_text(one, held), held.agreement)
            for one in shown
            for held in one.terms
        ),
        cautions=tuple(text for one in shown for text in growth_texts(one)),
        earlier=len(ones) - len(shown),
    )


def _count(one: RecordedFunnel, stage: Stage, departure: Departure | None) -> SaidCount:
    when = validity_of(one.record)
    for count, bounds in one.funnel.bounds:
        if (count.stage, count.departure) == (stage, departure):
            published = count.count
            said = count_text(published.value, published.fewer_than)
            exact = bounds is not None and bounds.lower == published.value
            return SaidCount(when, said, None if exact else bounds)
    return SaidCount(when)


def _together(
    shown: Sequence[RecordedFunnel],
    say: Callable[[RecordedFunnel], Iterator[tuple[str, str, Interval | None]]],
) -> tuple[SaidRow, ...]:
    """Put what is said of each period in rows, a dash where nothing is."""
    said = [{name: (text, bounds) for name, text, bounds in say(one)} for one in shown]
    names = dict.fromkeys(name for one in said for name in one)
    return tuple(
        SaidRow(
            name,
            tuple(
                SaidCount(validity_of(one.record), *found.get(name, ("", None)))
                for one, found in zip(shown, said, strict=True)
            ),
        )
        for name in names
    )


def _rates(one: RecordedFunnel) -> Iterator[tuple[str, str, Interval | None]]:
    for rate in one.funnel.rates:
        name = _("From “%(earlier)s” to “%(later)s”") % {
            "earlier": stage_name(rate.earlier),
            "later": stage_name(rate.later, rate.departure),
        }
        yield name, _rate(rate), None
    issued = one.funnel.issuance
    if issued is not None:
        name = _("Documents issued over documents requested (passes over: %(stages)s)")
        stages = "; ".join(map(stage_name, issued.passed_over))
        yield name % {"stages": stages}, _rate(issued), None


def _rate(rate: StageRate) -> str:
    return _("cannot tell") if rate.interval is None else format_ratio(rate.interval)


def _days(one: RecordedFunnel) -> Iterator[tuple[str, str, Interval | None]]:
    if one.waits is not None:
        name = _("Days until half of the documents had come")
        median = one.waits.median_days
        if median is None:
            said = _("cannot tell")
        elif isinf(median.upper):
            said = _("%(number)s or more") % {"number": _whole(median.lower)}
        else:
            said = _span(median)
        yield name, said, None
    if one.waiting is not None:
        said = count_text(one.fact.waiting, one.fact.waiting_below)
        exact = one.waiting.lower == one.fact.waiting
        name = _("Requests still open at the end: a stock, in no rate")
        yield name, said, None if exact else one.waiting


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

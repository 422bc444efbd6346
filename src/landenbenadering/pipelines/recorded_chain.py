"""From counts recorded of the chain to its stages, rates and waiting times."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from landenbenadering.core.funnel import (
    Departure,
    DurationBand,
    Funnel,
    Population,
    PublishedCount,
    Stage,
    StageCount,
    TimeToDocument,
)
from landenbenadering.core.interval import Interval
from landenbenadering.measurement.funnel import funnel, larger_than_before
from landenbenadering.measurement.published import published_bounds
from landenbenadering.measurement.time_to_document import time_to_document
from landenbenadering.pipelines.agreed_terms import TermShare, term_shares
from landenbenadering.policy.chain import ChainCounts
from landenbenadering.policy.dealings import Agreement
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register


@dataclass(frozen=True, slots=True)
class RecordedFunnel:
    """What one record says of the chain.

    Attributes
    ----------
    waits : TimeToDocument or None
        `None` if the record does not say how long documents took.
    bands : tuple of DurationBand
        Documents by days since the request, on which `waits` rests.
    waiting : Interval or None
        Requests still open at the end: a stock, in no rate.
    terms : tuple of TermShare
        What came within terms that were agreed with the country.
    """

    record: Record
    fact: ChainCounts
    funnel: Funnel
    waits: TimeToDocument | None
    bands: tuple[DurationBand, ...]
    waiting: Interval | None
    terms: tuple[TermShare, ...]

    @property
    def population(self) -> Population:
        """Of whom it counts."""
        return self.funnel.population

    @property
    def larger_than_before(self) -> tuple[tuple[Stage, Stage], ...]:
        """Neighbouring stages of which the later is certainly the larger."""
        return larger_than_before(self.funnel)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two records of which one must be wrong: no true count fits both."""

    stage: Stage
    departure: Departure | None
    one: tuple[RecordedFunnel, Interval]
    other: tuple[RecordedFunnel, Interval]


def recorded_funnels(register: Register, *, country: str) -> tuple[RecordedFunnel, ...]:
    """Put the counts recorded of a country in stages, each record for itself.

    Records may count different things, so no rate is taken between two of them.
    Agreements with terms in days are taken from the register too.

    Returns
    -------
    tuple of RecordedFunnel
        By what is counted, by whom, and the beginning of the period.
    """
    agreements = register.of(Agreement)
    found = [
        recorded_funnel(record, fact, agreements=agreements)
        for record, fact in register.of(ChainCounts)
        if fact.country == country
    ]
    return tuple(sorted(found, key=_order))


def recorded_funnel(
    record: Record,
    fact: ChainCounts,
    *,
    agreements: Iterable[tuple[Record, Agreement]] = (),
) -> RecordedFunnel:
    """Put the counts of one record in stages, with their bounds and rates."""
    population = _population(record, fact)
    counts = [
        StageCount(
            population=population,
            stage=one.stage,
            count=_published(one.value, one.below, base=fact.rounded_to),
            departure=one.departure,
            sources=(record.id,),
        )
        for one in fact.stages
    ]
    waiting = _published(fact.waiting, fact.waiting_below, base=fact.rounded_to)
    bands = tuple(
        DurationBand(
            one.since_days,
            one.until_days,
            _published(one.value, one.below, base=fact.rounded_to),
        )
        for one in fact.waits
    )
    return RecordedFunnel(
        record=record,
        fact=fact,
        funnel=funnel(counts),
        waits=time_to_document(bands, waiting=waiting) if bands else None,
        bands=bands,
        waiting=published_bounds(waiting),
        terms=term_shares(bands, population=population, agreements=agreements),
    )


def contradictions(found: Iterable[RecordedFunnel]) -> tuple[Contradiction, ...]:
    """Give every two records that count one stage so that not both can be right.

    They are set beside each other where the state, the period, what is followed and
    the wording of what is counted are the same. What rounding or hiding may explain
    is no contradiction.
    """
    pairs = (
        (one, other)
        for one, other in combinations(found, 2)
        if one.population == other.population
    )
    return tuple(
        Contradiction(count.stage, count.departure, (one, own), (other, theirs))
        for one, other in pairs
        for count, own in one.funnel.bounds
        for twin, theirs in other.funnel.bounds
        if (count.stage, count.departure) == (twin.stage, twin.departure)
        and own is not None
        and theirs is not None
        and max(own.lower, theirs.lower) > min(own.upper, theirs.upper)
    )


def _population(record: Record, fact: ChainCounts) -> Population:
    since, until = record.valid_from, record.valid_until
    return Population(
        country=fact.country,
        reporter=fact.reporter,
        since=since.earliest if since else record.known_from,
        until=until.latest if until else record.known_from,
        follow=fact.follow,
        counted_by=fact.counted.en,
    )


def _order(one: RecordedFunnel) -> tuple[str, str, str, str, str]:
    whom = one.population
    since = whom.since.isoformat()
    return whom.counted_by, whom.reporter, whom.follow, since, one.record.id


def _published(value: int | None, below: int | None, *, base: int) -> PublishedCount:
    if below is not None:
        return PublishedCount(fewer_than=below)
    return PublishedCount(value, base=base)

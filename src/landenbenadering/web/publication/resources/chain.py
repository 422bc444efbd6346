"""How far requests to take people back came, and what that says of a country."""

from dataclasses import dataclass

from landenbenadering.core.country import Country
from landenbenadering.core.funnel import (
    Departure,
    DurationBand,
    Population,
    PublishedCount,
    Stage,
    StageRate,
    TimeToDocument,
)
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual
from landenbenadering.core.readiness import Readiness
from landenbenadering.core.visa_profile import VisaProfile
from landenbenadering.evidence.countries import countries
from landenbenadering.pipelines.chain_rows import CHAIN_KINDS, chain_told
from landenbenadering.pipelines.recorded_chain import (
    Contradiction,
    RecordedFunnel,
    contradictions,
)
from landenbenadering.policy.dealings import Term
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.dossiers.chain.profile import (
    COUNTS,
    counted_in,
    country_profiles,
)
from landenbenadering.web.publication.endpoints import Call, Given
from landenbenadering.web.publication.problems import nothing_here
from landenbenadering.web.publication.shapes import (
    MomentShown,
    RecordShown,
    moment_shown,
    record_shown,
    records_shown,
)
from landenbenadering.web.register.selectors import register_of_kinds


@dataclass(frozen=True, slots=True)
class CountShown:
    """A count as its source gives it, and what it can mean after rounding and hiding.

    `departure` is there for the last stage alone; kinds are never added up.
    """

    stage: Stage
    published: PublishedCount
    departure: Departure | None = None
    bounds: Interval | None = None


@dataclass(frozen=True, slots=True)
class WithinTerm:
    """Which share of the documents issued came within the days of an agreed term.

    Requests without a document are not in it. `heldThroughout` says whether the
    agreement is known to have held in the whole period; `disclosure` is the level of
    whoever may read both the agreement and the counts.
    """

    agreement: str
    disclosure: Disclosure
    term: Term
    held_throughout: bool
    share: Interval | None = None


@dataclass(frozen=True, slots=True)
class StagePair:
    """Two neighbouring stages of which the later counts certainly more."""

    earlier: Stage
    later: Stage


@dataclass(frozen=True, slots=True)
class FunnelShown:
    """The counts of one record: one population, with its rates and waiting time.

    `rates` are from one stage to the next alone. `issuance` is documents over
    requests, as the Commission takes it, and names what it passes over. `waiting` is
    a stock at the end of the period, in no rate. What cannot be told is left out.
    """

    record: RecordShown
    population: Population
    counted: Bilingual
    counts: tuple[CountShown, ...]
    not_counted: tuple[Stage, ...]
    rates: tuple[StageRate, ...]
    bands: tuple[DurationBand, ...]
    within_terms: tuple[WithinTerm, ...]
    larger_than_before: tuple[StagePair, ...]
    issuance: StageRate | None = None
    waits: TimeToDocument | None = None
    waiting: Interval | None = None


@dataclass(frozen=True, slots=True)
class ContradictionShown:
    """Two records of one population of which one must be wrong."""

    stage: Stage
    records: tuple[str, ...]
    bounds: tuple[Interval, ...]
    departure: Departure | None = None


@dataclass(frozen=True, slots=True)
class GrantShown:
    """Documents that the country granted, and which share of them was used."""

    record: RecordShown
    readiness: Readiness


@dataclass(frozen=True, slots=True)
class ChainShown:
    """All that is recorded of the chain from decision to departure with a country.

    `grantsTogether` lacks where periods of grants overlap: documents would count twice.
    """

    moment: MomentShown
    country: Country
    funnels: tuple[FunnelShown, ...]
    contradictions: tuple[ContradictionShown, ...]
    grants: tuple[GrantShown, ...]
    grants_overlap: bool
    grants_together: Readiness | None = None


@dataclass(frozen=True, slots=True)
class ProfileList:
    """A country against Article 25a of the Visa Code, by every reporter.

    What states counted stands under their own name. In the profile of a union it is
    not added up, and no data of the union.
    """

    moment: MomentShown
    country: Country
    profiles: tuple[VisaProfile, ...]
    records: tuple[RecordShown, ...]


def chain(call: Call) -> Given:
    """Give counts, rates, waiting times and what became of granted documents."""
    country, as_of = _country(call), call.asked.as_of
    register = register_of_kinds(CHAIN_KINDS, as_of, call.levels)
    told = chain_told(register, country=country.iso3)
    body = ChainShown(
        moment=moment_shown(as_of),
        country=country,
        funnels=tuple(map(_funnel, told.funnels)),
        contradictions=tuple(map(_contradiction, contradictions(told.funnels))),
        grants=tuple(_grant(*pair) for pair in told.grants),
        grants_overlap=told.overlapping,
        grants_together=told.together,
    )
    return Given(body, told.records)


def profile(call: Call) -> Given:
    """Give the parts of Article 25a, by every reporter or one."""
    country, as_of = _country(call), call.asked.as_of
    register = register_of_kinds(COUNTS, as_of, call.levels)
    wanted = call.asked.text("reporter")
    found = tuple(
        one
        for one in country_profiles(country.iso3, as_of, register=register)
        if wanted in ("", one.reporter)
    )
    records = counted_in(found, register)
    body = ProfileList(moment_shown(as_of), country, found, records_shown(records))
    return Given(body, tuple(records))


def _country(call: Call) -> Country:
    found = countries().get(call.place["iso3"])
    if found is None:
        raise nothing_here()
    return found


def _funnel(one: RecordedFunnel) -> FunnelShown:
    return FunnelShown(
        record=record_shown(one.record),
        population=one.population,
        counted=one.fact.counted,
        counts=tuple(
            CountShown(count.stage, count.count, count.departure, bounds)
            for count, bounds in one.funnel.bounds
        ),
        not_counted=one.funnel.not_counted,
        rates=one.funnel.rates,
        bands=one.bands,
        within_terms=tuple(
            WithinTerm(
                held.agreement.id,
                held.disclosure(one.record),
                held.term,
                held.throughout,
                held.share,
            )
            for held in one.terms
        ),
        larger_than_before=tuple(StagePair(*pair) for pair in one.larger_than_before),
        issuance=one.funnel.issuance,
        waits=one.waits,
        waiting=one.waiting,
    )


def _contradiction(found: Contradiction) -> ContradictionShown:
    (one, own), (other, theirs) = found.one, found.other
    return ContradictionShown(
        stage=found.stage,
        records=(one.record.id, other.record.id),
        bounds=(own, theirs),
        departure=found.departure,
    )


def _grant(record: Record, found: Readiness) -> GrantShown:
    return GrantShown(record_shown(record), found)

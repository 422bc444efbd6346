"""From the evidence store to a country's Visa Code profile."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.funnel import Follow, Stage
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.core.visa_profile import (
    CountedMeasure,
    Measure,
    MeasureUnit,
    PartState,
    RecordedAssessment,
    VisaCodePart,
    VisaProfile,
)
from landenbenadering.evidence.countries import countries
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.figures import return_figures
from landenbenadering.measurement.visa_profile import visa_profile
from landenbenadering.pipelines.recorded_chain import RecordedFunnel
from landenbenadering.policy.council_rules import council_members

PART_NAMES: Mapping[VisaCodePart, Bilingual] = {
    VisaCodePart.DECISIONS: Bilingual(nl="Terugkeerbesluiten", en="Return decisions"),
    VisaCodePart.RETURNS_TO_DECISIONS: Bilingual(
        nl="Gedwongen terugkeer per besluit", en="Enforced returns per decision"
    ),
    VisaCodePart.REQUESTS_ACCEPTED: Bilingual(
        nl="Aanvaarde overnameverzoeken", en="Readmission requests accepted"
    ),
    VisaCodePart.IDENTIFICATION: Bilingual(
        nl="Hulp bij identificatie", en="Help with identification"
    ),
    VisaCodePart.TRAVEL_DOCUMENT: Bilingual(
        nl="Aanvaarding van reisdocumenten", en="Travel documents accepted"
    ),
    VisaCodePart.ACCEPTANCE_OF_PERSONS: Bilingual(
        nl="Aanvaarding van personen", en="Persons accepted"
    ),
    VisaCodePart.ACCEPTANCE_OF_FLIGHTS: Bilingual(
        nl="Aanvaarding van vluchten", en="Flights accepted"
    ),
}
STATE_NAMES: Mapping[PartState, Bilingual] = {
    PartState.MEASURED: Bilingual(nl="gemeten", en="measured"),
    PartState.APPROXIMATED: Bilingual(
        nl="benaderd: mengt zelfstandig en gedwongen",
        en="approximated: mixes independent and forced",
    ),
    PartState.RECORDED: Bilingual(nl="vastgelegd", en="recorded"),
    PartState.COUNTED: Bilingual(
        nl="uit vastgelegde tellingen van deze staat",
        en="from recorded counts of this state",
    ),
    PartState.COUNTED_BY_MEMBERS: Bilingual(
        nl="geen gegevens voor de Unie; wel tellingen van lidstaten",
        en="no data for the Union; counts of member states only",
    ),
    PartState.NO_DATA: Bilingual(nl="geen gegevens", en="no data"),
}


MEASURE_NAMES: Mapping[Measure, Bilingual] = {
    Measure.RESPONSE: Bilingual(
        nl="beantwoord, van de aanvragen", en="answered, of the requests"
    ),
    Measure.CONFIRMATION: Bilingual(
        nl="nationaliteit bevestigd, van de antwoorden",
        en="nationality confirmed, of the answers",
    ),
    Measure.PROMISE: Bilingual(
        nl="document toegezegd, van de bevestigingen",
        en="document promised, of the confirmations",
    ),
    Measure.ISSUE: Bilingual(
        nl="document afgegeven, van de toezeggingen",
        en="document issued, of the promises",
    ),
    Measure.ISSUANCE: Bilingual(
        nl="afgiftepercentage: documenten per aanvraag",
        en="issuance rate: documents per request",
    ),
    Measure.TIME_TO_DOCUMENT: Bilingual(
        nl="dagen tot het document, middelste", en="days to the document, median"
    ),
    Measure.OPEN_REQUESTS: Bilingual(
        nl="aanvragen nog open aan het eind", en="requests still open at the end"
    ),
}
_RATES: Mapping[Stage, Measure] = {
    Stage.ANSWERED: Measure.RESPONSE,
    Stage.NATIONALITY_CONFIRMED: Measure.CONFIRMATION,
    Stage.DOCUMENT_PROMISED: Measure.PROMISE,
    Stage.DOCUMENT_ISSUED: Measure.ISSUE,
}


def visa_profiles(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    country: str,
    reporters: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    records: Iterable[RecordedAssessment] = (),
    funnels: Iterable[RecordedFunnel] = (),
) -> tuple[VisaProfile, ...]:
    """Give a country's profile as each reporting state, and the EU, sees it.

    Parameters
    ----------
    reporters : sequence of str or None
        ISO 3166 alpha-3 or an aggregate as `EU28`; `None` for every reporter with
        figures or counts.
    years : sequence of int or None
        `None` for every year with figures. Of recorded counts those whose period
        lies in these years.
    records : iterable of RecordedAssessment
        What documents say, known at `as_of`.
    funnels : iterable of RecordedFunnel
        Counts recorded of the chain of the country, known at `as_of`. Each fills the
        profile of the state that counted alone; that of a union names what its
        members at the end of the period counted.

    Returns
    -------
    tuple of VisaProfile
        In the order of `reporters`, or of the code; empty where nothing is known and
        no years are asked for.
    """
    observations = store.observations(
        as_of=as_of,
        indicators=(
            Indicator.ORDERED_TO_LEAVE,
            Indicator.RETURNED,
            Indicator.RETURNED_BY_FORCE,
        ),
        reporters=reporters,
        citizenships=(country,),
        years=years,
    )
    measures = [
        measure
        for funnel in funnels
        if funnel.population.country == country and _within(funnel, years)
        for measure in counted_measures(funnel)
    ]
    asked = _asked(observations, measures) if reporters is None else reporters
    span = _span(observations, measures) if years is None else years
    if not span:
        return ()
    recorded = tuple(records)
    forced = _by_force(observations)
    return tuple(
        visa_profile(
            return_figures(
                observations, country=country, reporter=reporter, years=tuple(span)
            ),
            recorded,
            counted=[one for one in measures if _counts_for(one, reporter)],
            forced=return_figures(
                forced, country=country, reporter=reporter, years=tuple(span)
            ),
        )
        for reporter in asked
    )


def _by_force(observations: Iterable[Observation]) -> list[Observation]:
    """Keep orders and returns by force, these in the place of all returns."""
    kept = {Indicator.ORDERED_TO_LEAVE, Indicator.RETURNED_BY_FORCE}
    return [
        replace(one, indicator=Indicator.RETURNED)
        if one.indicator is Indicator.RETURNED_BY_FORCE
        else one
        for one in observations
        if one.indicator in kept
    ]


def counted_measures(found: RecordedFunnel) -> Iterator[CountedMeasure]:
    """Say what the counts of one record tell of the assessment."""
    rates = ((_RATES.get(rate.later), rate.interval) for rate in found.funnel.rates)
    for measure, value in rates:
        if measure is not None:
            yield _measure(found, measure, value)
    if found.funnel.issuance is not None:
        yield _measure(found, Measure.ISSUANCE, found.funnel.issuance.interval)
    if found.waits is not None:
        yield _measure(found, Measure.TIME_TO_DOCUMENT, found.waits.median_days)
    if found.waiting is not None:
        yield _measure(found, Measure.OPEN_REQUESTS, found.waiting)


def _measure(
    found: RecordedFunnel, measure: Measure, value: Interval | None
) -> CountedMeasure:
    return CountedMeasure(
        measure=measure,
        reporter=found.population.reporter,
        value=value,
        unit=_unit(measure, found.population.follow),
        since=found.population.since,
        until=found.population.until,
        follow=found.population.follow,
        counted=found.fact.counted,
        record=found.record.id,
        disclosure=found.record.disclosure.value,
        known_from=found.record.known_from,
    )


def _unit(measure: Measure, follow: Follow) -> MeasureUnit:
    match measure:
        case Measure.TIME_TO_DOCUMENT:
            return MeasureUnit.DAYS
        case Measure.OPEN_REQUESTS:
            return MeasureUnit.REQUESTS
        case _:
            cohort = follow is Follow.COHORT
            return MeasureUnit.SHARE if cohort else MeasureUnit.RATIO


def _within(found: RecordedFunnel, years: Sequence[int] | None) -> bool:
    whom = found.population
    return years is None or set(range(whom.since.year, whom.until.year + 1)) <= {*years}


def _counts_for(one: CountedMeasure, reporter: str) -> bool:
    union = reporter.startswith("EU") and reporter not in countries()
    if union and one.reporter in council_members(one.until):
        return True
    return one.reporter == reporter


def _asked(
    observations: Iterable[Observation], measures: Iterable[CountedMeasure]
) -> list[str]:
    codes = {one.reporter for one in observations}
    return sorted(codes | {one.reporter for one in measures})


def _span(
    observations: Iterable[Observation], measures: Iterable[CountedMeasure]
) -> list[int]:
    years = {one.year for one in observations}
    return sorted(years or {one.until.year for one in measures})

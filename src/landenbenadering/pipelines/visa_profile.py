"""From the evidence store to a country's Visa Code profile."""

from collections.abc import Iterable, Mapping, Sequence

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Bilingual
from landenbenadering.core.observation import Indicator
from landenbenadering.core.visa_profile import (
    PartState,
    RecordedAssessment,
    VisaCodePart,
    VisaProfile,
)
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.figures import return_figures
from landenbenadering.measurement.visa_profile import visa_profile

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
    PartState.NO_DATA: Bilingual(nl="geen gegevens", en="no data"),
}


def visa_profiles(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    country: str,
    reporters: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    records: Iterable[RecordedAssessment] = (),
) -> tuple[VisaProfile, ...]:
    """Give a country's profile as each reporting state, and the EU, sees it.

    Parameters
    ----------
    reporters : sequence of str or None
        ISO 3166 alpha-3 or an aggregate as `EU28`; `None` for every reporter with
        figures.
    years : sequence of int or None
        `None` for every year with figures.
    records : iterable of RecordedAssessment
        What documents say, known at `as_of`.

    Returns
    -------
    tuple of VisaProfile
        In the order of `reporters`, or of the code; empty where no figure is known
        and no years are asked for.
    """
    observations = store.observations(
        as_of=as_of,
        indicators=(Indicator.ORDERED_TO_LEAVE, Indicator.RETURNED),
        reporters=reporters,
        citizenships=(country,),
        years=years,
    )
    span = sorted({one.year for one in observations}) if years is None else years
    if not span:
        return ()
    asked = reporters or sorted({one.reporter for one in observations})
    recorded = tuple(records)
    return tuple(
        visa_profile(
            return_figures(
                observations, country=country, reporter=reporter, years=tuple(span)
            ),
            recorded,
        )
        for reporter in asked
    )

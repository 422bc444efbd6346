"""From the evidence store to a country's Visa Code profile."""

from collections.abc import Iterable, Sequence

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.observation import Indicator
from landenbenadering.core.visa_profile import RecordedAssessment, VisaProfile
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.figures import return_figures
from landenbenadering.measurement.visa_profile import visa_profile


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

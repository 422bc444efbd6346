"""From the evidence store to measures of countries."""

from collections.abc import Iterable, Sequence

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.observation import Indicator
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.countries import countries as all_countries
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.figures import compare_countries

NETHERLANDS = "NLD"


def measure(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    reporter: str = NETHERLANDS,
    countries: Iterable[str] | None = None,
    years: Sequence[int] | None = None,
) -> tuple[ReturnFigures, ...]:
    """Measure orders, returns and their ratio for countries as one reporter gives them.

    Parameters
    ----------
    store : EvidenceStore
        Holds shipped and imported figures.
    as_of : AsOf
        Only vintages known and entered by then count.
    reporter : str
        ISO 3166 alpha-3 of the reporting state, or an aggregate as `EU28`.
    countries : iterable of str or None
        ISO 3166 alpha-3; `None` for every country with figures.
    years : sequence of int or None
        `None` for every year from the first to the last with figures of a country;
        a total alone, as publishers give of earlier years, is none.

    Returns
    -------
    tuple of ReturnFigures
        In the order of `countries`, or of the code; empty where no figure is known
        and no years are asked for. A country without figures beside others with
        them comes with every year missing.
    """
    wanted = None if countries is None else tuple(countries)
    observations = store.observations(
        as_of=as_of,
        indicators=(Indicator.ORDERED_TO_LEAVE, Indicator.RETURNED),
        reporters=(reporter,),
        citizenships=wanted,
        years=years,
    )
    known = all_countries()
    of_countries = [item for item in observations if item.citizenship in known]
    seen = {item.citizenship for item in of_countries}
    found = sorted(item.year for item in of_countries)
    span = years or (range(found[0], found[-1] + 1) if found else ())
    if not span:
        return ()
    return compare_countries(
        observations,
        countries=sorted(seen if wanted is None else wanted),
        reporter=reporter,
        years=tuple(span),
    )

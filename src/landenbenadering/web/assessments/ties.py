"""What binds a country and senders, measured from the figures that are held."""

from collections.abc import Sequence
from functools import lru_cache

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.core.exposure import Interdependence
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.interdependence import interdependence
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.web.assessments.circle_shown import TieCell, leverage_shown


def ties_with(
    senders: Sequence[str], *, country: str, as_of: AsOf
) -> list[tuple[str, list[TieCell]]]:
    """Give the ties of a country with each sender, a row for each flow.

    Empty where no figure is known by then, or the country is one of the senders.
    """
    try:
        profiles = [measured_ties(one, country=country, as_of=as_of) for one in senders]
    except LandenbenaderingError:
        # A country that is itself in the circle has no ties with it.
        return []
    return leverage_shown(profiles)


def measured_ties(sender: str, *, country: str, as_of: AsOf) -> Interdependence:
    """Measure every tie of a country with a sender, or give what was kept of it.

    Raises
    ------
    PipelinesError, MeasurementError
        PIP203, MEA421 as `interdependence`.
    """
    store = EvidenceStore(evidence_home())
    held = tuple(vintage.sha256 for vintage in store.vintages(as_of))
    return _profile(held, as_of, country, sender)


@lru_cache(maxsize=256)
def _profile(
    _held: tuple[str, ...], as_of: AsOf, country: str, sender: str
) -> Interdependence:
    """Measure the ties; kept as long as the store holds the same files."""
    return interdependence(
        EvidenceStore(evidence_home()), as_of=as_of, country=country, sender=sender
    )

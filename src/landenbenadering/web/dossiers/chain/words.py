"""Words for stages and kinds of departure."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.funnel import Departure, Stage

STAGES: Mapping[Stage, Promise] = {
    Stage.DECISIONS: _("Ordered to leave"),
    Stage.REQUESTS: _("Travel document requested"),
    Stage.ANSWERED: _("Request answered"),
    Stage.NATIONALITY_CONFIRMED: _("Nationality confirmed"),
    Stage.DOCUMENT_PROMISED: _("Travel document promised"),
    Stage.DOCUMENT_ISSUED: _("Travel document issued"),
    Stage.DEPARTED: _("Departed"),
}
DEPARTURES: Mapping[Departure, Promise] = {
    Departure.INDEPENDENT: _("Departed independently"),
    Departure.FORCED: _("Departed by force"),
    Departure.UNKNOWN_DESTINATION: _("Left, destination unknown"),
}


def stage_name(stage: Stage, departure: Departure | None = None) -> str:
    """Name a stage, or a kind of departure, in the language of the page."""
    return str(STAGES[stage] if departure is None else DEPARTURES[departure])

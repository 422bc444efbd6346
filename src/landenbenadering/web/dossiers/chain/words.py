"""Words for stages and kinds of departure."""

from landenbenadering.core.funnel import Departure, Stage
from landenbenadering.web.register.words import word


def stage_name(stage: Stage, departure: Departure | None = None) -> str:
    """Name a stage, or a kind of departure, in the language of the page."""
    return word(departure or stage)

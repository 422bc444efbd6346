"""What effects, origins and parameters of rules are called on pages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.rules.parameters import Effect, Origin

EFFECTS: Mapping[Effect, Promise] = {
    Effect.BLOCK: _("blocks the step"),
    Effect.OVERRIDE: _("needs a recorded reason"),
    Effect.WARN: _("warns"),
}
ORIGINS: Mapping[Origin, Promise] = {
    Origin.LETTER: _("from the letter"),
    Origin.DESIGN: _("choice of this software"),
}
_NUMBERS: Mapping[str, Promise] = {
    "levels": _("levels of contact"),
    "days": _("days"),
    "reminder_days": _("days before the deadline at which to remind"),
    "notice_days": _("days ahead at which the work list shows it"),
    "alternatives": _("alternatives"),
}


def number_word(name: str) -> str:
    """Name a parameter in the language of the page."""
    return str(_NUMBERS[name])

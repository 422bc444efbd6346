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
# By rule: the same number means another thing in another rule.
_NUMBERS: Mapping[tuple[str, str], Promise] = {
    ("LB02", "levels"): _("contact at %(number)s levels is intensive"),
    ("LB04", "days"): _("%(number)s days to advise"),
    ("LB04", "reminder_days"): _("a reminder %(number)s days before the deadline"),
    ("LB06", "alternatives"): _("alternatives at least: %(number)s"),
    ("LB07", "days"): _("a review at least every %(number)s days"),
    ("LB07", "notice_days"): _("on the work list %(number)s days ahead"),
    ("LB08", "days"): _("a letter within %(number)s days"),
    ("LB09", "notice_days"): _("on the work list %(number)s days ahead"),
}


def number_text(rule: str, name: str, number: int) -> str:
    """Say what a parameter of a rule sets, in the language of the page."""
    return str(_NUMBERS[rule, name]) % {"number": number}

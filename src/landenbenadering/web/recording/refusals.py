"""At which field of the form a refusal of the register belongs, in plain words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.web.recording.forms import NEW, FactForm

# By code: the fields in which it can lie, the likeliest first, and what to say there.
_AT: Mapping[str, tuple[tuple[str, ...], Promise]] = {
    "POL302": (("citations-0-document",), _("Give at least one source.")),
    "POL303": (("valid_until",), _("This is before the start.")),
    "POL304": (
        ("fact-due_text-nl", "fact-due"),
        _("Give the date and how it was worded, or neither for a standing promise."),
    ),
    "POL307": (
        ("fact-made-0-on",),
        _("An occasion cannot be later than the day of “Known from”."),
    ),
    "POL309": (
        ("fact-terms-0-limit", "fact-most"),
        _(
            "Count deadlines and validity in days, quotas and ceilings in persons; "
            "give each term its own name, and the lower of two numbers first."
        ),
    ),
    "POL313": (
        ("known_from",),
        _("This is before the date of a document that says so."),
    ),
    "POL317": (("fact-term",), _("The agreement has no such term.")),
    "REG102": (
        (f"{NEW}-number",),
        _("The register holds this document already: choose it from the list above."),
    ),
    "REG109": (("known_from",), _("This day is in the future.")),
    "REG111": (
        ("fact-country", "fact-partner", "fact-number"),
        _(
            "The register holds this fact already, and there is one only: record a new "
            "version of it, or correct it."
        ),
    ),
}


def say_refusal(form: FactForm, error: LandenbenaderingError) -> None:
    """Show a refusal at its field, or above the form where it has none."""
    names, said = _AT.get(error.code, ((), ""))
    name = next((name for name in names if name in form.fields), None)
    if name is None:
        form.add_error(None, f"{error.problem} {error.remedy}")
    else:
        form.add_error(name, str(said))

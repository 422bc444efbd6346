"""At which field of the form a refusal of the register belongs, in plain words."""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.policy.errors import PolicyError
from landenbenadering.web.recording.forms import NEW, FactForm

_NUMBER = re.compile(r"\.\d+")
# By the field that the policy names: what its one refusal comes to.
_BY_FIELD: Mapping[str, Promise] = {
    "citations": _("Give at least one source."),
    "valid_until": _("This is before the start."),
    "known_from": _("This is before the date of a document that says so."),
    "disclosure": _("Fewer must read this than the fact to which it belongs."),
    "fact.due_text": _(
        "Give the date and how it was worded, or neither for a standing promise."
    ),
    "fact.made": _("An occasion cannot be later than the day of “Known from”."),
    "fact.terms": _(
        "Count deadlines and validity in days, quotas and ceilings in persons; "
        "and give each term its own name."
    ),
    "fact.most": _("This is less than the least."),
    "fact.term": _("The agreement has no such term."),
}
_COUNT = _("Give a count from 0, or “fewer than”, and not both.")
_HIDDEN = _("Give 1 or more: “fewer than 5” is 5.")
# By field, without the places in lists: where a field is wrong in one of some ways.
_BY_PLACE: Mapping[str, Promise] = {
    "fact.granted": _(
        "More were used, or their holders not found, than were granted; or a count is "
        "below 0."
    ),
    "fact.used_below": _(
        "Give how many were used, or “fewer than” from 1, and not both."
    ),
    "fact.longest_days": _(
        "Give the shortest and the longest, or neither; the shortest is at most the "
        "longest."
    ),
    "fact.rounded_to": _(
        "Every count must be a multiple of this. Give 1 where the source gives exact "
        "counts."
    ),
    "fact.stages": _(
        "Give at least one stage, each once; departures once for each kind."
    ),
    "fact.stages.departure": _(
        "Say of people who departed how they did, and of no other stage."
    ),
    "fact.stages.value": _COUNT,
    "fact.stages.below": _HIDDEN,
    "fact.waiting": _COUNT,
    "fact.waiting_below": _HIDDEN,
    "fact.waits.since_days": _("This begins before the days above it have ended."),
    "fact.waits.until_days": _("This is before its first day."),
    "fact.waits.below": _HIDDEN,
    "fact.waits.value": _(
        "Give a count from 0, or “fewer than”, and not both; all together no more "
        "documents than were issued."
    ),
    "fact.follow": _(
        "A later stage counts more than an earlier one. If the same people or requests "
        "are followed, that cannot be. Who departed with a passport of their own needs "
        "no document: leave them out, or choose that it counts what fell in the period."
    ),
}
# By the code of the register: the fields in which it can lie, and what to say there.
_BY_CODE: Mapping[str, tuple[tuple[str, ...], Promise]] = {
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
    "REG114": (
        (),
        _(
            "This linkage stands in the package of an open proposal. Ask the "
            "department that owns the proposal: it changes its draft."
        ),
    ),
    "REG115": (
        ("fact-state",),
        _(
            "This state is not recorded by hand. Take the step on the page of the "
            "linkage, or make a proposal of it."
        ),
    ),
    "REG113": (
        (),
        _(
            "This names something that fewer may read than this itself. Let as few "
            "read it, or name only what its readers may read."
        ),
    ),
}


def say_refusal(form: FactForm, error: LandenbenaderingError) -> None:
    """Show a refusal at its field, or above the form where it has none."""
    names, said = _BY_CODE.get(error.code, ((), None))
    if isinstance(error, PolicyError) and error.path:
        field = error.path.replace(".", "-")
        names = tuple(n for n in form.fields if n == field or n.startswith(f"{field}-"))
        place = _NUMBER.sub("", error.path)
        said = _BY_PLACE.get(place, _BY_FIELD.get(error.path))
    name = next((name for name in names if name in form.fields), None)
    text = f"{error.problem} {error.remedy}" if said is None else str(said)
    form.add_error(name, text)

"""What a step that cannot be taken says to whoever tried it, in their language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.rules.book import Verdict
from landenbenadering.policy.rules.parameters import Effect
from landenbenadering.web.decisions.errors import RulesBrokenError
from landenbenadering.web.design.language import page_language

_CHANGED = gettext_lazy(
    "Something was changed in the meantime. Look at how it stands now, and take the "
    "step again if it still holds."
)
_WORDS: Mapping[str, Promise] = {
    "DEC103": gettext_lazy(
        "This proposal is no draft any more. Take it back to a draft first; advice is "
        "then asked anew."
    ),
    "DEC104": gettext_lazy(
        "The linkage is for another country than the proposal. Make a proposal for "
        "that country."
    ),
    "DEC105": gettext_lazy(
        "The package does not hold this linkage any more. Load the page again."
    ),
    "DEC106": gettext_lazy(
        "The round of advice on this proposal is closed. Ask its owner to take it back "
        "to a draft, or speak up before the decision."
    ),
    "DEC107": gettext_lazy(
        "The register holds no office that signs letters to the House. Have the "
        "coordinator record that office first: it makes the commitment."
    ),
    "DEC108": gettext_lazy(
        "A linkage gets this state through a proposal alone. Put it in a proposal."
    ),
    "DEC109": gettext_lazy(
        "A letter keeps this commitment already. Correct the commitment if it was "
        "another letter."
    ),
    "DEC111": gettext_lazy(
        "An illustration holds invented scores: no proposal can rest on it. Store a "
        "sheet with scores of your own, and freeze that."
    ),
    "DEC112": gettext_lazy(
        "No frozen appraisal has that name. Freeze the appraisal with a package first."
    ),
    "DEC113": gettext_lazy(
        "The appraisal weighs no instrument for the country of the proposal. Choose "
        "one for that country."
    ),
    "DEC114": gettext_lazy(
        "The appraisal is less public than the proposal. Choose one that the readers "
        "of the proposal may read."
    ),
    "DEC115": gettext_lazy(
        "This linkage is not signalled any more, or is in another package. Load the "
        "page again, and choose one that it offers."
    ),
    "DEC116": gettext_lazy(
        "You wrote at the draft of this proposal. Leave the decision to another "
        "decision maker."
    ),
    "REG103": _CHANGED,
    "REG108": gettext_lazy(
        "A text holds what looks like a citizen service number. Leave it out: the "
        "register holds no data on persons."
    ),
    "REG109": gettext_lazy(
        "A day is still to come. Give the day on which it could be known."
    ),
}

# Of what the policy refuses, by the number after its letters.
_OF_POLICY: Mapping[str, Promise] = {
    "501": gettext_lazy(
        "A linkage in this state cannot get that state. Choose one of those that the "
        "page offers."
    ),
    "502": _CHANGED,
    "511": gettext_lazy("The package is empty. Add at least one linkage to it first."),
    "512": gettext_lazy(
        "An objection needs its reasons, and conditions have to be named: they stay on "
        "record and stand in the note."
    ),
    "513": gettext_lazy("This department has advised already."),
    "514": gettext_lazy(
        "The deadline has not passed. Remind the department; take its silence higher "
        "after the deadline."
    ),
    "515": gettext_lazy(
        "Nobody decides on their own proposal. Leave it to another decision maker."
    ),
    "516": gettext_lazy("A decision says how the interests were weighed. Add that."),
    "517": gettext_lazy("An override needs its reason. Give it, or keep the rule."),
    "518": gettext_lazy("Set the day of the next review, or end the linkage."),
}


def refusal_text(error: LandenbenaderingError) -> str:
    """Say what stands in the way of a step, and what to do about it."""
    if isinstance(error, RulesBrokenError):
        lines = [_rule(verdict) for verdict in error.verdicts]
        return " ".join([_("Rules stand in the way."), *lines])
    words = _OF_POLICY if isinstance(error, PolicyError) else _WORDS
    said = words.get(error.code.removeprefix("POL"))
    return f"{error.problem} {error.remedy}" if said is None else str(said)


def _rule(verdict: Verdict) -> str:
    language = page_language()
    because = " ".join(breach.because.in_(language) for breach in verdict.breaches)
    remedy = verdict.rule.remedy.in_(language)
    line = f"{verdict.rule.number}: {because} {remedy}"
    if verdict.effect is not Effect.OVERRIDE:
        return line
    or_else = _("Or give a reason to break this rule knowingly.")
    return f"{line} {or_else}"

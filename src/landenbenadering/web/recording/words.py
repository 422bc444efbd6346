"""What the fields of the forms are called, and what helps to fill them in."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from landenbenadering.core.language import Bilingual
from landenbenadering.web.recording.shapes import Shape
from landenbenadering.web.register.field_words import field_word

_TEXT = _("In your own words, and as a full sentence.")
_PHRASE = _("In your own words, as a few words that fit in a sentence.")

# By class and field; other fields are called as on the pages of the register.
_LABELS: Mapping[tuple[str, str], Promise] = {
    ("Record", "known_from"): _("Known from"),
    ("Record", "citations"): _("Sources"),
    ("Record", "valid_from"): _("Valid from"),
    ("Record", "valid_until"): _("Valid until"),
    ("Record", "disclosure"): _("Who may read it"),
    ("Record", "new_document"): _("New document"),
    ("Citation", "document"): _("Document that says so"),
    ("Citation", "page"): _("Page"),
    ("Citation", "paragraph"): _("Paragraph"),
    ("Citation", "note"): _("Footnote"),
    ("Document", "kind"): _("Kind of document"),
    ("Document", "number"): _("Number of the document"),
    ("Document", "dated"): _("Date of the document"),
    ("Document", "session"): _("Parliamentary year"),
    ("Document", "item"): _("Item"),
    ("Document", "pages"): _("Pages"),
    ("Document", "url"): _("Address of the official page"),
    ("Office", "role"): _("Role"),
    ("Office", "title"): _("Office"),
    ("Office", "holder"): _("Holder"),
    ("Statement", "position"): _("Place within its topic"),
    ("Statement", "countries"): _("Countries that it names"),
    ("Judgement", "cooperation"): _("Cooperation with forced return"),
    ("Judgement", "important_for_return"): _("Important for return"),
    ("Judgement", "reason"): _("Reason"),
    ("MobilityPartnership", "partner"): _("Country"),
    ("Circle", "partners"): _("Partners"),
    ("Commitment", "text"): _("What is promised"),
    ("Commitment", "made_by"): _("Made by"),
    ("Commitment", "made"): _("Occasions"),
    ("Commitment", "due"): _("To be kept by"),
    ("Commitment", "due_text"): _("The date as it was promised"),
    ("Commitment", "kept_by"): _("Kept by"),
    ("Occasion", "on"): _("Date"),
    ("Occasion", "place"): _("Where"),
    ("Occasion", "citation"): _("Where it is reported"),
    ("Occasion", "further"): _("Where else it is reported"),
    ("Linkage", "actor"): _("Made by"),
    ("Linkage", "direction"): _("Direction"),
    ("Linkage", "text"): _("What is given or withheld"),
    ("Linkage", "since"): _("Made in"),
    ("Linkage", "condition"): _("Condition"),
    ("Linkage", "purposes"): _("Purposes"),
    ("Linkage", "reason"): _("Reason"),
    ("Linkage", "outcome"): _("Outcome so far"),
    ("Linkage", "instrument"): _("Instrument"),
    ("Linkage", "states"): _("Made by states"),
    ("Linkage", "evaluation"): _("Evaluated by"),
    ("Purpose", "text"): _("Purpose"),
    ("Purpose", "according_to"): _("According to"),
    ("Money", "amount"): _("Amount"),
    ("Money", "currency"): _("Currency"),
    ("Contact", "by"): _("Who spoke for this side"),
    ("Contact", "text"): _("What was spoken about"),
    ("Contact", "why_not"): _("Why the message was not given"),
    ("Position", "by"): _("State"),
    ("Position", "towards"): _("Country that it is about"),
    ("Position", "reference"): _("Number of the act"),
    ("Term", "name"): _("Short name"),
    ("Term", "kind"): _("What it sets"),
    ("Term", "limit"): _("Limit"),
    ("Term", "unit"): _("Counted in"),
}
_HELP: Mapping[tuple[str, str], Promise] = {
    ("Record", "known_from"): _(
        "The day from which the source was public: nobody outside could know it before."
    ),
    ("Record", "valid_from"): _(
        "From when it was so: a year, month or day, as in 2012, 2012-06 or 2012-06-21."
    ),
    ("Record", "valid_until"): _("Leave this empty while it is so."),
    ("Citation", "document"): _(
        "Choose a document. If the register does not hold it, choose “the new "
        "document” and describe it below."
    ),
    ("Document", "number"): _("As in 29 344, nr. 116."),
    ("Document", "session"): _("Of a report of a debate, as in 2012-2013."),
    ("Document", "item"): _("Of a report of a debate."),
    ("Document", "pages"): _("Of a report of a debate, as in 3-12."),
    ("Office", "title"): _("With its article, as in “the Minister of Finance”."),
    ("Office", "holder"): _("The name under which the office signs letters."),
    ("Statement", "text"): _TEXT,
    ("Statement", "position"): _("Statements of a topic stand in this order."),
    ("Reason", "text"): _TEXT,
    ("Support", "text"): _PHRASE,
    ("InstrumentKind", "text"): _PHRASE,
    ("ProjectKind", "text"): _PHRASE,
    ("Circle", "text"): _TEXT,
    ("Circle", "towards"): _("Leave this empty if it is not about one country."),
    ("Commitment", "text"): _("As in “to inform the House about …”."),
    ("Commitment", "due"): _("Leave this empty for a standing promise."),
    ("Commitment", "due_text"): _("As in “before the summer”."),
    ("Commitment", "kept_by"): _("Leave this empty while the promise is open."),
    ("Occasion", "place"): _("As in “the debate on the budget”."),
    ("Occasion", "on"): _("A year, month or day."),
    ("Linkage", "text"): _("Without the amount, as in “a cut in development aid”."),
    ("Linkage", "since"): _("When it was decided, offered or announced."),
    ("Linkage", "condition"): _("What is asked in return."),
    ("Linkage", "reason"): _("As in “because …”."),
    ("Linkage", "outcome"): _TEXT,
    ("Linkage", "states"): _("Where another state makes it."),
    ("Money", "amount"): _("In whole units, not in thousands or millions."),
    ("Money", "currency"): _("As in EUR."),
    ("Strategy", "aims"): _PHRASE,
    ("Instrument", "text"): _PHRASE,
    ("Instrument", "used_by"): _("None: only announced or named."),
    ("Instrument", "lead_time_months"): _("From decision to effect."),
    ("Instrument", "prerequisites"): _("Instruments that must go before it."),
    ("Instrument", "exclusions"): _("Instruments that it cannot go with."),
    ("Instrument", "humanitarian"): _("Humanitarian aid is never linked."),
    ("Contact", "on"): _("A year, month or day."),
    ("Contact", "why_not"): _("Needed where the message was not given."),
    ("Project", "text"): _PHRASE,
    ("Project", "implementer"): _("An organisation, never a person."),
    ("Allegation", "on"): _("A year, month or day."),
    ("Allegation", "text"): _TEXT,
    ("Allegation", "response"): _("Leave this empty while nothing was done."),
    ("Treaty", "text"): _PHRASE,
    ("Treaty", "why"): _("Needed where a clause was weighed."),
    ("Agreement", "text"): _PHRASE,
    ("Agreement", "with_states"): _("Other states on this side, as with Benelux."),
    ("Term", "name"): _("Stays the same over time, as in “documents”."),
    ("Term", "limit"): _(
        "The most for a deadline or ceiling, the least for a quota or validity."
    ),
    ("Term", "text"): _PHRASE,
    ("Performance", "term"): _("One of the terms of the agreement."),
    ("Performance", "least"): _("In the unit of the term."),
    ("Performance", "most"): _("The same as the least where it is exact."),
    ("DocumentGrant", "used"): _("Leave this empty where it is not known or hidden."),
    ("DocumentGrant", "used_below"): _("5 where the source says “fewer than 5”."),
    ("DocumentGrant", "not_found"): _("People who were no longer there to be found."),
    ("DocumentGrant", "shortest_days"): _("Both or neither."),
    ("ChainCounts", "counted"): _("As in “requests for a travel document”."),
    ("ChainCounts", "rounded_to"): _("1 where the source gives exact counts."),
    ("ChainCounts", "waiting_below"): _("5 where the source says “fewer than 5”."),
    ("CountedStage", "departure"): _(
        "Only of people who departed. Leave out who did so on a passport of their own."
    ),
    ("CountedStage", "value"): _("Leave this empty where the source hides it."),
    ("CountedStage", "below"): _("5 where the source says “fewer than 5”."),
    ("CountedWait", "until_days"): _("Leave this empty where it has no end."),
    ("CountedWait", "value"): _("Leave this empty where the source hides it."),
    ("CountedWait", "below"): _("5 where the source says “fewer than 5”."),
    ("Addendum", "text"): _TEXT,
    ("Situation", "text"): _TEXT,
    ("Position", "text"): _TEXT,
    ("Position", "by"): _("Leave this empty for the European Union."),
    ("Position", "reference"): _("As in (EU) 2021/1781."),
}
# Of a fact that belongs to a period, when that is.
_PERIOD: Mapping[str, Promise] = {
    "valid_from": _(
        "When the period begins: a year, month or day, as in 2012, 2012-06 or "
        "2012-06-21."
    ),
    "valid_until": _("When it ends; the same for one year, month or day."),
}
# One more of a list, and what one of them is called.
_ONE_OF: Mapping[tuple[str, str], Promise] = {
    ("Record", "citations"): pgettext_lazy("one of a list", "Source"),
    ("Agreement", "terms"): pgettext_lazy("one of a list", "Term"),
    ("ChainCounts", "stages"): pgettext_lazy("one of a list", "Stage"),
    ("ChainCounts", "waits"): pgettext_lazy("one of a list", "Band of days"),
    ("Agreement", "with_states"): pgettext_lazy("one of a list", "State"),
    ("Linkage", "states"): pgettext_lazy("one of a list", "State"),
    ("Linkage", "purposes"): pgettext_lazy("one of a list", "Purpose"),
    ("Statement", "countries"): pgettext_lazy("one of a list", "Country"),
    ("Circle", "partners"): pgettext_lazy("one of a list", "Partner"),
    ("Commitment", "made_by"): pgettext_lazy("one of a list", "Office"),
    ("Commitment", "made"): pgettext_lazy("one of a list", "Occasion"),
    ("Occasion", "further"): pgettext_lazy("one of a list", "Other place"),
    ("Instrument", "prerequisites"): pgettext_lazy("one of a list", "Prerequisite"),
    ("Instrument", "exclusions"): pgettext_lazy("one of a list", "Exclusion"),
}


def label_of(shape: Shape, within: Shape | None) -> str:
    """Name a field; a text in one of two languages after what the two say."""
    if within is not None and within.name and shape.owner is Bilingual:
        said = (
            _("%(what)s, in Dutch") if shape.name == "nl" else _("%(what)s, in English")
        )
        return str(said) % {"what": label_of(within, None)}
    known = _LABELS.get((shape.owner.__name__, shape.name))
    return str(known) if known is not None else field_word(shape.name)


def help_of(shape: Shape, within: Shape | None) -> str:
    """Say what helps to fill in a field; empty where nothing need be said."""
    if within is not None and shape.owner is Bilingual:
        shape = within
    return str(_HELP.get((shape.owner.__name__, shape.name), ""))


def period_help(name: str) -> str:
    """Say what helps to fill in the begin or end of a period; empty for the rest."""
    return str(_PERIOD.get(name, ""))


def one_of(shape: Shape) -> str:
    """Name one value of a list."""
    return str(_ONE_OF[shape.owner.__name__, shape.name])

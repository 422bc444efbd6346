"""A record in words: what it says, since when, and on what it rests."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from landenbenadering.core.citation import Citation
from landenbenadering.core.country import Country
from landenbenadering.evidence.countries import countries
from landenbenadering.policy.facts import (
    Circle,
    Commitment,
    Document,
    Fact,
    InstrumentKind,
    Judgement,
    Linkage,
    MobilityPartnership,
    Occasion,
    Office,
    ProjectKind,
    Purpose,
    Reason,
    Statement,
    Support,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import DocumentKind
from landenbenadering.web.design.language import page_language
from landenbenadering.web.register.plain_details import (
    country_name,
    money_text,
    named_text,
    partial_text,
    plain_rows,
    text_of,
)
from landenbenadering.web.register.titles import plain_title
from landenbenadering.web.register.words import word


@dataclass(frozen=True, slots=True)
class Detail:
    """One property of a record, as a label and a text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One property that two versions state differently; empty means absent."""

    label: str
    before: str
    after: str


def title_of(fact: Fact, *, names: Mapping[str, str] | None = None) -> str:
    """Give a fact in one line; what it names by its title in `names`, or its id."""
    match fact:
        case Linkage():
            what = f"{country_name(fact.country)}: {text_of(fact.text)}"
            return (
                what if fact.amount is None else f"{what} ({money_text(fact.amount)})"
            )
        case Judgement():
            return _("%(country)s: cooperation with forced return %(how)s") % {
                "country": country_name(fact.country),
                "how": word(fact.cooperation),
            }
        case MobilityPartnership():
            return _("Mobility partnership of the European Union with %(country)s") % {
                "country": country_name(fact.partner)
            }
        case Document() | Office():
            return _upper_first(text_of(fact.title))
        case _:
            return plain_title(fact, names or {})


def paper_name(document: Document) -> str:
    """Name a paper shortly: by its number, or by its title where it has none.

    The number of a debate's report says nothing alone: many share it.
    """
    number = document.number
    if document.kind is DocumentKind.DECISION_NOTE:
        # Its number is the id that the register gave it.
        return title_of(document)
    if document.kind is DocumentKind.HANDELINGEN:
        parts = [" ".join(filter(None, ("Handelingen", document.session))), number]
        item = "" if document.item is None else _("item %(item)s")
        parts.append(item % {"item": document.item} if item else "")
        return ", ".join(filter(None, parts))
    return number or title_of(document)


def short_names(records: Iterable[Record]) -> dict[str, str]:
    """Give by id how records are named where others speak of them."""
    return {
        record.id: paper_name(record.fact)
        if isinstance(record.fact, Document)
        else title_of(record.fact)
        for record in records
    }


def details_of(
    record: Record, *, names: Mapping[str, str] | None = None
) -> list[Detail]:
    """Give everything that a record states, in the order of its fields.

    Records that it names are told by their title in `names`, or else by their id.

    Which papers it rests on, and the dates from which it could be known and was
    entered, are not part of what it states.
    """
    rows = [
        *_fact_details(record.fact, names or {}),
        (_("Valid from"), partial_text(record.valid_from)),
        (_("Valid until"), partial_text(record.valid_until)),
    ]
    return [Detail(label, text) for label, text in rows if text]


def validity_of(record: Record) -> str:
    """Say from when until when a fact holds, as far as that is known."""
    start, end = partial_text(record.valid_from), partial_text(record.valid_until)
    match bool(start), bool(end):
        case True, True if start == end:
            return start
        case True, True:
            return _("from %(start)s until %(end)s") % {"start": start, "end": end}
        case True, False:
            return _("from %(start)s") % {"start": start}
        case False, True:
            return _("until %(end)s") % {"end": end}
        case _:
            return _("not known from when")


def differences(
    before: Record, after: Record, *, names: Mapping[str, str] | None = None
) -> list[Difference]:
    """Give the properties that two versions of one fact state differently."""
    old = {detail.label: detail.text for detail in details_of(before, names=names)}
    new = {detail.label: detail.text for detail in details_of(after, names=names)}
    return [
        Difference(label, old.get(label, ""), new.get(label, ""))
        for label in dict.fromkeys([*old, *new])
        if old.get(label) != new.get(label)
    ]


def all_differences(before: Record, after: Record) -> list[Difference]:
    """Give what two versions state differently, and on what and for whom they do."""
    pairs = [
        (_("Sources"), *(_citations(one) for one in (before, after))),
        (_("Known from"), *(_day(one.known_from) for one in (before, after))),
        (_("Who may read it"), *(word(one.disclosure) for one in (before, after))),
    ]
    around = [Difference(*pair) for pair in pairs if pair[1] != pair[2]]
    return [*differences(before, after), *around]


def countries_by_name() -> list[Country]:
    """Give every country in the order of its name in the language of the page."""
    return sorted(
        countries().values(), key=lambda country: country.name.in_(page_language())
    )


Rows = list[tuple[str, str]]


def _fact_details(fact: Fact, names: Mapping[str, str]) -> Rows:
    if isinstance(fact, Linkage):
        return _linkage(fact, names)
    if isinstance(fact, Commitment):
        return _commitment(fact, names)
    rows = _DETAILS.get(type(fact))
    return list(plain_rows(fact, names)) if rows is None else rows(fact)


def _linkage(fact: Linkage, names: Mapping[str, str]) -> Rows:
    return [
        (_("Country"), country_name(fact.country)),
        (_("Policy area"), word(fact.policy_area)),
        (_("Direction"), word(fact.direction)),
        (_("Made by"), word(fact.actor)),
        (_("What"), text_of(fact.text)),
        (_("Amount"), "" if fact.amount is None else money_text(fact.amount)),
        (_("Condition"), text_of(fact.condition)),
        (
            _("Purpose"),
            "; ".join(_purpose(one, names) for one in fact.purposes),
        ),
        (_("Reason"), text_of(fact.reason)),
        (_("Made in"), partial_text(fact.since)),
        (_("State"), word(fact.state)),
        (_("Instrument"), named_text(fact.instrument, names)),
        (_("Made by states"), _names(fact.states)),
        (
            _("Review on"),
            date_format(fact.review_on, "j F Y") if fact.review_on else "",
        ),
        (_("Evaluated by"), named_text(fact.evaluation, names)),
        (_("Outcome"), text_of(fact.outcome) or _("no result recorded")),
    ]


def _document(fact: Document) -> Rows:
    return [
        (_("Kind"), word(fact.kind)),
        (_("Title"), text_of(fact.title)),
        (_("Number"), fact.number),
        (_("Date"), _day(fact.dated)),
        (_("Parliamentary year"), fact.session or ""),
        (_("Item"), str(fact.item or "")),
        (_("Pages"), fact.pages or ""),
        (_("Official page"), fact.url or ""),
    ]


def _office(fact: Office) -> Rows:
    return [
        (_("Office"), _upper_first(text_of(fact.title))),
        (_("Role"), word(fact.role)),
        (_("Holder"), fact.holder or ""),
    ]


def _statement(fact: Statement) -> Rows:
    return [
        (_("Text"), text_of(fact.text)),
        (pgettext("statement", "Kind"), word(fact.kind)),
        (_("Topic"), word(fact.topic)),
        (_("Countries"), _names(fact.countries)),
    ]


def _judgement(fact: Judgement) -> Rows:
    important = _("yes") if fact.important_for_return else _("no")
    return [
        (_("Country"), country_name(fact.country)),
        (_("Cooperation with forced return"), word(fact.cooperation)),
        (_("Important for return"), important),
        (_("Reason"), "" if fact.reason is None else word(fact.reason)),
    ]


def _reason(fact: Reason) -> Rows:
    return [(_("Text"), text_of(fact.text)), (_("Kind"), word(fact.kind))]


def _support(fact: Support) -> Rows:
    return [(_("Text"), text_of(fact.text)), (_("Form"), word(fact.form))]


def _instrument_kind(fact: InstrumentKind) -> Rows:
    return [
        (_("Text"), text_of(fact.text)),
        (_("Policy area"), word(fact.policy_area)),
        (_("Direction"), ", ".join(map(word, fact.directions)) or _("neither")),
    ]


def _project_kind(fact: ProjectKind) -> Rows:
    return [(_("Text"), text_of(fact.text))]


def _circle(fact: Circle) -> Rows:
    towards = country_name(fact.towards) if fact.towards else _("not one country")
    return [
        (_("Text"), text_of(fact.text)),
        (_("Towards"), towards),
        (_("Partners"), _names(fact.partners) or _("not named")),
        (_("State"), word(fact.state)),
    ]


def _mobility_partnership(fact: MobilityPartnership) -> Rows:
    return [(_("Country"), country_name(fact.partner))]


def _commitment(fact: Commitment, names: Mapping[str, str]) -> Rows:
    due = ""
    if fact.due is not None:
        due = f"{text_of(fact.due_text)} ({date_format(fact.due, 'j F Y')})"
    made, *repeated = [_occasion(occasion) for occasion in fact.made] or [""]
    return [
        (_("Text"), text_of(fact.text)),
        (_("Made at"), made),
        (_("Repeated at"), "; ".join(repeated)),
        (_("To be kept"), due or _("standing promise, without a date")),
        (_("Kept by"), names.get(fact.kept_by, fact.kept_by) if fact.kept_by else ""),
    ]


_DETAILS: dict[type[Fact], Callable[..., Rows]] = {
    Document: _document,
    Office: _office,
    Statement: _statement,
    Judgement: _judgement,
    Reason: _reason,
    Support: _support,
    InstrumentKind: _instrument_kind,
    ProjectKind: _project_kind,
    Circle: _circle,
    MobilityPartnership: _mobility_partnership,
}


def _citations(record: Record) -> str:
    return "; ".join(map(_place, record.citations))


def _place(citation: Citation) -> str:
    parts = (
        citation.document,
        citation.page and _("page %(number)s") % {"number": citation.page},
        citation.paragraph
        and _("paragraph %(number)s") % {"number": citation.paragraph},
        citation.note and _("note %(number)s") % {"number": citation.note},
    )
    return ", ".join(str(part) for part in parts if part)


def _occasion(occasion: Occasion) -> str:
    place = text_of(occasion.place)
    return f"{place}, {partial_text(occasion.on)}" if occasion.on else place


def _purpose(purpose: Purpose, names: Mapping[str, str]) -> str:
    return _("%(purpose)s (according to %(document)s)") % {
        "purpose": text_of(purpose.text),
        "document": named_text(purpose.according_to.document, names),
    }


def _names(codes: Sequence[str]) -> str:
    return ", ".join(country_name(code) for code in codes)


def _day(day: date | None) -> str:
    return "" if day is None else date_format(day, "j F Y")


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]

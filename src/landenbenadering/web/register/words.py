"""The vocabulary of the approach in the language of the page."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.facts import Fact
from landenbenadering.policy.vocabulary import (
    Actor,
    CircleState,
    Cooperation,
    Direction,
    Disclosure,
    DocumentKind,
    LinkageState,
    OfficeRole,
    PolicyArea,
    ReasonKind,
    StatementKind,
    SupportForm,
    Topic,
)

# By class and member: members of different sets may be the same text.
_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, Promise]] = {
    Cooperation: {
        Cooperation.SMOOTH: _("runs smoothly"),
        Cooperation.LESS_SMOOTH: _("runs less smoothly"),
    },
    ReasonKind: {
        ReasonKind.INTERPRETS_OBLIGATION_DIFFERENTLY: _(
            "interprets the obligation to take back nationals differently"
        ),
        ReasonKind.LOWER_PRIORITY: _("gives it lower priority for reasons of its own"),
        ReasonKind.CAPACITY: _("lacks capacity"),
        ReasonKind.IDENTITY: _("does not confirm identities"),
    },
    Direction: {
        Direction.INCENTIVE: _("incentive"),
        Direction.RESTRICTION: _("restriction"),
    },
    Actor: {
        Actor.NETHERLANDS: _("the Netherlands"),
        Actor.EU: _("the European Union"),
        Actor.OTHER_STATE: _("another state"),
        Actor.PARTNER: _("the country itself (reverse linkage)"),
    },
    PolicyArea: {
        PolicyArea.RETURN: _("return"),
        PolicyArea.ADMISSION: _("admission"),
        PolicyArea.DEVELOPMENT: _("development cooperation"),
        PolicyArea.TRADE: _("trade"),
        PolicyArea.CAPACITY: _("capacity of services"),
        PolicyArea.TREATIES: _("treaties"),
        PolicyArea.STUDY: _("study"),
        PolicyArea.DIPLOMACY: _("diplomacy"),
        PolicyArea.SOCIAL_SECURITY: _("social security"),
        PolicyArea.AVIATION: _("aviation"),
    },
    LinkageState: {
        LinkageState.SIGNALLED: pgettext_lazy("linkage", "signalled"),
        LinkageState.PROPOSED: pgettext_lazy("linkage", "proposed"),
        LinkageState.DECIDED: pgettext_lazy("linkage", "decided"),
        LinkageState.OFFERED: pgettext_lazy("linkage", "offered"),
        LinkageState.ANNOUNCED: pgettext_lazy("linkage", "announced"),
        LinkageState.AGREED: pgettext_lazy("linkage", "agreed"),
        LinkageState.REFUSED: pgettext_lazy("linkage", "refused"),
        LinkageState.RUNNING: pgettext_lazy("linkage", "running"),
        LinkageState.SUSPENDED: pgettext_lazy("linkage", "suspended"),
        LinkageState.ENDED: pgettext_lazy("linkage", "ended"),
        LinkageState.WITHDRAWN: pgettext_lazy("linkage", "withdrawn"),
    },
    CircleState: {
        CircleState.EXISTING: _("states that work together already"),
        CircleState.SOUGHT: _("states asked to work together"),
    },
    SupportForm: {
        SupportForm.ADVICE: _("advice"),
        SupportForm.MONEY: _("money"),
        SupportForm.IN_KIND: _("help in kind"),
    },
    StatementKind: {
        StatementKind.FACT: _("fact"),
        StatementKind.PRINCIPLE: _("principle"),
        StatementKind.INTENTION: _("intention"),
    },
    Topic: {
        Topic.PURPOSE: _("purpose of the approach"),
        Topic.INDEPENDENT_RETURN: _("independent return"),
        Topic.MOST_COUNTRIES: _("most countries"),
        Topic.LESS_SMOOTH: _("countries where cooperation runs less smoothly"),
        Topic.LINKAGES: _("linkages"),
        Topic.APPROACH: _("approach"),
        Topic.INSTRUMENTS: _("instruments"),
        Topic.EUROPE: _("European track"),
        Topic.PARTNERS: _("partners"),
        Topic.PROMISES: _("promises"),
    },
    OfficeRole: {
        OfficeRole.SIGNATORY: _("signs letters"),
        OfficeRole.CO_RESPONSIBLE: _("shares responsibility"),
        OfficeRole.ADDRESSEE: _("receives letters"),
    },
    DocumentKind: {
        DocumentKind.KAMERSTUK: _("parliamentary paper (Kamerstuk)"),
        DocumentKind.HANDELINGEN: _("report of a debate (Handelingen)"),
        DocumentKind.AGREEMENT: _("agreement"),
        DocumentKind.STATISTIC: _("statistic"),
        DocumentKind.WEB_PAGE: _("web page"),
        DocumentKind.OTHER: _("other document"),
    },
    Disclosure: {
        Disclosure.PUBLIC: _("public"),
        Disclosure.HOUSE: _("confidential to the House"),
        Disclosure.INTERNAL: _("internal"),
    },
}

KINDS: Mapping[str, Promise] = {
    "document": _("document"),
    "office": _("office"),
    "statement": _("statement"),
    "judgement": _("judgement of cooperation"),
    "reason": _("kind of reason"),
    "support": _("support for independent return"),
    "linkage": _("linkage"),
    "instrument_kind": _("kind of instrument"),
    "project_kind": _("kind of project"),
    "circle": _("circle of states"),
    "mobility_partnership": _("mobility partnership"),
    "commitment": _("commitment to Parliament"),
}


def word(member: StrEnum) -> str:
    """Name a member of a closed set in the language of the page."""
    return str(_WORDS[type(member)][member])


def choices_of(members: type[StrEnum]) -> list[tuple[str, str]]:
    """Give value and name of every member, for a field with a choice."""
    return [(member.value, word(member)) for member in members]


def kind_word(fact: Fact) -> str:
    """Name the kind of a fact in the language of the page."""
    return str(KINDS[kind_name(type(fact))])

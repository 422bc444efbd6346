"""The vocabulary of the approach in the language of the page."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from landenbenadering.core.funnel import Departure, Follow, Stage
from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.departments import department_name
from landenbenadering.policy.facts import Fact
from landenbenadering.policy.vocabulary import (
    Actor,
    AddendumTopic,
    AdvicePosition,
    AgreementForm,
    AllegationState,
    CircleState,
    ClauseWeighing,
    ContactLevel,
    Cooperation,
    DecisionOutcome,
    Department,
    Direction,
    Disclosure,
    DocumentKind,
    Frame,
    Keeping,
    LinkageState,
    OfficeRole,
    PolicyArea,
    PositionKind,
    Priority,
    ProposalState,
    ReasonKind,
    ReviewFinding,
    SituationKind,
    StatementKind,
    SupportForm,
    TermKind,
    TermUnit,
    Topic,
    TreatyState,
)
from landenbenadering.web.design.language import page_language

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
        PolicyArea.HUMANITARIAN: _("humanitarian aid"),
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
        DocumentKind.REGULATION: _("regulation or decision of the EU"),
        DocumentKind.RULING: _("court ruling"),
        DocumentKind.REPORT: _("report"),
        DocumentKind.RELATIONS_ASSESSMENT: _("assessment of the effect on relations"),
        DocumentKind.RIGHTS_ASSESSMENT: _("rights assessment"),
        DocumentKind.SITUATION_ASSESSMENT: _("assessment of the country's situation"),
        DocumentKind.CHAIN_READINESS: _("readiness of the own chain"),
        DocumentKind.DECISION_NOTE: _("decision note"),
        DocumentKind.OTHER: _("other document"),
    },
    Disclosure: {
        Disclosure.PUBLIC: _("public"),
        Disclosure.HOUSE: _("confidential to the House"),
        Disclosure.INTERNAL: _("internal"),
    },
    Priority: {
        Priority.HIGH: _("high"),
        Priority.NORMAL: _("normal"),
        Priority.LOW: _("low"),
    },
    ContactLevel: {
        ContactLevel.OFFICIAL: _("officials"),
        ContactLevel.HIGH_OFFICIAL: _("high officials"),
        ContactLevel.MINISTER: _("ministers"),
        ContactLevel.HEAD_OF_GOVERNMENT: _("heads of government"),
        ContactLevel.EU: _("European Union"),
    },
    AllegationState: {
        AllegationState.REPORTED: _("reported"),
        AllegationState.INVESTIGATED: _("under investigation"),
        AllegationState.FOUNDED: _("founded"),
        AllegationState.UNFOUNDED: _("unfounded"),
    },
    TreatyState: {
        TreatyState.NEGOTIATED: _("under negotiation"),
        TreatyState.SIGNED: _("signed"),
        TreatyState.IN_FORCE: _("in force"),
        TreatyState.TERMINATED: _("terminated"),
    },
    ClauseWeighing: {
        ClauseWeighing.NOT_WEIGHED: _("not weighed"),
        ClauseWeighing.TAKEN_UP: _("weighed and taken up"),
        ClauseWeighing.LEFT_OUT: _("weighed and left out"),
    },
    AgreementForm: {
        AgreementForm.TREATY: _("treaty"),
        AgreementForm.READMISSION_AGREEMENT: _("readmission agreement"),
        AgreementForm.MEMORANDUM: _("memorandum of understanding"),
        AgreementForm.ACTION_PLAN: _("action plan"),
        AgreementForm.LETTER_OF_INTENT: _("letter of intent"),
        AgreementForm.ARRANGEMENT: _("arrangement"),
    },
    TermKind: {
        TermKind.DEADLINE: _("deadline"),
        TermKind.QUOTA: _("quota"),
        TermKind.CEILING: _("ceiling"),
        TermKind.VALIDITY: _("validity"),
    },
    TermUnit: {
        TermUnit.DAYS: _("days"),
        TermUnit.PERSONS_A_MONTH: _("persons a month"),
        TermUnit.PERSONS_A_YEAR: _("persons a year"),
    },
    Keeping: {
        Keeping.KEPT: _("kept"),
        Keeping.BROKEN: _("not kept"),
        Keeping.CANNOT_TELL: _("cannot tell"),
    },
    SituationKind: {
        SituationKind.DEPARTURE_MORATORIUM: _("departure moratorium"),
        SituationKind.NO_PROSPECT_OF_REMOVAL: _("no prospect of removal"),
        SituationKind.PROSPECT_OF_REMOVAL: _("prospect of removal"),
        SituationKind.SAFE_COUNTRY_LISTED: _("put on the list of safe countries"),
        SituationKind.SAFE_COUNTRY_REMOVED: _("taken off the list of safe countries"),
        SituationKind.DISPLACEMENT: _("displacement"),
        SituationKind.CONFLICT: _("conflict"),
        SituationKind.DOMESTIC: _("domestic situation"),
        SituationKind.REPLACEMENT_DOCUMENTS: _("replacement travel documents"),
    },
    PositionKind: {
        PositionKind.POSITION: _("position"),
        PositionKind.PROPOSAL: _("proposed measure"),
        PositionKind.MEASURE: _("measure in force"),
        PositionKind.MANDATE: _("mandate to negotiate"),
        PositionKind.ENDED: _("measure ended"),
    },
    AddendumTopic: {
        AddendumTopic.REASON: _("reason"),
        AddendumTopic.AMOUNT: _("amount"),
        AddendumTopic.OUTCOME: _("outcome"),
        AddendumTopic.ASKS: _("what the partner asked"),
        AddendumTopic.NOTE: _("note"),
    },
    Frame: {
        Frame.EUROPEAN: _("European Union"),
        Frame.SMALLER_CIRCLE: _("smaller circle of states"),
        Frame.NETHERLANDS: _("the Netherlands alone"),
    },
    ProposalState: {
        ProposalState.DRAFT: _("draft"),
        ProposalState.ADVICE: _("advice asked"),
        ProposalState.NOTE: _("ready for decision"),
        ProposalState.DECIDED: _("decided"),
        ProposalState.REJECTED: _("rejected"),
        ProposalState.WITHDRAWN: _("withdrawn"),
    },
    AdvicePosition: {
        AdvicePosition.AGREE: _("agrees"),
        AdvicePosition.AGREE_WITH_CONDITIONS: _("agrees with conditions"),
        AdvicePosition.OBJECT: _("objects"),
    },
    DecisionOutcome: {
        DecisionOutcome.ADOPTED: _("adopted"),
        DecisionOutcome.REJECTED: _("rejected"),
    },
    Stage: {
        Stage.DECISIONS: _("Ordered to leave"),
        Stage.REQUESTS: _("Travel document requested"),
        Stage.ANSWERED: _("Request answered"),
        Stage.NATIONALITY_CONFIRMED: _("Nationality confirmed"),
        Stage.DOCUMENT_PROMISED: _("Travel document promised"),
        Stage.DOCUMENT_ISSUED: _("Travel document issued"),
        Stage.DEPARTED: _("Departed"),
    },
    Departure: {
        Departure.INDEPENDENT: _("Departed independently"),
        Departure.FORCED: _("Departed by force"),
        Departure.UNKNOWN_DESTINATION: _("Left, destination unknown"),
    },
    Follow: {
        Follow.PERIOD: _("whatever fell in the period"),
        Follow.COHORT: _("the same people or requests, whenever they came further"),
    },
    ReviewFinding: {
        ReviewFinding.ADEQUATE: _("adequate"),
        ReviewFinding.SHARPEN: _("sharpen"),
        ReviewFinding.EASE: _("ease"),
        ReviewFinding.END: _("end"),
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
    "strategy": _("strategy of a country"),
    "instrument": _("instrument"),
    "contact": _("contact"),
    "project": _("project"),
    "allegation": _("allegation about a project"),
    "treaty": _("treaty"),
    "agreement": _("agreement"),
    "addendum": _("addition for fewer readers"),
    "performance": _("performance under an agreement"),
    "document_grant": _("documents granted and what became of them"),
    "chain_counts": _("counts from decision to departure"),
    "situation": _("situation of a country"),
    "position": _("position or step of others"),
    "proposal": _("proposal"),
    "advice": _("advice"),
    "decision": _("decision"),
    "review": _("review"),
}


def word(member: StrEnum) -> str:
    """Name a member of a closed set in the language of the page."""
    if isinstance(member, Department):
        return department_name(member).in_(page_language())
    return str(_WORDS[type(member)][member])


def choices_of(members: type[StrEnum]) -> list[tuple[str, str]]:
    """Give value and name of every member, for a field with a choice."""
    return [(member.value, word(member)) for member in members]


def kind_word(fact: Fact) -> str:
    """Name the kind of a fact in the language of the page."""
    return str(KINDS[kind_name(type(fact))])

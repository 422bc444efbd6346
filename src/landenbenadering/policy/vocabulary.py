"""Closed sets of the approach: each word has one meaning everywhere."""

from enum import StrEnum


class Disclosure(StrEnum):
    """Who may read a fact."""

    PUBLIC = "public"
    HOUSE = "house"
    INTERNAL = "internal"


class PolicyArea(StrEnum):
    """A policy area on which a linkage can be made."""

    RETURN = "return"
    ADMISSION = "admission"
    DEVELOPMENT = "development"
    TRADE = "trade"
    CAPACITY = "capacity"
    TREATIES = "treaties"
    STUDY = "study"
    DIPLOMACY = "diplomacy"
    SOCIAL_SECURITY = "social_security"
    AVIATION = "aviation"
    HUMANITARIAN = "humanitarian"


class Department(StrEnum):
    """A department of the government, by its field and not by its passing name."""

    GENERAL_AFFAIRS = "general_affairs"
    FOREIGN_AFFAIRS = "foreign_affairs"
    DEVELOPMENT_TRADE = "development_trade"
    MIGRATION = "migration"
    SOCIAL_AFFAIRS = "social_affairs"
    EDUCATION = "education"
    ECONOMIC_AFFAIRS = "economic_affairs"
    INFRASTRUCTURE = "infrastructure"
    DEFENCE = "defence"
    FINANCE = "finance"


class Direction(StrEnum):
    """Whether a linkage gives something or withholds it."""

    INCENTIVE = "incentive"
    RESTRICTION = "restriction"


class Actor(StrEnum):
    """Who makes the linkage; a linkage by the partner is a reverse linkage."""

    NETHERLANDS = "netherlands"
    EU = "eu"
    OTHER_STATE = "other_state"
    PARTNER = "partner"


class LinkageState(StrEnum):
    """How far a linkage is."""

    SIGNALLED = "signalled"
    PROPOSED = "proposed"
    DECIDED = "decided"
    OFFERED = "offered"
    ANNOUNCED = "announced"
    AGREED = "agreed"
    REFUSED = "refused"
    RUNNING = "running"
    SUSPENDED = "suspended"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Cooperation(StrEnum):
    """The ministry's judgement of a country's cooperation with forced return."""

    SMOOTH = "smooth"
    LESS_SMOOTH = "less_smooth"


class ReasonKind(StrEnum):
    """Why a country's cooperation runs less smoothly, as the ministry sees it."""

    INTERPRETS_OBLIGATION_DIFFERENTLY = "interprets_obligation_differently"
    LOWER_PRIORITY = "lower_priority"
    CAPACITY = "capacity"
    IDENTITY = "identity"


class SupportForm(StrEnum):
    """What is offered to people who return independently."""

    ADVICE = "advice"
    MONEY = "money"
    IN_KIND = "in_kind"


class StatementKind(StrEnum):
    """Whether a statement says what is so, what is held, or what is intended."""

    FACT = "fact"
    PRINCIPLE = "principle"
    INTENTION = "intention"


class Topic(StrEnum):
    """Where in a state-of-affairs letter a statement belongs."""

    PURPOSE = "purpose"
    INDEPENDENT_RETURN = "independent_return"
    MOST_COUNTRIES = "most_countries"
    LESS_SMOOTH = "less_smooth"
    LINKAGES = "linkages"
    APPROACH = "approach"
    INSTRUMENTS = "instruments"
    EUROPE = "europe"
    PARTNERS = "partners"
    PROMISES = "promises"


class CircleState(StrEnum):
    """Whether a circle of states works together already or is sought."""

    EXISTING = "existing"
    SOUGHT = "sought"


class OfficeRole(StrEnum):
    """What an office does in the letters to Parliament."""

    SIGNATORY = "signatory"
    CO_RESPONSIBLE = "co_responsible"
    ADDRESSEE = "addressee"


class DocumentKind(StrEnum):
    """Kind of paper that a fact can rest on."""

    KAMERSTUK = "kamerstuk"
    HANDELINGEN = "handelingen"
    AGREEMENT = "agreement"
    STATISTIC = "statistic"
    WEB_PAGE = "web_page"
    REGULATION = "regulation"
    RULING = "ruling"
    REPORT = "report"
    RELATIONS_ASSESSMENT = "relations_assessment"
    RIGHTS_ASSESSMENT = "rights_assessment"
    SITUATION_ASSESSMENT = "situation_assessment"
    CHAIN_READINESS = "chain_readiness"
    DECISION_NOTE = "decision_note"
    OTHER = "other"


class Priority(StrEnum):
    """How much weight the return relation with a country has."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class ContactLevel(StrEnum):
    """The level at which two governments speak, lowest first."""

    OFFICIAL = "official"
    HIGH_OFFICIAL = "high_official"
    MINISTER = "minister"
    HEAD_OF_GOVERNMENT = "head_of_government"
    EU = "eu"


class AllegationState(StrEnum):
    """How far the look into an allegation about a project is."""

    REPORTED = "reported"
    INVESTIGATED = "investigated"
    FOUNDED = "founded"
    UNFOUNDED = "unfounded"


class TreatyState(StrEnum):
    """How far a bilateral treaty is."""

    NEGOTIATED = "negotiated"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    TERMINATED = "terminated"


class ClauseWeighing(StrEnum):
    """What became of the question whether a treaty needs a readmission clause."""

    NOT_WEIGHED = "not_weighed"
    TAKEN_UP = "taken_up"
    LEFT_OUT = "left_out"


class AgreementForm(StrEnum):
    """The form of what was agreed."""

    TREATY = "treaty"
    READMISSION_AGREEMENT = "readmission_agreement"
    MEMORANDUM = "memorandum"
    ACTION_PLAN = "action_plan"
    LETTER_OF_INTENT = "letter_of_intent"
    ARRANGEMENT = "arrangement"


class TermKind(StrEnum):
    """What a term of an agreement sets."""

    DEADLINE = "deadline"
    QUOTA = "quota"
    CEILING = "ceiling"
    VALIDITY = "validity"


class TermUnit(StrEnum):
    """In what the limit of a term is counted."""

    DAYS = "days"
    PERSONS_A_MONTH = "persons_a_month"
    PERSONS_A_YEAR = "persons_a_year"


class Keeping(StrEnum):
    """Whether a term of an agreement is kept, as far as records tell."""

    KEPT = "kept"
    BROKEN = "broken"
    CANNOT_TELL = "cannot_tell"


class AddendumTopic(StrEnum):
    """What of a fact an addition tells that fewer may read."""

    REASON = "reason"
    AMOUNT = "amount"
    OUTCOME = "outcome"
    ASKS = "asks"
    NOTE = "note"


class SituationKind(StrEnum):
    """What holds in or for a country and bears on return."""

    DEPARTURE_MORATORIUM = "departure_moratorium"
    NO_PROSPECT_OF_REMOVAL = "no_prospect_of_removal"
    PROSPECT_OF_REMOVAL = "prospect_of_removal"
    SAFE_COUNTRY_LISTED = "safe_country_listed"
    SAFE_COUNTRY_REMOVED = "safe_country_removed"
    DISPLACEMENT = "displacement"
    CONFLICT = "conflict"
    DOMESTIC = "domestic"
    REPLACEMENT_DOCUMENTS = "replacement_documents"


class PositionKind(StrEnum):
    """What another state or the European Union does or thinks."""

    POSITION = "position"
    PROPOSAL = "proposal"
    MEASURE = "measure"
    MANDATE = "mandate"
    ENDED = "ended"


class Frame(StrEnum):
    """In which frame a step towards a country is set."""

    EUROPEAN = "european"
    SMALLER_CIRCLE = "smaller_circle"
    NETHERLANDS = "netherlands"


class ProposalState(StrEnum):
    """How far a proposal is."""

    DRAFT = "draft"
    ADVICE = "advice"
    NOTE = "note"
    DECIDED = "decided"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class AdvicePosition(StrEnum):
    """What a department says of a proposal."""

    AGREE = "agree"
    AGREE_WITH_CONDITIONS = "agree_with_conditions"
    OBJECT = "object"


class DecisionOutcome(StrEnum):
    """What was decided on a proposal."""

    ADOPTED = "adopted"
    REJECTED = "rejected"


class ReviewFinding(StrEnum):
    """Whether an instrument still fits, as a review found."""

    ADEQUATE = "adequate"
    SHARPEN = "sharpen"
    EASE = "ease"
    END = "end"

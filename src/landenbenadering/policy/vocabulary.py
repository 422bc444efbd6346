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
    OTHER = "other"

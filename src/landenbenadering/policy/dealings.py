"""Facts on the dealings with a country: strategy, instruments, contacts, agreements.

Like the other facts these are frozen values; the `Record` around each says since
when it is so, known from when, and on which paper it rests.
"""

from dataclasses import dataclass
from decimal import Decimal

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.core.money import Money
from landenbenadering.policy.vocabulary import (
    Actor,
    AddendumTopic,
    AgreementForm,
    AllegationState,
    ClauseWeighing,
    ContactLevel,
    Department,
    Direction,
    PolicyArea,
    PositionKind,
    Priority,
    SituationKind,
    SupportForm,
    TermKind,
    TermUnit,
    TreatyState,
)


@dataclass(frozen=True, slots=True)
class Strategy:
    """How the Netherlands works with one country on return.

    Attributes
    ----------
    lead : Department
        The department that leads.
    aims : Bilingual
        What the strategy is after, as a noun phrase.
    pursues_forced_return : bool
        Whether forced return is among the aims.
    support : tuple of SupportForm
        What is offered to people who return independently; empty where nothing
        is recorded.
    """

    country: str
    priority: Priority
    lead: Department
    aims: Bilingual
    pursues_forced_return: bool
    support: tuple[SupportForm, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument of the catalogue, as a noun phrase.

    Attributes
    ----------
    department : Department
        The department that holds it.
    directions : tuple of Direction
        Whether it can be given, withheld, or both.
    usable_by : tuple of Actor
        Who may use it.
    used_by : tuple of Actor
        Who is known to have used it; empty: only announced or named.
    legal_basis : Bilingual or None
        `None` where none is recorded, which is not the same as none needed.
    reversible : bool or None
        Whether it can be taken back; `None` if not known.
    lead_time_months : int or None
        From decision to effect, in months; `None` if not known.
    prerequisites, exclusions : tuple of str
        Record ids of instruments that must go before it, or cannot go with it.
    humanitarian : bool
        Whether it is humanitarian aid, which is never linked.
    """

    policy_area: PolicyArea
    department: Department
    directions: tuple[Direction, ...]
    text: Bilingual
    usable_by: tuple[Actor, ...]
    used_by: tuple[Actor, ...] = ()
    legal_basis: Bilingual | None = None
    reversible: bool | None = None
    lead_time_months: int | None = None
    prerequisites: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    humanitarian: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact between governments.

    Attributes
    ----------
    by : Actor
        Who spoke for this side.
    message_given : bool or None
        Whether the return message was given; `None` if not recorded.
    why_not : Bilingual or None
        Why it was not given; needed where `message_given` is false.
    asks : Bilingual or None
        What the partner asked for.
    """

    country: str
    level: ContactLevel
    on: PartialDate
    by: Actor
    text: Bilingual
    message_given: bool | None = None
    why_not: Bilingual | None = None
    asks: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project in the context of migration, as a noun phrase.

    `amount` is `None` where the sum is not known; `implementer` names an
    organisation, never a person.
    """

    country: str
    department: Department
    text: Bilingual
    amount: Money | None = None
    implementer: str | None = None


@dataclass(frozen=True, slots=True)
class Allegation:
    """An allegation about a project, and what was done with it.

    `project` is a record id; `response` is `None` while nothing was done.
    """

    project: str
    on: PartialDate
    text: Bilingual
    state: AllegationState
    response: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Treaty:
    """A bilateral treaty and whether a readmission clause was weighed for it.

    `why` gives the reasons of the weighing; needed unless it was not weighed.
    """

    country: str
    policy_area: PolicyArea
    text: Bilingual
    state: TreatyState
    clause: ClauseWeighing
    why: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an agreement that can be checked against what was recorded.

    Attributes
    ----------
    name : str
        Stable name within the agreement, as in `documents`.
    limit : int
        The most (deadline, ceiling) or the least (quota, validity of a document),
        counted in `unit`.
    """

    name: str
    kind: TermKind
    limit: int
    unit: TermUnit
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed on return with a country.

    Attributes
    ----------
    by : Actor
        Who agreed it with the country.
    with_states : tuple of str
        Other states on this side, as with Benelux.
    binding : bool or None
        Whether it binds in law; `None` if not known or disputed.
    """

    country: str
    by: Actor
    form: AgreementForm
    text: Bilingual
    binding: bool | None = None
    with_states: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Performance:
    """What happened under one term of an agreement in a period.

    The period is `valid_from` to `valid_until` of the record.

    Attributes
    ----------
    agreement, term : str
        Record id of the agreement and name of its term.
    least, most : Decimal
        Bounds of what was counted, in the unit of the term; equal when exact. For
        a deadline, the longest that any answer took; for validity, the shortest
        that any document held; for persons, the count in a period of the unit, and
        their average where the record spans more than one.
    """

    agreement: str
    term: str
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class DocumentGrant:
    """Documents that a country granted in a period, and what became of them.

    The period is `valid_from` to `valid_until` of the record. Counts of documents,
    never of persons by name.

    Attributes
    ----------
    granted : int
        Documents granted or promised.
    used : int or None
        Of these, documents with which somebody left; `None` if not known.
    used_below : int or None
        Where the source only says "fewer than 5" were used: 5. `None` otherwise.
    not_found : int or None
        Of these, documents whose holder could no longer be found.
    shortest_days, longest_days : int or None
        Bounds of how long people were available after the grant.
    """

    country: str
    granted: int
    used: int | None = None
    used_below: int | None = None
    not_found: int | None = None
    shortest_days: int | None = None
    longest_days: int | None = None


@dataclass(frozen=True, slots=True)
class Addendum:
    """What belongs to a fact and fewer may read than the fact itself.

    A record of its own, so that it is kept from readers as every record is: its field
    stays empty in the fact, and nobody else can tell that there is more.

    Attributes
    ----------
    about : str
        Record id of the fact.
    text : Bilingual
        A full sentence.
    amount : Money or None
        The sum, where it is about money; `None` where it is not, or is not known.
    """

    about: str
    topic: AddendumTopic
    text: Bilingual
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What holds in or for a country and bears on return; a full sentence.

    It holds from `valid_from` until `valid_until` of the record.
    """

    country: str
    kind: SituationKind
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Position:
    """A position or step of the European Union or another state; a full sentence.

    Attributes
    ----------
    by : str or None
        ISO 3166 alpha-3 of the state; `None` for the European Union.
    towards : str
        The country that it is about.
    reference : str or None
        Number of the act, as in `(EU) 2021/1781`.
    """

    towards: str
    kind: PositionKind
    text: Bilingual
    by: str | None = None
    reference: str | None = None

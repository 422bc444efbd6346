"""By what lists of records are narrowed: state, day that waits, department, subject."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from landenbenadering.policy.dealings import (
    Addendum,
    Allegation,
    Instrument,
    Performance,
    Project,
    Strategy,
)
from landenbenadering.policy.deciding import Advice, Decision, Proposal, Review
from landenbenadering.policy.facts import Commitment, Fact, Linkage
from landenbenadering.policy.vocabulary import Department, ProposalState

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Listing:
    """What lists of records are narrowed by.

    Attributes
    ----------
    state : str
        State of the fact, or the position of advice, `open` while it waits; empty
        for facts without a state.
    due_on : date or None
        The day on which something is to be done about it; `None` when nothing is.
    department : Department or None
        The department that it belongs to.
    about : str
        Record id of what it belongs to; empty for facts that stand alone.
    """

    state: str
    due_on: date | None
    department: Department | None
    about: str


def listing_of(fact: Fact) -> Listing:
    """Give by what a fact is found in lists."""
    return Listing(
        state=_state(fact),
        due_on=_due_on(fact),
        department=_department(fact),
        about=_about(fact),
    )


def _state(fact: Fact) -> str:
    match fact:
        case Advice():
            return OPEN if fact.position is None else fact.position.value
        case Commitment():
            return OPEN if fact.kept_by is None else "kept"
        case Decision():
            return fact.outcome.value
        case _:
            state = getattr(fact, "state", None)
            return state.value if isinstance(state, StrEnum) else ""


def _due_on(fact: Fact) -> date | None:
    match fact:
        case Linkage():
            return fact.review_on
        case Commitment():
            return None if fact.kept_by is not None else fact.due
        case Advice():
            return None if fact.position is not None else fact.due
        case Proposal(state=ProposalState.ADVICE):
            return fact.advice_due
        case _:
            return None


def _department(fact: Fact) -> Department | None:
    match fact:
        case Advice() | Instrument() | Project():
            return fact.department
        case Proposal():
            return fact.owner
        case Strategy():
            return fact.lead
        case _:
            return None


def _about(fact: Fact) -> str:
    match fact:
        case Advice() | Decision():
            return fact.proposal
        case Review():
            return fact.linkage
        case Performance():
            return fact.agreement
        case Allegation():
            return fact.project
        case Addendum():
            return fact.about
        case _:
            return ""

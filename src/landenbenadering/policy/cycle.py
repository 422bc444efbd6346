"""The steps of the cycle from proposal to review, on frozen values.

Each function gives the facts as they stand after the step and changes nothing. Who
may take a step, and storing what it gives, is for the services.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from landenbenadering.policy.deciding import (
    Advice,
    Decision,
    Override,
    Proposal,
    Review,
)
from landenbenadering.policy.departments import departments_touched
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.rules.parameters import rule_texts
from landenbenadering.policy.states import (
    require_next,
    require_next_of_proposal,
)
from landenbenadering.policy.vocabulary import (
    AdvicePosition,
    DecisionOutcome,
    LinkageState,
    ProposalState,
    ReviewFinding,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal on which advice was asked.

    Attributes
    ----------
    linkages : mapping of str to Linkage
        The linkages of the package by id, now proposed.
    advice : tuple of Advice
        One for each department that is touched, but for the owner.
    """

    proposal: Proposal
    linkages: Mapping[str, Linkage]
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A proposal that was decided on, with its linkages as they then stand."""

    proposal: Proposal
    linkages: Mapping[str, Linkage]
    decision: Decision


def ask_advice(
    proposal: Proposal,
    linkages: Mapping[str, Linkage],
    *,
    proposal_id: str,
    version: int,
    today: date,
) -> Asked:
    """Put a draft before every department whose policy area it touches.

    Parameters
    ----------
    linkages : mapping of str to Linkage
        The linkages of the package by record id.
    version : int
        Number of the version of the proposal that this step makes.

    Raises
    ------
    PolicyError
        POL502 it is not a draft; POL511 it has no linkage.
    """
    require_next_of_proposal(proposal.state, ProposalState.ADVICE)
    if not linkages:
        raise PolicyError(
            "POL511",
            problem="The proposal holds no linkage.",
            remedy="Add at least one linkage to the package first.",
        )
    days = rule_texts()["LB04"].values_on(today).number("days")
    due = today + timedelta(days=days)
    return Asked(
        proposal=replace(proposal, state=ProposalState.ADVICE, advice_due=due),
        linkages={
            name: _stepped(linkage, LinkageState.PROPOSED)
            for name, linkage in linkages.items()
        },
        advice=tuple(
            Advice(proposal_id, version, department, asked_on=today, due=due)
            for department in departments_touched(linkages.values())
            if department is not proposal.owner
        ),
    )


def give_advice(
    advice: Advice,
    *,
    position: AdvicePosition,
    reasons: str,
    conditions: str,
    by: str,
    today: date,
) -> Advice:
    """Record what a department says; it may change its mind until the decision.

    Raises
    ------
    PolicyError
        POL512 an objection without reasons, or conditions that are not named.
    """
    if position is AdvicePosition.OBJECT and not reasons.strip():
        raise PolicyError(
            "POL512",
            problem="An objection has no reasons.",
            remedy="Say why: dissent stays on record and stands in the note.",
        )
    if position is AdvicePosition.AGREE_WITH_CONDITIONS and not conditions.strip():
        raise PolicyError(
            "POL512",
            problem="The advice agrees with conditions and names none.",
            remedy="Name the conditions, or agree without.",
        )
    return replace(
        advice,
        position=position,
        reasons=reasons.strip(),
        conditions=conditions.strip(),
        given_by=by,
        given_on=today,
    )


def remind(advice: Advice, *, today: date) -> Advice:
    """Record that a department was reminded of advice that it still owes."""
    _require_open(advice)
    return replace(advice, reminded_on=today)


def escalate(advice: Advice, *, today: date) -> Advice:
    """Record that a department's silence after its deadline was taken higher.

    Raises
    ------
    PolicyError
        POL513 it has advised; POL514 its deadline has not passed.
    """
    _require_open(advice)
    if advice.due >= today:
        raise PolicyError(
            "POL514",
            problem=f"The deadline of {advice.due.isoformat()} has not passed.",
            remedy="Remind the department; take it higher after the deadline.",
        )
    return replace(advice, escalated_on=today)


def reminder_due(advice: Advice, *, today: date) -> bool:
    """Say whether a department that has not advised is to be reminded."""
    if advice.position is not None or advice.reminded_on is not None:
        return False
    return reminder_day(advice, today=today) <= today


def reminder_day(advice: Advice, *, today: date) -> date:
    """Give the day from which a silent department is to be reminded."""
    days = rule_texts()["LB04"].values_on(today).number("reminder_days")
    return advice.due - timedelta(days=days)


def ready_for_decision(proposal: Proposal) -> Proposal:
    """Close the round of advice: the proposal goes to who decides."""
    require_next_of_proposal(proposal.state, ProposalState.NOTE)
    return replace(proposal, state=ProposalState.NOTE)


def back_to_draft(proposal: Proposal) -> Proposal:
    """Take a proposal back to its maker; advice on it is then asked anew."""
    require_next_of_proposal(proposal.state, ProposalState.DRAFT)
    return replace(proposal, state=ProposalState.DRAFT, advice_due=None)


def withdraw(
    proposal: Proposal, linkages: Mapping[str, Linkage]
) -> tuple[Proposal, dict[str, Linkage]]:
    """Withdraw a proposal and its linkages; all stay visible."""
    require_next_of_proposal(proposal.state, ProposalState.WITHDRAWN)
    return (
        replace(proposal, state=ProposalState.WITHDRAWN),
        {n: _stepped(item, LinkageState.WITHDRAWN) for n, item in linkages.items()},
    )


def decide(
    proposal: Proposal,
    linkages: Mapping[str, Linkage],
    decision: Decision,
) -> Decided:
    """Take a decision on a proposal.

    Raises
    ------
    PolicyError
        POL502 it is not ready; POL515 who made it decides on it; POL516 nothing
        says how the interests were weighed; POL517 an override without a reason.
    """
    adopted = decision.outcome is DecisionOutcome.ADOPTED
    to = ProposalState.DECIDED if adopted else ProposalState.REJECTED
    require_next_of_proposal(proposal.state, to)
    if decision.taken_by == proposal.author:
        raise PolicyError(
            "POL515",
            problem="Nobody decides on their own proposal.",
            remedy="Let another decision maker take the decision.",
        )
    if not decision.weighing.strip():
        raise PolicyError(
            "POL516",
            problem="The decision does not say how the interests were weighed.",
            remedy="Say what weighed most, and why.",
        )
    _require_reasons(decision.overrides)
    state = LinkageState.DECIDED if adopted else LinkageState.WITHDRAWN
    review_on = decision.review_on or proposal.review_on
    return Decided(
        proposal=replace(proposal, state=to, review_on=review_on),
        linkages={
            name: replace(
                _stepped(linkage, state), review_on=review_on if adopted else None
            )
            for name, linkage in linkages.items()
        },
        decision=decision,
    )


def step(linkage: Linkage, to: LinkageState) -> Linkage:
    """Bring a linkage to its next state.

    Raises
    ------
    PolicyError
        POL501 that state may not follow.
    """
    return _stepped(linkage, to)


def reviewed(linkage: Linkage, review: Review) -> Linkage:
    """Give a linkage as it stands after a review.

    Raises
    ------
    PolicyError
        POL518 a linkage that goes on has no next review, or one in the past.
    """
    if review.finding is ReviewFinding.END:
        return replace(_stepped(linkage, LinkageState.ENDED), review_on=None)
    if review.next_on is None or review.next_on <= review.on:
        raise PolicyError(
            "POL518",
            problem="A linkage that goes on has no next review after this one.",
            remedy="Give the day of the next review, or end the linkage.",
        )
    return replace(linkage, review_on=review.next_on)


def never_used(linkage: Linkage, *, today: date) -> bool:
    """Say whether a linkage was announced or offered and not used in time.

    It waits past its review date; one without a review date cannot be told.
    """
    waiting = linkage.state in (LinkageState.OFFERED, LinkageState.ANNOUNCED)
    due = linkage.review_on
    return waiting and due is not None and due < today


def dissent(advice: Iterable[Advice]) -> Sequence[Advice]:
    """Give the advice that objects or sets conditions, by department."""
    against = (AdvicePosition.OBJECT, AdvicePosition.AGREE_WITH_CONDITIONS)
    return sorted(
        (one for one in advice if one.position in against),
        key=lambda one: one.department,
    )


def _stepped(linkage: Linkage, to: LinkageState) -> Linkage:
    if linkage.state is to:
        return linkage
    require_next(linkage, to)
    return replace(linkage, state=to)


def _require_open(advice: Advice) -> None:
    if advice.position is not None:
        raise PolicyError(
            "POL513",
            problem="This department has advised.",
            remedy="Read its advice; there is nothing to remind it of.",
        )


def _require_reasons(overrides: Iterable[Override]) -> None:
    for override in overrides:
        if not override.reason.strip():
            raise PolicyError(
                "POL517",
                problem=f"Rule {override.rule} is overridden without a reason.",
                remedy="Give the reason; it stands in the note with your name.",
            )

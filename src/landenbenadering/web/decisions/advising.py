"""What departments say of a proposal, and what is done about their silence."""

from django.utils import timezone

from landenbenadering.policy import cycle
from landenbenadering.policy.deciding import Advice, Proposal
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import AdvicePosition, ProposalState
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, may
from landenbenadering.web.decisions.errors import DecisionsError, NotAllowedError
from landenbenadering.web.decisions.storing import held, next_version, store_all
from landenbenadering.web.decisions.taking import step_of


@step_of(Act.ADVISE)
def give_advice(
    record: Record,
    *,
    position: AdvicePosition,
    reasons: str,
    conditions: str,
    expected_version: int,
    author: Account,
) -> Record:
    """Record the advice of a department, by an adviser of that department alone.

    Raises
    ------
    NotAllowedError
        DEC101 the author does not advise for that department.
    DecisionsError
        DEC106 the round of advice is closed.
    PolicyError
        POL512 dissent without reasons or conditions.
    """
    advice = _advice_of(record)
    if not may(author, Act.ADVISE, department=advice.department):
        raise NotAllowedError("advise")
    _require_open_round(advice)
    today = timezone.localdate()
    given = cycle.give_advice(
        advice,
        position=position,
        reasons=reasons,
        conditions=conditions,
        by=author.get_username(),
        today=today,
    )
    version = next_version(record, given, today=today)
    steps = [(version, expected_version)]
    department = advice.department
    return store_all(steps, author=author, act=Act.ADVISE, department=department)[0]


def remind(record: Record, *, author: Account) -> Record:
    """Record that a department was reminded of the advice that it owes."""
    return _chase(record, author=author, escalated=False)


def escalate(record: Record, *, author: Account) -> Record:
    """Record that a department's silence after its deadline was taken higher."""
    return _chase(record, author=author, escalated=True)


@step_of(Act.COORDINATE)
def _chase(record: Record, *, author: Account, escalated: bool) -> Record:
    if not may(author, Act.COORDINATE):
        raise NotAllowedError("coordinate")
    advice = _advice_of(record)
    _require_open_round(advice)
    today = timezone.localdate()
    step = cycle.escalate if escalated else cycle.remind
    version = next_version(record, step(advice, today=today), today=today)
    steps = [(version, record.version)]
    return store_all(steps, author=author, act=Act.COORDINATE)[0]


def _advice_of(record: Record) -> Advice:
    if not isinstance(record.fact, Advice):
        raise TypeError(f"{record.id} is not advice")
    return record.fact


def _require_open_round(advice: Advice) -> None:
    proposal = held(advice.proposal)
    fact = None if proposal is None else proposal.fact
    if not isinstance(fact, Proposal) or fact.state is not ProposalState.ADVICE:
        raise DecisionsError(
            "DEC106",
            problem="The round of advice on this proposal is closed.",
            remedy="Ask its owner to take it back to a draft, or speak up before "
            "the decision.",
        )

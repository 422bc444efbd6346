"""How a step of the cycle is taken: whole or not at all, and a refusal is an event."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, ProposalState
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, User, capacity_for, may
from landenbenadering.web.accounts.selectors import capacities_of
from landenbenadering.web.audit.refusals import refusals
from landenbenadering.web.audit.subjects import Subject
from landenbenadering.web.decisions.errors import NotAllowedError
from landenbenadering.web.decisions.selectors import Dossier
from landenbenadering.web.register.selectors import writers_of

Given = ParamSpec("Given")
Result = TypeVar("Result")
Service = Callable[Given, Result]


def step_of(
    act: Act, *, writes_first: bool = False
) -> Callable[[Service[Given, Result]], Service[Given, Result]]:
    """Make a service one step: all that it stores or nothing.

    What it refuses is an event, on the record that is its first argument, in the
    role in which its author may do `act`; without such a role, in all they hold.
    A step that `writes_first` writes its documents while others go on recording, and
    opens the transaction itself.
    """

    def decorate(service: Service[Given, Result]) -> Service[Given, Result]:
        @wraps(service)
        def taken(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            author = kwargs["author"]
            if not isinstance(author, Account):
                raise TypeError("a step is taken by an account")
            capacity = _capacity(author, act)
            subject = _subject(args[0])
            with (
                refusals(actor=author, capacity=capacity, subject=subject),
                nullcontext() if writes_first else transaction.atomic(),
            ):
                return service(*args, **kwargs)

        return taken

    return decorate


def require_may_propose(author: Account, owner: Department) -> None:
    """Refuse who may not propose for a department (DEC101)."""
    if not may(author, Act.PROPOSE, department=owner):
        raise NotAllowedError("propose")


def act_to_move(proposal: Proposal, author: Account) -> Act:
    """Give by what right someone moves a proposal on, or raise DEC101.

    Its owner proposes; who coordinates moves the round of advice and nothing else.
    """
    if may(author, Act.PROPOSE, department=proposal.owner):
        return Act.PROPOSE
    if may(author, Act.COORDINATE):
        return Act.COORDINATE
    raise NotAllowedError("move the proposal")


def wrote(record_id: str, reader: User) -> bool:
    """Say whether someone recorded a version of a proposal while it was a draft."""
    return reader.get_username() in writers_of(record_id, state=ProposalState.DRAFT)


def _capacity(author: Account, act: Act) -> str:
    fitting = capacity_for(author, act)
    if fitting is not None:
        return str(fitting)
    return ", ".join(sorted(str(held) for held in capacities_of(author)))


def _subject(first: object) -> Subject | None:
    if isinstance(first, Dossier):
        return Subject("record", first.record.id)
    return Subject("record", first.id) if isinstance(first, Record) else None

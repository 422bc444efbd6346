"""What follows a decision: the next state of a linkage, and its reviews."""

from dataclasses import replace

from django.utils import timezone

from landenbenadering.policy import cycle
from landenbenadering.policy.deciding import Review
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.states import THROUGH_A_PROPOSAL
from landenbenadering.policy.vocabulary import LinkageState
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, may
from landenbenadering.web.decisions.errors import DecisionsError, NotAllowedError
from landenbenadering.web.decisions.storing import (
    free_id,
    new_record,
    next_version,
    store_all,
)
from landenbenadering.web.decisions.taking import step_of


@step_of(Act.REVIEW)
def step_linkage(
    record: Record, to: LinkageState, *, expected_version: int, author: Account
) -> Record:
    """Bring a decided linkage to its next state.

    Raises
    ------
    NotAllowedError
        DEC101 the author may not review, and so not say how it stands.
    DecisionsError
        DEC108 that state is reached through a proposal alone.
    PolicyError
        POL501 that state may not follow.
    """
    if not may(author, Act.REVIEW):
        raise NotAllowedError("step")
    linkage = _linkage_of(record)
    if to in THROUGH_A_PROPOSAL:
        raise DecisionsError(
            "DEC108",
            problem=f"A linkage becomes {to} through a proposal alone.",
            remedy="Put it in a proposal.",
        )
    today = timezone.localdate()
    version = next_version(record, cycle.step(linkage, to), today=today)
    steps = [(version, expected_version)]
    return store_all(steps, author=author, act=Act.REVIEW)[0]


@step_of(Act.REVIEW)
def review_linkage(
    record: Record, review: Review, *, expected_version: int, author: Account
) -> Record:
    """Record a review of a linkage; give the linkage as it then stands.

    Raises
    ------
    NotAllowedError
        DEC101 the author may not review.
    PolicyError
        POL518 a linkage that goes on needs its next review.
    """
    if not may(author, Act.REVIEW):
        raise NotAllowedError("review")
    linkage = _linkage_of(record)
    today = timezone.localdate()
    named = replace(review, linkage=record.id, by=author.get_username())
    after = cycle.reviewed(linkage, named)
    name = free_id(f"review-{record.id}")
    steps = [
        (new_record(name, named, today=today, disclosure=record.disclosure), 0),
        (next_version(record, after, today=today), expected_version),
    ]
    return store_all(steps, author=author, act=Act.REVIEW)[1]


def _linkage_of(record: Record) -> Linkage:
    if not isinstance(record.fact, Linkage):
        raise TypeError(f"{record.id} is not a linkage")
    return record.fact

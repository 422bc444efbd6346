"""Which steps of the cycle a record offers to who reads it now."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from landenbenadering.policy.deciding import Advice, Decision
from landenbenadering.policy.facts import Commitment, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.states import THROUGH_A_PROPOSAL, next_states
from landenbenadering.policy.vocabulary import Actor, LinkageState
from landenbenadering.web.accounts.permissions import Act, User, may
from landenbenadering.web.design.moment import MomentRequest, keep_moment, looks_back

Step = tuple[str, str]
_OVER = (LinkageState.WITHDRAWN, LinkageState.REFUSED, LinkageState.ENDED)
_BEFORE = (LinkageState.SIGNALLED, LinkageState.PROPOSED)


def steps_for(request: MomentRequest, record: Record) -> list[Step]:
    """Give address and label of each step; a page that looks back offers no change."""
    fact = record.fact
    found = [
        (keep_moment(address, request), label) for address, label in _to_proposal(fact)
    ]
    if looks_back(request):
        return found
    if isinstance(fact, Linkage):
        found += _of_linkage(record.id, fact, request.user)
    if isinstance(fact, Commitment):
        found += _of_commitment(record.id, fact, request.user)
    return found


def _to_proposal(fact: object) -> Iterator[Step]:
    if isinstance(fact, Advice | Decision):
        yield reverse("decisions:proposal", args=[fact.proposal]), _("To the proposal")


def _of_linkage(name: str, fact: Linkage, user: User) -> Iterator[Step]:
    own = fact.actor is Actor.NETHERLANDS
    if own and fact.state is LinkageState.SIGNALLED and may(user, Act.PROPOSE):
        address = reverse("decisions:add-proposal")
        yield (
            f"{address}?country={fact.country}&linkage={name}",
            _("Make a proposal of it"),
        )
    if fact.state in _BEFORE or fact.state in _OVER:
        return
    if not may(user, Act.REVIEW):
        return
    if next_states(fact) - THROUGH_A_PROPOSAL:
        yield reverse("decisions:step-linkage", args=[name]), _("Next state")
    yield reverse("decisions:review-linkage", args=[name]), _("Review")


def _of_commitment(name: str, fact: Commitment, user: User) -> Iterator[Step]:
    if fact.kept_by is None and may(user, Act.SEND_LETTER):
        yield reverse("decisions:keep", args=[name]), _("Record the letter")

"""What of a linkage in a package is not changed by recording a version of it."""

from django.utils import timezone

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.book import OPEN_STATES
from landenbenadering.policy.states import THROUGH_A_PROPOSAL, next_states
from landenbenadering.policy.vocabulary import Actor, Disclosure, ProposalState
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, may
from landenbenadering.web.register.errors import RegisterError
from landenbenadering.web.register.selectors import records_on_country


def require_free_to_change(held: Record, changed: Record, author: Account) -> None:
    """Refuse what a proposal alone does with a linkage of our own.

    A linkage in the package of an open proposal is changed by the owner of that
    proposal, while it is a draft. No version takes a linkage past its decision, nor
    changes the state of one that is in a package.

    Raises
    ------
    RegisterError
        REG114 the package holds it; REG115 its state follows from a step.
    """
    before, after = held.fact, changed.fact
    if not isinstance(before, Linkage) or before.actor is not Actor.NETHERLANDS:
        return
    proposals = [one for one in _proposals(before) if held.id in one.linkages]
    for one in proposals:
        if one.state in OPEN_STATES and not _writes(author, one):
            raise RegisterError(
                "REG114",
                problem=f"{held.id!r} stands in the package of an open proposal.",
                remedy="Ask the department that owns the proposal: it changes its "
                "draft.",
            )
    if not isinstance(after, Linkage) or after.state is before.state:
        return
    goes_on = next_states(before) - THROUGH_A_PROPOSAL
    corrected = changed.corrects is not None
    if proposals or not (corrected or after.state in goes_on):
        raise RegisterError(
            "REG115",
            problem=f"The state {after.state} of {held.id!r} is not recorded by hand.",
            remedy="Take the step on the page of the linkage, or make a proposal of "
            "it.",
        )


def _proposals(linkage: Linkage) -> list[Proposal]:
    """Give every proposal on the country of a linkage, whatever its level."""
    now = AsOf(known_on=timezone.localdate())
    found = records_on_country(linkage.country, now, frozenset(Disclosure))
    return [one.fact for one in found if isinstance(one.fact, Proposal)]


def _writes(author: Account, proposal: Proposal) -> bool:
    draft = proposal.state is ProposalState.DRAFT
    return draft and may(author, Act.PROPOSE, department=proposal.owner)

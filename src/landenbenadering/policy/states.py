"""Which state of a linkage or a proposal may follow which.

A linkage of our own goes through proposal and decision; what the European Union,
another state or the partner does is recorded as it is seen.
"""

from collections.abc import Mapping

from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.vocabulary import (
    Actor,
    Direction,
    LinkageState,
    ProposalState,
)

S = LinkageState
States = Mapping[LinkageState, frozenset[LinkageState]]

_INCENTIVE: States = {
    S.SIGNALLED: frozenset({S.PROPOSED, S.WITHDRAWN}),
    S.PROPOSED: frozenset({S.DECIDED, S.WITHDRAWN}),
    S.DECIDED: frozenset({S.OFFERED, S.ENDED}),
    S.OFFERED: frozenset({S.AGREED, S.REFUSED, S.ENDED}),
    S.AGREED: frozenset({S.RUNNING, S.ENDED}),
    S.RUNNING: frozenset({S.SUSPENDED, S.ENDED}),
    S.SUSPENDED: frozenset({S.RUNNING, S.ENDED}),
}
_RESTRICTION: States = {
    S.SIGNALLED: frozenset({S.PROPOSED, S.WITHDRAWN}),
    S.PROPOSED: frozenset({S.DECIDED, S.WITHDRAWN}),
    S.DECIDED: frozenset({S.ANNOUNCED, S.ENDED}),
    S.ANNOUNCED: frozenset({S.RUNNING, S.ENDED}),
    S.RUNNING: frozenset({S.SUSPENDED, S.ENDED}),
    S.SUSPENDED: frozenset({S.RUNNING, S.ENDED}),
}
_OBSERVED: States = {
    S.ANNOUNCED: frozenset({S.RUNNING, S.ENDED}),
    S.RUNNING: frozenset({S.ENDED}),
}
_PROPOSAL: Mapping[ProposalState, frozenset[ProposalState]] = {
    ProposalState.DRAFT: frozenset({ProposalState.ADVICE, ProposalState.WITHDRAWN}),
    ProposalState.ADVICE: frozenset(
        {ProposalState.NOTE, ProposalState.DRAFT, ProposalState.WITHDRAWN}
    ),
    ProposalState.NOTE: frozenset(
        {
            ProposalState.DECIDED,
            ProposalState.REJECTED,
            ProposalState.DRAFT,
            ProposalState.WITHDRAWN,
        }
    ),
}
# Reached by the proposal and the decision on it, never by a hand on the linkage.
THROUGH_A_PROPOSAL = frozenset({S.PROPOSED, S.DECIDED})
BEFORE_THE_DECISION = frozenset({S.SIGNALLED, S.PROPOSED, S.WITHDRAWN})
# What was put before the partner and is neither taken up nor over.
WAITING = frozenset({S.OFFERED, S.ANNOUNCED})
IN_FORCE = frozenset({S.OFFERED, S.ANNOUNCED, S.AGREED, S.RUNNING, S.SUSPENDED})


def first_states(*, actor: Actor) -> frozenset[LinkageState]:
    """Give the states in which a linkage may first be recorded.

    A linkage of our own that was decided before the register was kept may be
    recorded in the state that its source gives; from then on the states follow
    each other as `next_states` says.
    """
    if actor is Actor.NETHERLANDS:
        return frozenset(S)
    return frozenset({S.ANNOUNCED, S.RUNNING, S.ENDED})


def next_states(linkage: Linkage) -> frozenset[LinkageState]:
    """Give the states that may follow the one that a linkage is in."""
    return _table(linkage).get(linkage.state, frozenset())


def require_next(linkage: Linkage, to: LinkageState) -> None:
    """Refuse a step that the states do not allow.

    Raises
    ------
    PolicyError
        POL501 that state may not follow.
    """
    allowed = next_states(linkage)
    if to not in allowed:
        known = ", ".join(sorted(allowed)) or "none: this is the end"
        raise PolicyError(
            "POL501",
            problem=f"A linkage that is {linkage.state} cannot become {to}.",
            remedy=f"States that may follow: {known}.",
        )


def require_next_of_proposal(held: ProposalState, to: ProposalState) -> None:
    """Refuse a step of a proposal that its states do not allow.

    Raises
    ------
    PolicyError
        POL502 that state may not follow.
    """
    allowed = _PROPOSAL.get(held, frozenset())
    if to not in allowed:
        known = ", ".join(sorted(allowed)) or "none: this is the end"
        raise PolicyError(
            "POL502",
            problem=f"A proposal that is {held} cannot become {to}.",
            remedy=f"States that may follow: {known}.",
        )


def _table(linkage: Linkage) -> States:
    if linkage.actor is not Actor.NETHERLANDS:
        return _OBSERVED
    return _INCENTIVE if linkage.direction is Direction.INCENTIVE else _RESTRICTION

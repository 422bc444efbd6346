"""Which signalled linkages still wait for a proposal."""

from collections.abc import Iterable

from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.book import OPEN_STATES
from landenbenadering.policy.vocabulary import Actor, LinkageState
from landenbenadering.web.decisions.storing import ALL_LEVELS, now
from landenbenadering.web.register.selectors import records_on_country


def proposals_of(country: str) -> tuple[Proposal, ...]:
    """Give every open proposal on a country, whatever its level."""
    return open_proposals(records_on_country(country, now(), ALL_LEVELS))


def open_proposals(records: Iterable[Record]) -> tuple[Proposal, ...]:
    """Give the proposals among some records that are not decided or withdrawn."""
    facts = (record.fact for record in records)
    return tuple(
        fact
        for fact in facts
        if isinstance(fact, Proposal) and fact.state in OPEN_STATES
    )


def is_on_offer(record: Record, proposals: Iterable[Proposal]) -> bool:
    """Say whether a linkage is ours, signalled, and in no package yet."""
    fact = record.fact
    return (
        isinstance(fact, Linkage)
        and fact.actor is Actor.NETHERLANDS
        and fact.state is LinkageState.SIGNALLED
        and all(record.id not in proposal.linkages for proposal in proposals)
    )

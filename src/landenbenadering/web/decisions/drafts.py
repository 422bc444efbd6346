"""Making and changing a proposal while it is a draft."""

from dataclasses import replace

from django.utils import timezone

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.addenda import is_stricter
from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    Disclosure,
    LinkageState,
    ProposalState,
)
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, readable_by
from landenbenadering.web.assessments.selectors import appraisal_named
from landenbenadering.web.decisions.appraisals import require_adoptable
from landenbenadering.web.decisions.errors import DecisionsError
from landenbenadering.web.decisions.signalled import is_on_offer, proposals_of
from landenbenadering.web.decisions.storing import (
    free_id,
    held,
    new_record,
    next_version,
    store_all,
)
from landenbenadering.web.decisions.taking import require_may_propose, step_of


@step_of(Act.PROPOSE)
def open_proposal(
    proposal: Proposal,
    *,
    author: Account,
    disclosure: Disclosure = Disclosure.INTERNAL,
) -> Record:
    """Open a draft for a department, by someone who may propose for it.

    Author and state are set here.

    Raises
    ------
    NotAllowedError
        DEC101 the author may not propose for that department.
    """
    require_may_propose(author, proposal.owner)
    fact = replace(
        proposal,
        author=author.get_username(),
        state=ProposalState.DRAFT,
        appraisal=None,
    )
    today = timezone.localdate()
    name = free_id(f"proposal-{fact.country.lower()}-{today.year}")
    record = new_record(name, fact, today=today, disclosure=disclosure)
    return store_all([(record, 0)], author=author)[0]


@step_of(Act.PROPOSE)
def change_proposal(
    record: Record, changed: Proposal, *, expected_version: int, author: Account
) -> Record:
    """Record a new version of a draft; who made it and how far it is stay.

    Raises
    ------
    NotAllowedError
        DEC101 the author is no desk officer of the owner.
    DecisionsError
        DEC103 it is no draft any more.
    VersionConflictError
        REG103 someone changed it since the author read it.
    """
    before = draft_of(record)
    require_may_propose(author, before.owner)
    kept = replace(
        changed,
        country=before.country,
        owner=before.owner,
        author=before.author,
        state=before.state,
        linkages=before.linkages,
        appraisal=before.appraisal,
    )
    version = next_version(record, kept, today=timezone.localdate())
    return store_all([(version, expected_version)], author=author)[0]


@step_of(Act.PROPOSE)
def add_linkage(
    record: Record, linkage: Linkage, *, expected_version: int, author: Account
) -> Record:
    """Add a linkage of our own to the package of a draft; give the proposal.

    The linkage is signalled: it has not been put to anyone yet.

    Raises
    ------
    DecisionsError
        DEC103 the proposal is no draft; DEC104 the linkage is for another country.
    """
    proposal = draft_of(record)
    require_may_propose(author, proposal.owner)
    if linkage.country != proposal.country:
        raise _another_country()
    today = timezone.localdate()
    fact = replace(linkage, state=LinkageState.SIGNALLED, actor=Actor.NETHERLANDS)
    name = free_id(f"linkage-{fact.country.lower()}-{today.year}-{fact.policy_area}")
    added = new_record(name, fact, today=today, disclosure=record.disclosure)
    package = replace(proposal, linkages=(*proposal.linkages, name))
    version = next_version(record, package, today=today)
    return store_all([(added, 0), (version, expected_version)], author=author)[1]


@step_of(Act.PROPOSE)
def open_with(
    proposal: Proposal, signalled: Record | None, *, author: Account
) -> Record:
    """Open a draft with a linkage that was signalled before, or with none.

    Raises as `open_proposal` and `take_linkage` do.
    """
    opened = open_proposal(proposal, author=author)
    if signalled is None:
        return opened
    version = opened.version
    return take_linkage(opened, signalled.id, expected_version=version, author=author)


@step_of(Act.PROPOSE)
def take_linkage(
    record: Record, linkage_id: str, *, expected_version: int, author: Account
) -> Record:
    """Take a linkage that was signalled before into the package of a draft.

    From then on no more readers see it than see the proposal.

    Raises
    ------
    DecisionsError
        DEC103 the proposal is no draft; DEC104 the linkage is for another country;
        DEC115 it is not ours, not signalled any more, or in another package.
    """
    proposal = draft_of(record)
    require_may_propose(author, proposal.owner)
    found = held(linkage_id)
    if found is None or not is_on_offer(found, proposals_of(proposal.country)):
        raise DecisionsError(
            "DEC115",
            problem=f"{linkage_id!r} is no signalled linkage outside every package.",
            remedy="Load the page again, and choose one that it offers.",
        )
    if isinstance(found.fact, Linkage) and found.fact.country != proposal.country:
        raise _another_country()
    today = timezone.localdate()
    package = replace(proposal, linkages=(*proposal.linkages, linkage_id))
    steps = [(next_version(record, package, today=today), expected_version)]
    if is_stricter(record.disclosure, than=found.disclosure):
        hidden = replace(found, disclosure=record.disclosure)
        steps.append((next_version(hidden, found.fact, today=today), found.version))
    return store_all(steps, author=author)[0]


@step_of(Act.PROPOSE)
def adopt_appraisal(
    record: Record, name: str | None, *, expected_version: int, author: Account
) -> Record:
    """Adopt a frozen appraisal into a draft, or none; give the proposal.

    Raises
    ------
    NotAllowedError
        DEC101 the author may not propose for the owner.
    DecisionsError
        DEC103 it is no draft any more; DEC111 to DEC114 as `require_adoptable`.
    """
    proposal = draft_of(record)
    require_may_propose(author, proposal.owner)
    today = timezone.localdate()
    if name is not None:
        levels = readable_by(author)
        require_adoptable(record, appraisal_named(name, AsOf(today), levels))
    version = next_version(record, replace(proposal, appraisal=name), today=today)
    return store_all([(version, expected_version)], author=author)[0]


@step_of(Act.PROPOSE)
def add_paper(
    record: Record, paper: Record, *, expected_version: int, author: Account
) -> Record:
    """Record a paper and lay it with a draft; give the proposal.

    The paper is as public as the proposal.
    """
    proposal = draft_of(record)
    require_may_propose(author, proposal.owner)
    today = timezone.localdate()
    known = replace(paper, disclosure=record.disclosure)
    papers = tuple(dict.fromkeys((*proposal.documents, paper.id)))
    version = next_version(record, replace(proposal, documents=papers), today=today)
    return store_all([(known, 0), (version, expected_version)], author=author)[1]


@step_of(Act.PROPOSE)
def drop_linkage(
    record: Record, linkage_id: str, *, expected_version: int, author: Account
) -> Record:
    """Take a linkage out of the package of a draft; it stays, as withdrawn."""
    proposal = draft_of(record)
    require_may_propose(author, proposal.owner)
    dropped = held(linkage_id)
    if linkage_id not in proposal.linkages or dropped is None:
        raise DecisionsError(
            "DEC105",
            problem=f"The package does not hold {linkage_id!r}.",
            remedy="Load the page again: someone may have taken it out.",
        )
    today = timezone.localdate()
    left = tuple(name for name in proposal.linkages if name != linkage_id)
    package = next_version(record, replace(proposal, linkages=left), today=today)
    steps = [(package, expected_version)]
    fact = dropped.fact
    if isinstance(fact, Linkage) and fact.state is not LinkageState.WITHDRAWN:
        gone = replace(fact, state=LinkageState.WITHDRAWN)
        steps.append((next_version(dropped, gone, today=today), dropped.version))
    return store_all(steps, author=author)[0]


def _another_country() -> DecisionsError:
    return DecisionsError(
        "DEC104",
        problem="The linkage is for another country than the proposal.",
        remedy="Make a proposal for that country.",
    )


def draft_of(record: Record) -> Proposal:
    """Give the proposal of a record that is a draft, or raise DEC103."""
    proposal = record.fact
    if not isinstance(proposal, Proposal):
        raise TypeError(f"{record.id} is not a proposal")
    if proposal.state is not ProposalState.DRAFT:
        raise DecisionsError(
            "DEC103",
            problem="This proposal is no draft any more.",
            remedy="Take it back to its maker first; advice is then asked anew.",
        )
    return proposal

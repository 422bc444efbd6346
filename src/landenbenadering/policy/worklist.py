"""What waits for someone: from the records as they stand to a list of items.

Everything is derived: no item is stored, and what was done is gone from the list
because a record says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.cycle import reminder_day, reminder_due
from landenbenadering.policy.dealings import Agreement, Contact, Strategy, Treaty
from landenbenadering.policy.deciding import Advice, Proposal
from landenbenadering.policy.departments import departments_by_area
from landenbenadering.policy.facts import Commitment, Linkage
from landenbenadering.policy.keeping import agreements_not_kept
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.book import verdicts
from landenbenadering.policy.rules.breach import Moment
from landenbenadering.policy.rules.case import Facts
from landenbenadering.policy.rules.parameters import rule_texts
from landenbenadering.policy.states import IN_FORCE
from landenbenadering.policy.vocabulary import Actor, Department, ProposalState

# Overdue reviews and commitments break these rules too; they are items of their own.
_SAID_BY_THEIR_DATE = frozenset({"LB07", "LB09"})
_SOON = timedelta(days=14)


class ItemKind(StrEnum):
    """What is to be done."""

    ADVICE = "advice"
    REMINDER = "reminder"
    ESCALATION = "escalation"
    ROUND = "round"
    RETURNED = "returned"
    DECISION = "decision"
    REVIEW = "review"
    COMMITMENT = "commitment"
    AGREEMENT = "agreement"
    RULE = "rule"


class Urgency(StrEnum):
    """How pressing an item is, from its day."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Desk:
    """What someone answers for.

    Attributes
    ----------
    name : str
        Name of the account: nobody decides on their own proposal.
    advises, works_for : frozenset of Department
        For which departments someone advises, and makes proposals and reviews.
    coordinates : bool
        Whether the work of every department is theirs to see.
    decides, reports : bool
        Whether someone decides, and reports to Parliament.
    """

    name: str
    advises: frozenset[Department] = frozenset()
    works_for: frozenset[Department] = frozenset()
    coordinates: bool = False
    decides: bool = False
    reports: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits.

    Attributes
    ----------
    about : Record
        The record on which something is to be done.
    country : str
        ISO 3166 alpha-3; empty where it is not about one country.
    departments : tuple of Department
        Whose it is; empty where it belongs to none, as with a commitment.
    due : date or None
        Last day to do it; `None` where no day is set.
    since : date
        From which day it waits, as far as the register knows.
    rule : str
        Number of the broken rule; empty for other kinds.
    because : Bilingual or None
        How the rule or agreement is broken; `None` for other kinds.
    """

    kind: ItemKind
    about: Record
    country: str
    departments: tuple[Department, ...]
    due: date | None
    since: date
    rule: str = ""
    because: Bilingual | None = None

    def urgency(self, *, today: date) -> Urgency:
        """Say how pressing it is on a day."""
        if self.due is None:
            return Urgency.UNDATED
        if self.due < today:
            return Urgency.OVERDUE
        return Urgency.SOON if self.due <= today + _SOON else Urgency.LATER


def items_for(desk: Desk, items: Iterable[Item]) -> tuple[Item, ...]:
    """Give the items that wait for someone, in their order."""
    return tuple(item for item in items if _waits_for(desk, item))


def all_items(
    register: Register, *, today: date, until: date | None = None
) -> tuple[Item, ...]:
    """Give what waits for anyone, by due date; what has none comes last.

    Parameters
    ----------
    register : Register
        All open proposals with their advice, and all that the rules at all times
        may read. Linkages and contacts that wait for nothing may be left out.
    today : date
        The day against which deadlines are held.
    until : date or None
        Reviews and commitments that are due after it are left out; `None` means
        as many days ahead as the parameters of LB07 and LB09 say.
    """
    found = [
        *_advice_items(register, today=today),
        *_proposal_items(register, today=today),
        *_review_items(register, until=until or notice_until("LB07", today=today)),
        *_commitment_items(register, until=until or notice_until("LB09", today=today)),
        *_agreement_items(register, today=today),
        *_rule_items(register, today=today),
    ]
    return tuple(sorted(found, key=_order))


def notice_until(rule: str, *, today: date) -> date:
    """Give the last day whose deadlines are announced, by a parameter of a rule."""
    return today + timedelta(
        days=rule_texts()[rule].values_on(today).number("notice_days")
    )


def _order(item: Item) -> tuple[bool, date, str, str, str]:
    due = item.due or item.since
    return item.due is None, due, item.kind, item.about.id, item.rule


def _waits_for(desk: Desk, item: Item) -> bool:
    if item.kind is ItemKind.DECISION and desk.decides:
        fact = item.about.fact
        return not isinstance(fact, Proposal) or fact.author != desk.name
    if desk.coordinates:
        return True
    match item.kind:
        case ItemKind.ADVICE:
            return not desk.advises.isdisjoint(item.departments)
        case ItemKind.COMMITMENT:
            return desk.reports
        case (
            ItemKind.ROUND
            | ItemKind.RETURNED
            | ItemKind.REVIEW
            | ItemKind.AGREEMENT
            | ItemKind.RULE
        ):
            return not desk.works_for.isdisjoint(item.departments)
        case ItemKind.REMINDER | ItemKind.ESCALATION | ItemKind.DECISION:
            return False


def _advice_items(register: Register, *, today: date) -> Iterator[Item]:
    """Give open advice of the last round, and who is to be reminded of it."""
    asked = _last_rounds(register)
    for proposal_record, proposal in register.of(Proposal):
        if proposal.state is not ProposalState.ADVICE:
            continue
        for record, advice in asked.get(proposal_record.id, ()):
            if advice.position is not None:
                continue
            for kind, due in _chased(advice, today=today):
                yield Item(
                    kind,
                    record,
                    proposal.country,
                    (advice.department,),
                    due=due,
                    since=advice.asked_on,
                )


def _chased(advice: Advice, *, today: date) -> Iterator[tuple[ItemKind, date]]:
    yield ItemKind.ADVICE, advice.due
    if advice.due < today:
        if advice.escalated_on is None:
            yield ItemKind.ESCALATION, advice.due
    elif reminder_due(advice, today=today):
        yield ItemKind.REMINDER, reminder_day(advice, today=today)


def _proposal_items(register: Register, *, today: date) -> Iterator[Item]:
    asked = _last_rounds(register)
    for record, proposal in register.of(Proposal):
        advice = [fact for _, fact in asked.get(record.id, ())]
        kind = _waiting_as(proposal, advice, today=today)
        if kind is not None:
            yield Item(
                kind,
                record,
                proposal.country,
                (proposal.owner,),
                due=proposal.advice_due if kind is ItemKind.ROUND else None,
                since=record.known_from,
            )


def _waiting_as(
    proposal: Proposal, advice: list[Advice], *, today: date
) -> ItemKind | None:
    """Say how a proposal waits; silence counts as said once it was taken higher."""
    if proposal.state is ProposalState.NOTE:
        return ItemKind.DECISION
    if proposal.state is ProposalState.DRAFT and advice:
        return ItemKind.RETURNED
    complete = all(
        one.position is not None or (one.due < today and one.escalated_on is not None)
        for one in advice
    )
    if proposal.state is ProposalState.ADVICE and complete:
        return ItemKind.ROUND
    return None


def _last_rounds(register: Register) -> dict[str, list[tuple[Record, Advice]]]:
    """Give the advice of the last round on each proposal."""
    found: dict[str, list[tuple[Record, Advice]]] = {}
    for record, advice in register.of(Advice):
        held = found.setdefault(advice.proposal, [])
        if held and held[0][1].proposal_version < advice.proposal_version:
            held.clear()
        if not held or held[0][1].proposal_version == advice.proposal_version:
            held.append((record, advice))
    return found


def _review_items(register: Register, *, until: date) -> Iterator[Item]:
    for record, linkage in register.of(Linkage):
        ours = linkage.actor is Actor.NETHERLANDS and linkage.state in IN_FORCE
        due = linkage.review_on
        if ours and due is not None and due <= until:
            yield Item(
                ItemKind.REVIEW,
                record,
                linkage.country,
                departments_by_area()[linkage.policy_area],
                due=due,
                since=record.known_from,
            )


def _commitment_items(register: Register, *, until: date) -> Iterator[Item]:
    for record, commitment in register.of(Commitment):
        due = commitment.due
        if commitment.kept_by is None and due is not None and due <= until:
            yield Item(
                ItemKind.COMMITMENT,
                record,
                "",
                (),
                due=due,
                since=record.known_from,
            )


def _agreement_items(register: Register, *, today: date) -> Iterator[Item]:
    """Give each agreement that is not kept once, with the terms that are broken."""
    leads = _leads(register)
    broken: dict[str, list[Bilingual]] = {}
    for verdict in agreements_not_kept(Facts.of_register(register), today=today):
        broken.setdefault(verdict.agreement, []).append(verdict.term.text)
    for record, agreement in register.of(Agreement):
        terms = broken.get(record.id)
        if terms is not None:
            yield Item(
                ItemKind.AGREEMENT,
                record,
                agreement.country,
                _answering(record, leads.get(agreement.country)),
                due=None,
                since=record.known_from,
                because=Bilingual(
                    nl=f"Niet gehaald: {'; '.join(term.nl for term in terms)}.",
                    en=f"Not met: {'; '.join(term.en for term in terms)}.",
                ),
            )


def _leads(register: Register) -> dict[str, Department]:
    return {fact.country: fact.lead for _, fact in register.of(Strategy)}


def _rule_items(register: Register, *, today: date) -> Iterator[Item]:
    records = {record.id: record for record in register.records}
    leads = _leads(register)
    for verdict in verdicts(register, Moment.ALWAYS, today=today):
        number = verdict.rule.number
        for breach in verdict.breaches:
            if breach.since is not None and number in _SAID_BY_THEIR_DATE:
                continue
            record = records[breach.about]
            country = str(getattr(record.fact, "country", ""))
            yield Item(
                ItemKind.RULE,
                record,
                country,
                _answering(record, leads.get(country)),
                due=breach.since,
                since=breach.since or record.known_from,
                rule=number,
                because=breach.because,
            )


def _answering(record: Record, lead: Department | None) -> tuple[Department, ...]:
    """Give the departments that can mend what breaks a rule.

    Those of the policy area; else who leads the strategy for the country; else who
    leads on return.
    """
    match record.fact:
        case Linkage() | Treaty():
            return departments_by_area()[record.fact.policy_area]
        case Strategy() | Contact() | Agreement() if lead is not None:
            return (lead,)
        case _:
            return (Department.MIGRATION,)

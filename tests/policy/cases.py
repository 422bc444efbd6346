"""Invented records in the shape of the Ghana case of 2012, to hold rules against."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.dealings import (
    Contact,
    Strategy,
)
from landenbenadering.policy.deciding import (
    Advice,
    Decision,
    Proposal,
)
from landenbenadering.policy.facts import (
    Document,
    Fact,
    Linkage,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.book import Verdict, verdicts
from landenbenadering.policy.rules.breach import Moment
from landenbenadering.policy.vocabulary import (
    Actor,
    AdvicePosition,
    ContactLevel,
    DecisionOutcome,
    Department,
    Direction,
    DocumentKind,
    LinkageState,
    PolicyArea,
    Priority,
    ProposalState,
    SupportForm,
)

TODAY = date(2026, 6, 1)
SAID = Bilingual(nl="iets", en="something")


def record(name: str, fact: Fact, **changes: object) -> Record:
    plain = Record(name, fact, date(2026, 1, 1), (Citation("paper"),))
    return replace(plain, **changes)  # type: ignore[arg-type]  # fields by name


def paper(kind: DocumentKind) -> Record:
    return record(kind.replace("_", "-"), Document(kind, SAID, number="1"))


CUT = Linkage(
    country="GHA",
    policy_area=PolicyArea.DEVELOPMENT,
    direction=Direction.RESTRICTION,
    actor=Actor.NETHERLANDS,
    text=SAID,
    since=PartialDate(2026, 5),
    state=LinkageState.PROPOSED,
)
OFFER = replace(CUT, direction=Direction.INCENTIVE, state=LinkageState.OFFERED)
STRATEGY = Strategy(
    country="GHA",
    priority=Priority.HIGH,
    lead=Department.MIGRATION,
    aims=SAID,
    pursues_forced_return=True,
    support=(SupportForm.MONEY,),
)
PROPOSAL = Proposal(
    country="GHA",
    title="A cut",
    text="Cut aid",
    owner=Department.MIGRATION,
    author="desk",
    state=ProposalState.NOTE,
    linkages=("cut",),
)
TALK = Contact(
    country="GHA",
    level=ContactLevel.OFFICIAL,
    on=PartialDate(2026, 2),
    by=Actor.NETHERLANDS,
    text=SAID,
    message_given=True,
)
DECISION = Decision(
    proposal="proposal",
    proposal_version=1,
    taken_on=TODAY,
    taken_by="minister",
    outcome=DecisionOutcome.ADOPTED,
    weighing="weighed",
)


def found(
    number: str,
    records: Sequence[Record],
    *,
    moment: Moment,
    proposal: Proposal | None = None,
    decision: Decision | None = None,
) -> Verdict:
    register = Register(AsOf(TODAY), tuple(records))
    proposed = None if proposal is None else record("proposal", proposal)
    [verdict] = verdicts(
        register,
        moment,
        today=TODAY,
        proposal=proposed,
        decision=decision,
        numbers=[number],
    )
    return verdict


def at_decision(
    number: str,
    records: Sequence[Record] = (),
    *,
    proposal: Proposal = PROPOSAL,
    decision: Decision | None = None,
) -> bool:
    held = [record("cut", CUT), *records]
    return found(
        number,
        held,
        moment=Moment.DECISION,
        proposal=proposal,
        decision=decision,
    ).kept


def always(number: str, *records: Record) -> list[str]:
    verdict = found(number, records, moment=Moment.ALWAYS)
    return [breach.about for breach in verdict.breaches]


def advice(department: Department, **changes: object) -> Record:
    plain = Advice(
        proposal="proposal",
        proposal_version=1,
        department=department,
        asked_on=date(2026, 5, 1),
        due=date(2026, 5, 15),
        position=AdvicePosition.OBJECT,
        reasons="No.",
    )
    fact = replace(plain, **changes)  # type: ignore[arg-type]  # fields by name
    return record(f"advice-{department}".replace("_", "-"), fact)

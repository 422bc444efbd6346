"""What the page of a proposal shows, and which steps its reader may take."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from landenbenadering.policy.deciding import Advice, Decision, Proposal
from landenbenadering.policy.facts import Document, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.book import Verdict
from landenbenadering.policy.states import next_states
from landenbenadering.policy.vocabulary import Disclosure, ProposalState
from landenbenadering.web.accounts.permissions import Act, may, readable_by
from landenbenadering.web.accounts.reading import READ
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.selectors import events_of_any
from landenbenadering.web.decisions.appraisals import adopted_appraisal
from landenbenadering.web.decisions.selectors import Dossier
from landenbenadering.web.decisions.signalled import is_on_offer, open_proposals
from landenbenadering.web.decisions.taking import wrote
from landenbenadering.web.design.language import page_language
from landenbenadering.web.register.describe import Detail, details_of, title_of
from landenbenadering.web.register.field_words import field_word
from landenbenadering.web.register.selectors import versions_named
from landenbenadering.web.register.words import word

_NEXT = (ProposalState.DRAFT, ProposalState.ADVICE, ProposalState.NOTE)


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """A rule in words, with what breaks it and whether it was overridden."""

    number: str
    text: str
    kept: bool
    effect: str
    because: tuple[str, ...]
    remedy: str
    overridden: str


@dataclass(frozen=True, slots=True)
class LinkageShown:
    """A linkage of the package; `may_step` says whether its reader may move it."""

    record: Record
    title: str
    state: str
    direction: str
    may_step: bool
    may_review: bool


@dataclass(frozen=True, slots=True)
class AdviceShown:
    """The advice of one department, with what its reader may do about it."""

    record: Record
    fact: Advice
    department: str
    position: str
    overdue: bool
    may_give: bool
    may_chase: bool
    may_escalate: bool


@dataclass(frozen=True, slots=True)
class Steps:
    """What this reader may do with the proposal now."""

    change: bool
    ask: bool
    close: bool
    take_back: bool
    withdraw: bool
    decide: bool

    def __bool__(self) -> bool:
        """Whether there is any step to take."""
        return (
            any((self.change, self.ask, self.close, self.take_back, self.withdraw))
            or self.decide
        )


@dataclass(frozen=True, slots=True)
class AppraisalShown:
    """The frozen appraisal that a proposal adopts."""

    name: str
    title: str
    package: str
    weighed_on: date
    sha256: str


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """A proposal as its page shows it."""

    record: Record
    fact: Proposal
    title: str
    state: str
    details: list[Detail]
    linkages: tuple[LinkageShown, ...]
    on_offer: tuple[tuple[Record, str], ...]
    papers: tuple[tuple[Record, str], ...]
    appraisal: AppraisalShown | None
    advice: tuple[AdviceShown, ...]
    decision: tuple[Record, Decision] | None
    outcome: str
    broken: tuple[VerdictShown, ...]
    kept: tuple[VerdictShown, ...]
    steps: Steps
    events: list[AuditEvent]

    @property
    def withdrawn(self) -> bool:
        """Whether it was withdrawn, and waits for nothing any more."""
        return self.fact.state is ProposalState.WITHDRAWN


Reader = AbstractBaseUser | AnonymousUser


def proposal_shown(
    dossier: Dossier, *, reader: Reader, today: date, past: bool
) -> ProposalShown:
    """Put the page of a proposal together for one reader.

    Parameters
    ----------
    past : bool
        Whether the page looks back: then there are no steps to take.
    """
    decision = None if dossier.decision is None else dossier.decision[1]
    verdicts = dossier.verdicts(today=today, decision=decision)
    shown = [_verdict(verdict, decision) for verdict in verdicts]
    levels = readable_by(reader)
    return ProposalShown(
        record=dossier.record,
        fact=dossier.proposal,
        title=title_of(dossier.proposal),
        state=word(dossier.proposal.state),
        details=_details(dossier.record),
        linkages=tuple(
            _linkage(record, fact, reader, past=past)
            for record, fact in dossier.linkages
        ),
        on_offer=_on_offer(dossier),
        papers=tuple(
            (record, title_of(record.fact))
            for record in dossier.register.records
            if record.id in dossier.proposal.documents
            and isinstance(record.fact, Document)
        ),
        appraisal=_appraisal(dossier, levels),
        advice=tuple(
            _advice(record, fact, dossier, reader=reader, today=today, past=past)
            for record, fact in dossier.advice
        ),
        decision=dossier.decision,
        outcome="" if decision is None else word(decision.outcome),
        broken=tuple(verdict for verdict in shown if not verdict.kept),
        kept=tuple(verdict for verdict in shown if verdict.kept),
        steps=_steps(dossier, reader, past=past),
        events=_events(dossier, levels),
    )


def _events(dossier: Dossier, levels: frozenset[Disclosure]) -> list[AuditEvent]:
    """Give what was done to the proposal and what belongs to it, and refused."""
    named = {record.id for record in dossier.shown}
    versions = versions_named(named, dossier.register.as_of, levels)
    found = events_of_any("record", [*sorted(named), *versions], levels)
    return [event for event in found if event.action != READ]


# Shown elsewhere on the page, in a form of its own.
_ELSEWHERE = frozenset({"linkages", "documents", "contacts", "state", "appraisal"})


def _details(record: Record) -> list[Detail]:
    hidden = {field_word(name) for name in _ELSEWHERE}
    return [detail for detail in details_of(record) if detail.label not in hidden]


def _verdict(verdict: Verdict, decision: Decision | None) -> VerdictShown:
    language = page_language()
    overrides = () if decision is None else decision.overrides
    reasons = [o.reason for o in overrides if o.rule == verdict.rule.number]
    return VerdictShown(
        number=verdict.rule.number,
        text=verdict.rule.text.in_(language),
        kept=verdict.kept,
        effect=verdict.effect.value,
        because=tuple(breach.because.in_(language) for breach in verdict.breaches),
        remedy=verdict.rule.remedy.in_(language),
        overridden=reasons[0] if reasons else "",
    )


def _appraisal(
    dossier: Dossier, levels: frozenset[Disclosure]
) -> AppraisalShown | None:
    found = adopted_appraisal(dossier.proposal, dossier.register.as_of, levels)
    if found is None or found.package is None:
        return None
    language = page_language()
    names = {i.code: i.name.in_(language) for i in found.sheet.instrument}
    return AppraisalShown(
        name=found.name,
        title=found.sheet.title.in_(language),
        package=", ".join(names[code] for code in found.package),
        weighed_on=found.sheet.on,
        sha256=found.sha256,
    )


def _on_offer(dossier: Dossier) -> tuple[tuple[Record, str], ...]:
    """Give the signalled linkages on the country that its package may take in."""
    records = dossier.register.records
    proposals = open_proposals(records)
    country = dossier.proposal.country
    return tuple(
        (record, title_of(record.fact))
        for record in records
        if is_on_offer(record, proposals)
        and getattr(record.fact, "country", "") == country
    )


def _linkage(
    record: Record, fact: Linkage, reader: Reader, *, past: bool
) -> LinkageShown:
    moves = may(reader, Act.REVIEW)
    goes_on = fact.state not in (
        *("signalled", "proposed", "withdrawn"),
        *("refused", "ended"),
    )
    return LinkageShown(
        record=record,
        title=title_of(fact),
        state=word(fact.state),
        direction=word(fact.direction),
        may_step=not past and moves and goes_on and bool(next_states(fact)),
        may_review=not past and moves and goes_on,
    )


def _advice(
    record: Record,
    fact: Advice,
    dossier: Dossier,
    *,
    reader: Reader,
    today: date,
    past: bool,
) -> AdviceShown:
    open_round = dossier.proposal.state is ProposalState.ADVICE and not past
    waits = fact.position is None
    overdue = waits and fact.due < today
    may_chase = open_round and waits and may(reader, Act.COORDINATE)
    return AdviceShown(
        record=record,
        fact=fact,
        department=word(fact.department),
        position="" if fact.position is None else word(fact.position),
        overdue=overdue,
        may_give=open_round and may(reader, Act.ADVISE, department=fact.department),
        may_chase=may_chase,
        may_escalate=may_chase and overdue and fact.escalated_on is None,
    )


def _steps(dossier: Dossier, reader: Reader, *, past: bool) -> Steps:
    proposal = dossier.proposal
    own = may(reader, Act.PROPOSE, department=proposal.owner)
    moves = (own or may(reader, Act.COORDINATE)) and not past
    state = proposal.state
    return Steps(
        change=own and not past and state is ProposalState.DRAFT,
        ask=moves and state is ProposalState.DRAFT,
        close=moves and state is ProposalState.ADVICE,
        take_back=moves and state in (ProposalState.ADVICE, ProposalState.NOTE),
        withdraw=own and not past and state in _NEXT,
        decide=not past
        and state is ProposalState.NOTE
        and may(reader, Act.DECIDE)
        and not wrote(dossier.record.id, reader),
    )

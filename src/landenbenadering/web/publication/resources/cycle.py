"""Agreements, proposals and rules, with what follows from the facts about them."""

from dataclasses import dataclass
from datetime import date

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.dealings import Agreement, Term
from landenbenadering.policy.keeping import Stretch, TermVerdict, term_verdicts
from landenbenadering.policy.overview import agreements_by_keeping
from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.book import BrokenBy, Verdict
from landenbenadering.policy.rules.breach import Breach
from landenbenadering.policy.rules.parameters import (
    Effect,
    Origin,
    RuleText,
    Values,
    rule_texts,
)
from landenbenadering.policy.vocabulary import Keeping
from landenbenadering.web.decisions.selectors import dossier_of
from landenbenadering.web.decisions.standing import (
    standing_proposals,
    standing_verdicts,
)
from landenbenadering.web.design.paging import rows_page
from landenbenadering.web.publication.endpoints import Call, Given
from landenbenadering.web.publication.problems import nothing_here
from landenbenadering.web.publication.resources.records import search
from landenbenadering.web.publication.shapes import (
    MomentShown,
    RecordShown,
    moment_shown,
    record_shown,
    records_shown,
)
from landenbenadering.web.register.selectors import records_by_id, register_of_kinds

AGREEMENT_KINDS = ("agreement", "performance")
NOT_CHECKABLE = "none"
MOST = 100


@dataclass(frozen=True, slots=True)
class StretchShown:
    """What is recorded of a term over a stretch; `record` is what it rests on."""

    finding: Keeping
    why: Bilingual
    since: date | None = None
    until: date | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class TermShown:
    """A term of an agreement, and whether it is kept."""

    term: Term
    finding: Keeping
    why: Bilingual
    stretches: tuple[StretchShown, ...]


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """An agreement that holds; `keeping` lacks where no term can be checked."""

    agreement: RecordShown
    terms: tuple[TermShown, ...]
    keeping: Keeping | None = None


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One page of agreements."""

    moment: MomentShown
    page: int
    pages: int
    total: int
    agreements: tuple[AgreementShown, ...]


@dataclass(frozen=True, slots=True)
class BreachShown:
    """A record that breaks a rule, why, and since when where a day says so."""

    record: str
    because: Bilingual
    since: date | None = None


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """What a rule finds of a proposal; `effect` is what a breach does."""

    number: str
    text: Bilingual
    kept: bool
    effect: Effect
    breaches: tuple[BreachShown, ...]
    remedy: Bilingual


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """A proposal with its linkages, advice, decision and rules."""

    moment: MomentShown
    proposal: RecordShown
    linkages: tuple[RecordShown, ...]
    advice: tuple[RecordShown, ...]
    rules: tuple[VerdictShown, ...]
    decision: RecordShown | None = None


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule: its words, source, values through time, and where it is broken.

    `atAllTimes` says whether it is held against every record, and not only against
    proposals; `broken` in how many places, of which `breaches` are the first 100.
    """

    number: str
    text: Bilingual
    remedy: Bilingual
    origin: Origin
    reference: Bilingual
    values: tuple[Values, ...]
    at_all_times: bool
    broken: int
    breaches: tuple[BreachShown, ...]
    proposals: tuple[BreachShown, ...]


@dataclass(frozen=True, slots=True)
class RuleList:
    """All rules."""

    moment: MomentShown
    rules: tuple[RuleShown, ...]


def agreements(call: Call) -> Given:
    """Give the agreements that hold, with whether their terms are kept."""
    as_of = call.asked.as_of
    register = register_of_kinds(AGREEMENT_KINDS, as_of, call.levels)
    performances = [r for r in register.records if not _is_agreement(r)]
    wanted = call.asked.text("keeping")
    found = [
        (keeping, record)
        for keeping, records in agreements_by_keeping(
            register, today=as_of.known_on
        ).items()
        for record in records
        if not wanted or wanted == (keeping or NOT_CHECKABLE)
    ]
    found.sort(key=lambda pair: pair[1].id)
    rows = rows_page(found, asked=str(call.asked.page))
    judged = [
        (k, r, term_verdicts(r, performances, today=as_of.known_on))
        for k, r in rows.rows
    ]
    body = AgreementPage(
        moment=moment_shown(as_of),
        page=rows.number,
        pages=rows.pages,
        total=len(found),
        agreements=tuple(
            AgreementShown(record_shown(r), tuple(map(_term, terms)), k)
            for k, r, terms in judged
        ),
    )
    read = [fact for _k, _r, terms in judged for term in terms for fact in term.facts]
    return Given(body, (*(r for _k, r, _terms in judged), *read), rows.pages)


def _is_agreement(record: Record) -> bool:
    return isinstance(record.fact, Agreement)


def _term(verdict: TermVerdict) -> TermShown:
    stretches = tuple(map(_stretch, verdict.stretches))
    return TermShown(verdict.term, verdict.finding, verdict.why, stretches)


def _stretch(one: Stretch) -> StretchShown:
    record = None if one.record is None else one.record.id
    return StretchShown(one.finding, one.why, one.since, one.until, record)


def proposals(call: Call) -> Given:
    """Give the proposals."""
    return search(call, kind="proposal")


def one_proposal(call: Call) -> Given:
    """Give a proposal whole; nothing where this reader knows none."""
    as_of = call.asked.as_of
    dossier = dossier_of(call.place["recordId"], as_of, call.levels)
    if dossier is None:
        raise nothing_here()
    decision = dossier.decision
    verdicts = dossier.verdicts(
        today=as_of.known_on, decision=None if decision is None else decision[1]
    )
    linkages = [record for record, _fact in dossier.linkages]
    advice = [record for record, _fact in dossier.advice]
    decided = [] if decision is None else [decision[0]]
    body = ProposalShown(
        moment=moment_shown(as_of),
        proposal=record_shown(dossier.record),
        linkages=records_shown(linkages),
        advice=records_shown(advice),
        rules=tuple(map(_verdict, verdicts)),
        decision=None if decision is None else record_shown(decision[0]),
    )
    return Given(body, (dossier.record, *linkages, *advice, *decided))


def _verdict(verdict: Verdict) -> VerdictShown:
    return VerdictShown(
        number=verdict.rule.number,
        text=verdict.rule.text,
        kept=verdict.kept,
        effect=verdict.effect,
        breaches=tuple(_breach(breach.about, breach) for breach in verdict.breaches),
        remedy=verdict.rule.remedy,
    )


def _breach(record: str, breach: Breach) -> BreachShown:
    return BreachShown(record, breach.because, breach.since)


def rules(call: Call) -> Given:
    """Give every rule, and where it is broken now."""
    as_of, levels = call.asked.as_of, call.levels
    found = {
        verdict.rule.number: verdict.breaches
        for verdict in standing_verdicts(as_of, levels)
    }
    waiting = standing_proposals(as_of, levels)
    body = RuleList(
        moment=moment_shown(as_of),
        rules=tuple(
            _rule(rule, found.get(number), waiting.get(number, ()))
            for number, rule in rule_texts().items()
        ),
    )
    about = {one.about for broken in found.values() for one in broken[:MOST]}
    proposals = [record for pairs in waiting.values() for record, _found in pairs]
    return Given(body, (*records_by_id(about, as_of, levels).values(), *proposals))


def _rule(
    rule: RuleText, found: tuple[Breach, ...] | None, waiting: BrokenBy
) -> RuleShown:
    breaches = found or ()
    return RuleShown(
        number=rule.number,
        text=rule.text,
        remedy=rule.remedy,
        origin=rule.origin,
        reference=rule.reference,
        values=rule.values,
        at_all_times=found is not None,
        broken=len(breaches),
        breaches=tuple(_breach(one.about, one) for one in breaches[:MOST]),
        proposals=tuple(
            _breach(proposal.id, one) for proposal, broken in waiting for one in broken
        ),
    )

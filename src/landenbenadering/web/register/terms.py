"""The terms of an agreement as its page shows them: kept, not kept, cannot tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from landenbenadering.core.clocks import AsOf
from landenbenadering.pipelines.agreed_terms import TermShare
from landenbenadering.pipelines.recorded_chain import RecordedFunnel, recorded_funnels
from landenbenadering.policy.dealings import Agreement, Performance
from landenbenadering.policy.keeping import TermVerdict, term_verdicts
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.counted_words import within_text
from landenbenadering.web.register.plain_details import text_of
from landenbenadering.web.register.selectors import records_about, register_of_kinds
from landenbenadering.web.register.words import word


@dataclass(frozen=True, slots=True)
class StretchShown:
    """What the records say over a stretch; `record` is `None` where none does."""

    since: date | None
    until: date | None
    finding: str
    why: str
    record: Record | None


@dataclass(frozen=True, slots=True)
class TermShown:
    """One term with the verdict on it, in the language of the page.

    `within` is what recorded counts tell of a term in days, and the counts.
    """

    text: str
    finding: str
    why: str
    stretches: Sequence[StretchShown]
    within: Sequence[tuple[str, Record]]


@dataclass(frozen=True, slots=True)
class TermsShown:
    """The terms of an agreement and the records about them that were read."""

    terms: Sequence[TermShown]
    read: Sequence[Record]


def terms_of(
    record: Record, *, as_of: AsOf, disclosure: frozenset[Disclosure]
) -> TermsShown:
    """Judge the terms of an agreement on the day from which the page looks.

    Empty for another fact, and for an agreement without terms.
    """
    if not isinstance(record.fact, Agreement) or not record.fact.terms:
        return TermsShown((), ())
    about = records_about(record.id, as_of, disclosure)
    performances = [one for one in about if isinstance(one.fact, Performance)]
    verdicts = term_verdicts(record, performances, today=as_of.known_on)
    within = _within(record, as_of=as_of, disclosure=disclosure)
    counts = {one.record.id: one.record for one, _held in within}
    terms = [_term(verdict, within) for verdict in verdicts]
    return TermsShown(terms, [*performances, *counts.values()])


def _term(
    verdict: TermVerdict, within: Sequence[tuple[RecordedFunnel, TermShare]]
) -> TermShown:
    return TermShown(
        text=text_of(verdict.term.text),
        finding=word(verdict.finding),
        why=text_of(verdict.why),
        stretches=[
            StretchShown(
                one.since, one.until, word(one.finding), text_of(one.why), one.record
            )
            for one in verdict.stretches
        ],
        within=[
            (within_text(one, held), one.record)
            for one, held in within
            if held.term == verdict.term
        ],
    )


def _within(
    record: Record, *, as_of: AsOf, disclosure: frozenset[Disclosure]
) -> list[tuple[RecordedFunnel, TermShare]]:
    """Find what recorded counts tell of the terms of an agreement."""
    fact = record.fact
    if not isinstance(fact, Agreement):
        return []
    counts = register_of_kinds(("chain_counts",), as_of, disclosure).records
    register = Register(as_of, (record, *counts))
    return [
        (one, held)
        for one in recorded_funnels(register, country=fact.country)
        for held in one.terms
    ]

"""The terms of an agreement as its page shows them: kept, not kept, cannot tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.dealings import Agreement, Performance
from landenbenadering.policy.keeping import TermVerdict, term_verdicts
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.plain_details import text_of
from landenbenadering.web.register.selectors import records_about
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
    """One term with the verdict on it, in the language of the page."""

    text: str
    finding: str
    why: str
    stretches: Sequence[StretchShown]


@dataclass(frozen=True, slots=True)
class TermsShown:
    """The terms of an agreement and the records of performance that were read."""

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
    return TermsShown([_term(verdict) for verdict in verdicts], performances)


def _term(verdict: TermVerdict) -> TermShown:
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
    )

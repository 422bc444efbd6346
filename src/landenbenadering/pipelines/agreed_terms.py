"""Whether documents came within a term that was agreed, from recorded waiting times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from landenbenadering.core.funnel import DurationBand, Population
from landenbenadering.core.interval import Interval
from landenbenadering.measurement.time_to_document import time_to_document
from landenbenadering.policy.addenda import is_stricter
from landenbenadering.policy.council_rules import council_members
from landenbenadering.policy.dealings import Agreement, Term
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    Disclosure,
    TermKind,
    TermUnit,
)


@dataclass(frozen=True, slots=True)
class TermShare:
    """Which share of the documents issued came within an agreed term.

    Requests without a document are not in it, so that it says less than whether the
    term was kept.

    Attributes
    ----------
    agreement : Record
        Its fact is an `Agreement` that has `term`.
    share : Interval or None
        `None` if it may be that no document came.
    throughout : bool
        Whether the agreement is known to have held in the whole period.
    """

    agreement: Record
    term: Term
    share: Interval | None
    throughout: bool

    def disclosure(self, counts: Record) -> Disclosure:
        """Say who may read it: who may read both the agreement and the counts."""
        own, theirs = self.agreement.disclosure, counts.disclosure
        return own if is_stricter(own, than=theirs) else theirs


def term_shares(
    bands: Sequence[DurationBand],
    *,
    population: Population,
    agreements: Iterable[tuple[Record, Agreement]],
) -> tuple[TermShare, ...]:
    """Hold documents by days against every term in days that was agreed.

    Parameters
    ----------
    bands : sequence of DurationBand
        Documents of `population` by the days since the request.
    agreements : iterable of (Record, Agreement)
        Those with other countries, without the state that counts, or that did not
        hold in the period are passed over.
    """
    return tuple(
        TermShare(
            agreement=record,
            term=term,
            share=time_to_document(bands, term_days=term.limit).within_term,
            throughout=_throughout(record, population),
        )
        for record, agreement in agreements
        if bands and _binds(agreement, population) and _overlaps(record, population)
        for term in agreement.terms
        if term.kind is TermKind.DEADLINE and term.unit is TermUnit.DAYS
    )


def _binds(agreement: Agreement, population: Population) -> bool:
    """Say whether the state that counts agreed it with the country."""
    states = {*agreement.with_states}
    if agreement.by is Actor.NETHERLANDS:
        states.add("NLD")
    if agreement.by is Actor.EU:
        states.update(council_members(population.until))
    return agreement.country == population.country and population.reporter in states


def _overlaps(record: Record, population: Population) -> bool:
    since, until = record.valid_from, record.valid_until
    begun = since is None or since.earliest <= population.until
    return begun and (until is None or until.latest >= population.since)


def _throughout(record: Record, population: Population) -> bool:
    since, until = record.valid_from, record.valid_until
    begun = since is not None and since.latest <= population.since
    return begun and (until is None or until.earliest >= population.until)

"""What may be asked of the cycle: proposals, their advice, their rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.deciding import Advice, Decision, Proposal
from landenbenadering.policy.facts import Linkage, Office
from landenbenadering.policy.record import Record
from landenbenadering.policy.references import references_of
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.book import Verdict, verdicts
from landenbenadering.policy.rules.breach import Moment
from landenbenadering.policy.vocabulary import Disclosure, ProposalState
from landenbenadering.web.register.selectors import (
    records_about,
    records_by_id,
    records_of_kind,
    records_on_country,
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A proposal with everything that belongs to it, as readers may see it.

    Attributes
    ----------
    register : Register
        All that the rules may read: the records on the country, and those that the
        proposal names.
    linkages : tuple of (Record, Linkage)
        The linkages of the package, in its order.
    advice : tuple of (Record, Advice)
        By department; only of the last round.
    decision : tuple of (Record, Decision) or None
        The decision, once it is taken.
    offices : tuple of (Record, Office)
        The offices that sign and receive letters.
    """

    record: Record
    proposal: Proposal
    register: Register
    linkages: tuple[tuple[Record, Linkage], ...]
    advice: tuple[tuple[Record, Advice], ...]
    decision: tuple[Record, Decision] | None
    offices: tuple[tuple[Record, Office], ...]

    @property
    def shown(self) -> tuple[Record, ...]:
        """The proposal, its package, the advice and the decision: what pages show."""
        decided = () if self.decision is None else (self.decision[0],)
        package = (record for record, _ in self.linkages)
        advice = (record for record, _ in self.advice)
        return (self.record, *package, *advice, *decided)

    def verdicts_of_the_proposal(self, *, today: date) -> tuple[Verdict, ...]:
        """Hold the rules for what may be proposed."""
        return verdicts(
            self.register, Moment.PROPOSAL, today=today, proposal=self.record
        )

    def verdicts(
        self, *, today: date, decision: Decision | None = None
    ) -> tuple[Verdict, ...]:
        """Hold the rules against the proposal as it stands.

        Those of the decision are shown from the start, so that its maker sees
        early what will be asked.
        """
        return verdicts(
            self.register,
            Moment.DECISION,
            today=today,
            proposal=self.record,
            decision=decision,
        )


def dossier_of(
    record_id: str, as_of: AsOf, disclosure: frozenset[Disclosure]
) -> Dossier | None:
    """Give a proposal with what belongs to it; `None` if these readers know none."""
    record = records_by_id([record_id], as_of, disclosure).get(record_id)
    if record is None or not isinstance(record.fact, Proposal):
        return None
    proposal = record.fact
    about = {
        found.id: found
        for found in (
            *records_on_country(proposal.country, as_of, disclosure),
            *records_about(record_id, as_of, disclosure),
        )
    }
    named = [named.record_id for named in references_of(proposal)]
    about |= records_by_id([*named, *_instruments(about.values())], as_of, disclosure)
    about[record_id] = record
    return _assembled(record_id, about, as_of, _offices(as_of, disclosure))


def dossier_after(dossier: Dossier, records: Iterable[Record]) -> Dossier:
    """Give a dossier as it will be once `records` are stored, without storing them.

    What else is recorded meanwhile is not in it.
    """
    about = {record.id: record for record in (*dossier.register.records, *records)}
    return _assembled(dossier.record.id, about, dossier.register.as_of, dossier.offices)


def _assembled(
    record_id: str,
    about: dict[str, Record],
    as_of: AsOf,
    offices: tuple[tuple[Record, Office], ...],
) -> Dossier:
    record = about[record_id]
    if not isinstance(record.fact, Proposal):
        raise TypeError(record_id)
    register = Register(as_of, tuple(about[name] for name in sorted(about)))
    return Dossier(
        record=record,
        proposal=record.fact,
        register=register,
        linkages=_linkages(record.fact, about),
        advice=_advice(record_id, register),
        decision=_decision(record_id, register),
        offices=offices,
    )


def _instruments(records: Iterable[Record]) -> list[str]:
    return [
        named.record_id
        for record in records
        if isinstance(record.fact, Linkage)
        for named in references_of(record.fact)
    ]


def _linkages(
    proposal: Proposal, records: dict[str, Record]
) -> tuple[tuple[Record, Linkage], ...]:
    found = (records[name] for name in proposal.linkages if name in records)
    return tuple((r, r.fact) for r in found if isinstance(r.fact, Linkage))


def _advice(record_id: str, register: Register) -> tuple[tuple[Record, Advice], ...]:
    """Give the advice of the last round on which it was asked."""
    found = [pair for pair in register.of(Advice) if pair[1].proposal == record_id]
    last = max((advice.proposal_version for _, advice in found), default=0)
    return tuple(
        sorted(
            (pair for pair in found if pair[1].proposal_version == last),
            key=lambda pair: pair[1].department,
        )
    )


def _offices(
    as_of: AsOf, disclosure: frozenset[Disclosure]
) -> tuple[tuple[Record, Office], ...]:
    found = records_of_kind("office", as_of, disclosure)
    return tuple((r, r.fact) for r in found if isinstance(r.fact, Office))


def _decision(record_id: str, register: Register) -> tuple[Record, Decision] | None:
    found = [pair for pair in register.of(Decision) if pair[1].proposal == record_id]
    return max(found, key=lambda pair: pair[1].taken_on, default=None)


OPEN = frozenset({ProposalState.DRAFT, ProposalState.ADVICE, ProposalState.NOTE})

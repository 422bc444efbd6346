"""What the rules look at: the register at a moment, and perhaps a proposal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from landenbenadering.policy.dealings import DocumentGrant
from landenbenadering.policy.deciding import Advice, Decision, Proposal
from landenbenadering.policy.facts import Document, Fact, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.parameters import Values
from landenbenadering.policy.vocabulary import Direction, DocumentKind

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Facts:
    """The records of a register by kind and by id, made once for many rules."""

    by_kind: Mapping[type[object], tuple[Record, ...]]
    by_id: Mapping[str, Record]

    @classmethod
    def of_register(cls, register: Register) -> "Facts":
        """Sort the records of a register."""
        by_kind: dict[type[object], list[Record]] = {}
        for record in register.records:
            by_kind.setdefault(type(record.fact), []).append(record)
        return cls(
            by_kind={kind: tuple(found) for kind, found in by_kind.items()},
            by_id={record.id: record for record in register.records},
        )

    def of(self, kind: type[F]) -> Iterator[tuple[Record, F]]:
        """Give the records whose fact is a `kind`, with the fact, in order of id."""
        for record in self.by_kind.get(kind, ()):
            if isinstance(record.fact, kind):
                yield record, record.fact

    def get(self, record_id: str, kind: type[F]) -> F | None:
        """Give the fact of one record; `None` if it is not there or another kind."""
        record = self.by_id.get(record_id)
        fact = None if record is None else record.fact
        return fact if isinstance(fact, kind) else None


@dataclass(frozen=True, slots=True)
class Case:
    """What one rule looks at.

    Attributes
    ----------
    today : date
        The day on which the rule is asked; deadlines are held against it.
    values : Values
        The parameters of this rule on that day.
    proposal : Record or None
        The proposal, where the rule is about one; need not be stored yet.
    decision : Decision or None
        The decision that is being taken, where the rule is about one.
    """

    facts: Facts
    today: date
    values: Values
    proposal: Record | None = None
    decision: Decision | None = None

    def proposed(self) -> Proposal | None:
        """Give the proposal as a fact."""
        fact = None if self.proposal is None else self.proposal.fact
        return fact if isinstance(fact, Proposal) else None

    def linkages(self) -> list[tuple[str, Linkage]]:
        """Give the linkages of the package with their ids."""
        proposal = self.proposed()
        if proposal is None:
            return []
        found = ((name, self.facts.get(name, Linkage)) for name in proposal.linkages)
        return [(name, linkage) for name, linkage in found if linkage is not None]

    def restrictions(self) -> list[tuple[str, Linkage]]:
        """Give those linkages of the package that withhold something."""
        return [
            (name, linkage)
            for name, linkage in self.linkages()
            if linkage.direction is Direction.RESTRICTION
        ]

    def paper(self, kind: DocumentKind) -> bool:
        """Say whether a paper of this kind lies with the proposal."""
        proposal = self.proposed()
        if proposal is None:
            return False
        papers = (self.facts.get(name, Document) for name in proposal.documents)
        return any(paper is not None and paper.kind is kind for paper in papers)

    def grants_since(self, kind: DocumentKind) -> bool:
        """Say whether facts on documents granted are newer than papers of this kind.

        Papers are those of the proposal; facts are those on the countries of its
        package. Never if a paper of the kind bears no date.
        """
        proposal = self.proposed()
        if proposal is None:
            return False
        papers = (self.facts.get(name, Document) for name in proposal.documents)
        dated = [p.dated for p in papers if p is not None and p.kind is kind]
        newest = max((day for day in dated if day is not None), default=None)
        if newest is None or None in dated:
            return False
        countries = {linkage.country for _, linkage in self.linkages()}
        return any(
            fact.country in countries and record.known_from > newest
            for record, fact in self.facts.of(DocumentGrant)
        )

    def advice(self) -> list[Advice]:
        """Give the advice that was asked on the proposal."""
        if self.proposal is None:
            return []
        return [
            advice
            for _, advice in self.facts.of(Advice)
            if advice.proposal == self.proposal.id
        ]

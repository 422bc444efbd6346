"""What the fields of a form offer to choose from: only what its author may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.dealings import Agreement
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.register.describe import (
    countries_by_name,
    paper_name,
    title_of,
)
from landenbenadering.web.register.fields import Choices
from landenbenadering.web.register.plain_details import country_name, text_of
from landenbenadering.web.register.selectors import records_by_id, records_of_kind


@dataclass(frozen=True, slots=True)
class Offers:
    """Countries, records and terms that can be chosen on a day.

    Attributes
    ----------
    departments : tuple of Department
        For which the author may record what belongs to a department.
    describes_document : bool
        Whether a new document can be described along with what is recorded.
    reports_own : bool
        Whether a department's own report may be the source.
    """

    as_of: AsOf
    levels: frozenset[Disclosure]
    departments: tuple[Department, ...]
    describes_document: bool = True
    reports_own: bool = False
    _read: dict[str, list[Record]] = field(default_factory=dict)
    _titled: dict[str, Choices] = field(default_factory=dict)

    def countries(self) -> Choices:
        """Give every country, by name."""
        return [(one.iso3, country_name(one.iso3)) for one in countries_by_name()]

    def records(self, kind: str) -> Choices:
        """Give the records of a kind, by title."""
        if kind not in self._titled:
            named: Choices = [(one.id, _title(one)) for one in self._of(kind)]
            self._titled[kind] = sorted(named, key=lambda item: str(item[1]))
        return self._titled[kind]

    def named(self, record_id: str) -> Choices:
        """Give one record of any kind, by title; none where there is no such record."""
        found = records_by_id([record_id], self.as_of, self.levels)
        return [(name, _title(record)) for name, record in found.items()]

    def terms(self, agreement: object) -> Choices:
        """Give the terms of an agreement; those of all where none is chosen yet."""
        found: dict[str, str] = {}
        for one in self._of("agreement"):
            if isinstance(one.fact, Agreement) and agreement in (None, "", one.id):
                for term in one.fact.terms:
                    found.setdefault(term.name, f"{term.name}: {text_of(term.text)}")
        return list(found.items())

    def record(self, kind: str, record_id: str) -> Record | None:
        """Give one of the records on offer."""
        return next((one for one in self._of(kind) if one.id == record_id), None)

    def _of(self, kind: str) -> list[Record]:
        if kind not in self._read:
            self._read[kind] = records_of_kind(kind, self.as_of, self.levels)
        return self._read[kind]


def with_held(choices: Choices, held: Iterable[str]) -> Choices:
    """Add what a record holds already and is not on offer, under its own name."""
    offered: Mapping[str, object] = dict(choices)
    return [*choices, *((name, name) for name in held if name not in offered)]


def _title(record: Record) -> str:
    if isinstance(record.fact, Document):
        name, title = paper_name(record.fact), title_of(record.fact)
        return name if name == title else f"{name} – {title}"
    return title_of(record.fact)

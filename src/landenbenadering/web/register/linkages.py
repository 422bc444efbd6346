"""A linkage as someone enters it, and the record that it makes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from django.utils.text import slugify

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.facts import Document, Linkage, Purpose
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure, DocumentKind

_KAMERSTUK = re.compile(r"(\d{2})[ .]?(\d{3}),?\s*nr\.?\s*(\d+)", re.IGNORECASE)
_LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class LinkageEntry:
    """What someone entered about a linkage.

    Attributes
    ----------
    linkage : Linkage
        Without purposes: `purpose` is what the source gives.
    purpose : Bilingual or None
        What the linkage is for, according to `source`.
    source : Citation
        The place that says so.
    new_document : Record or None
        The cited document, where the register does not hold it yet.
    """

    linkage: Linkage
    purpose: Bilingual | None
    known_from: date
    valid_from: PartialDate | None
    valid_until: PartialDate | None
    source: Citation
    new_document: Record | None = None

    def record(self, record_id: str, *, replaces: Record | None = None) -> Record:
        """Make the record; it keeps what the replaced version owes to other sources.

        The form shows the first citation and the first purpose of its document:
        those give way to what was entered about the same document. All others stay.
        """
        citations = () if replaces is None else replaces.citations
        source = self.source
        if citations and citations[0].document == source.document:
            first, *others = citations
            citations = tuple(others)
            # The form knows no notes: the same place keeps the one that it had.
            if (first.page, first.paragraph) == (source.page, source.paragraph):
                source = first
        purposes = self._purposes(source, replaces)
        return Record(
            id=record_id,
            fact=replace(self._kept(replaces), purposes=purposes),
            known_from=self.known_from,
            citations=tuple(dict.fromkeys((source, *citations))),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            disclosure=Disclosure.PUBLIC if replaces is None else replaces.disclosure,
        )

    def possible_ids(self) -> Iterator[str]:
        """Give ids for a new linkage, the plainest first; they do not end."""
        plain = f"linkage-{self.linkage.country.lower()}-{self.linkage.since.year}"
        area = self.linkage.policy_area.value.replace("_", "-")
        yield plain
        yield f"{plain}-{area}"
        for number in count(2):
            yield f"{plain}-{area}-{number}"

    def _kept(self, replaces: Record | None) -> Linkage:
        """Give the linkage with what the form does not show of the replaced one."""
        if replaces is None or not isinstance(replaces.fact, Linkage):
            return self.linkage
        held = replaces.fact
        return replace(
            self.linkage,
            instrument=self.linkage.instrument or held.instrument,
            states=self.linkage.states or held.states,
            review_on=self.linkage.review_on or held.review_on,
            evaluation=self.linkage.evaluation or held.evaluation,
        )

    def _purposes(
        self, source: Citation, replaces: Record | None
    ) -> tuple[Purpose, ...]:
        purposes = [Purpose(self.purpose, source)] if self.purpose else []
        if replaces is None or not isinstance(replaces.fact, Linkage):
            return tuple(purposes)
        held = list(replaces.fact.purposes)
        shown = next(
            (p for p in held if p.according_to.document == source.document), None
        )
        return (*purposes, *(p for p in held if p is not shown))


def document_record(document: Document, *, dated: date) -> Record:
    """Make the record of a document, known from its own date."""
    return Record(
        id=document_id(document, dated=dated),
        fact=replace(document, dated=dated),
        known_from=dated,
        valid_from=PartialDate(dated.year, dated.month, dated.day),
    )


def document_id(document: Document, *, dated: date) -> str:
    """Give the id of a document, as `kst-29344-116` for a Kamerstuk."""
    found = _KAMERSTUK.search(document.number)
    if document.kind is DocumentKind.KAMERSTUK and found:
        return f"kst-{found[1]}{found[2]}-{found[3]}"
    name = slugify(f"{document.kind} {document.number or document.title.en}")
    kept = re.sub(r"[-_]+", "-", name)[:_LONGEST_ID].strip("-")
    return f"{kept}-{dated.isoformat()}"

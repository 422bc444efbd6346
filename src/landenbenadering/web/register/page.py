"""What the page of one record shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.checks import citations_of
from landenbenadering.policy.dealings import Addendum
from landenbenadering.policy.facts import Commitment, Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.references import references_of
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.describe import (
    Detail,
    Difference,
    details_of,
    differences,
    paper_name,
    short_names,
    title_of,
    validity_of,
)
from landenbenadering.web.register.plain_details import money_text, text_of
from landenbenadering.web.register.selectors import (
    History,
    records_about,
    records_by_id,
)
from landenbenadering.web.register.terms import TermsShown, terms_of
from landenbenadering.web.register.words import kind_word, word


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A place in a document; `document` is `None` for readers who may not see it."""

    citation: Citation
    document: Document | None
    title: str


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version with what it states differently from the one known before it.

    `first` says that no earlier version is known to this reader.
    """

    record: Record
    changes: list[Difference]
    first: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """A version that was wrong from the start, and what its correction changed."""

    record: Record
    by: Record
    changes: list[Difference]


@dataclass(frozen=True, slots=True)
class Added:
    """What belongs to a fact and fewer may read, with their level in words."""

    record: Record
    topic: str
    text: str
    level: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record as its page shows it.

    Attributes
    ----------
    level : str
        The level of disclosure in words; empty for what is public.
    related : list
        Records that it names beside its documents, as the offices of a promise,
        the paper that keeps it, or an instrument.
    versions : list
        Every version known at the moment; the first is the one that holds.
    added : list
        What belongs to the fact and fewer may read than the fact itself.
    corrected : list
        Versions that counted once and that a later one corrected.
    terms : TermsShown
        Whether the terms of an agreement are kept; empty for another fact.
    """

    record: Record
    title: str
    kind: str
    is_paper: bool
    level: str
    validity: str
    details: list[Detail]
    places: list[CitedPlace]
    related: list[tuple[Record, str]]
    versions: list[VersionShown]
    corrected: list[Corrected]
    added: list[Added]
    terms: TermsShown


def record_page(
    history: History, *, as_of: AsOf, disclosure: frozenset[Disclosure]
) -> RecordPage:
    """Put the page of a record together from its versions, the holding one first."""
    record = history.versions[0]
    cited = citations_of(record)
    named = list(_related_ids(record))
    every = [*history.versions, *(wrong for wrong, _by in history.corrected)]
    others = records_by_id(
        list(dict.fromkeys(i for one in every for i in _ids_beside(one))),
        as_of,
        disclosure,
    )
    names = short_names(others.values())
    public = record.disclosure is Disclosure.PUBLIC
    return RecordPage(
        record=record,
        title=title_of(record.fact, names=names),
        kind=kind_word(record.fact),
        is_paper=isinstance(record.fact, Document),
        level="" if public else word(record.disclosure),
        validity=validity_of(record),
        details=details_of(record, names=names),
        places=[_place(citation, others) for citation in cited],
        related=[(others[i], title_of(others[i].fact)) for i in named if i in others],
        versions=list(_shown(history.versions, names)),
        corrected=[
            Corrected(wrong, by, differences(wrong, by, names=names))
            for wrong, by in history.corrected
        ],
        added=list(_added(record.id, as_of, disclosure)),
        terms=terms_of(record, as_of=as_of, disclosure=disclosure),
    )


def _shown(versions: list[Record], names: Mapping[str, str]) -> Iterator[VersionShown]:
    for after, before in zip(versions, [*versions[1:], None], strict=True):
        changes = [] if before is None else differences(before, after, names=names)
        yield VersionShown(record=after, changes=changes, first=before is None)


def _added(
    record_id: str, as_of: AsOf, disclosure: frozenset[Disclosure]
) -> Iterator[Added]:
    """Give what was added; nothing of that is ever for all."""
    if disclosure == frozenset({Disclosure.PUBLIC}):
        return
    for held in records_about(record_id, as_of, disclosure):
        fact = held.fact
        if isinstance(fact, Addendum):
            sum_ = "" if fact.amount is None else f" ({money_text(fact.amount)})"
            text = f"{text_of(fact.text)}{sum_}"
            yield Added(held, word(fact.topic), text, word(held.disclosure))


def _place(citation: Citation, others: dict[str, Record]) -> CitedPlace:
    held = others.get(citation.document)
    if held is None or not isinstance(held.fact, Document):
        return CitedPlace(citation, document=None, title=citation.document)
    return CitedPlace(citation, document=held.fact, title=paper_name(held.fact))


def _ids_beside(record: Record) -> Iterator[str]:
    yield from (citation.document for citation in citations_of(record))
    yield from _related_ids(record)


def _related_ids(record: Record) -> Iterator[str]:
    if isinstance(record.fact, Commitment):
        yield from record.fact.made_by
        if record.fact.kept_by is not None:
            yield record.fact.kept_by
    yield from (named.record_id for named in references_of(record.fact))

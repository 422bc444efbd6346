"""Footnotes in the Dutch parliamentary convention."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from landenbenadering.core.citation import Citation
from landenbenadering.core.language import Language, format_day
from landenbenadering.letters.blocks import FactRef, Note
from landenbenadering.letters.formats import one_line
from landenbenadering.letters.wording import Phrasebook, phrasebook
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import DocumentKind

_SESSION = re.compile(r"(\d{4})\s*[-–/]\s*(?:\d{2})?(\d{2})")


def reference(document: Document, language: Language) -> str:
    """Name a paper in full, as in `Kamerstukken II 2012/13, 29 344, nr. 90`."""
    phrases = phrasebook(language)
    match document.kind:
        case DocumentKind.KAMERSTUK | DocumentKind.HANDELINGEN:
            return _parliamentary(document, phrases)
        case _:
            title = document.title.in_(language)
            parts = [title, "" if document.number == title else document.number]
            if document.dated is not None:
                parts.append(format_day(document.dated, language))
            if document.url is not None:
                parts.append(document.url)
            return ", ".join(part for part in parts if part)


def _parliamentary(document: Document, phrases: Phrasebook) -> str:
    series = phrases.say(f"note.{document.kind}")
    if document.session is not None:
        session = _SESSION.sub(r"\1/\2", document.session)
        series = f"{series} {session}"
    return f"{series}, {_number(document, phrases)}"


def _number(document: Document, phrases: Phrasebook) -> str:
    """Give the paper's number, with the item for Handelingen."""
    number = document.number
    if number.isdigit():
        number = phrases.say("note.number", number=number)
    if document.item is not None and "item" not in number:
        number = f"{number}, item {document.item}"
    return number


def _pinpoint(citation: Citation, document: Document, phrases: Phrasebook) -> str:
    """Give the place within the paper, with its comma; empty where not known."""
    page = str(citation.page) if citation.page is not None else document.pages
    place = f", {phrases.say('note.page', page=page)}" if page else ""
    if citation.note is not None:
        place += f", {phrases.say('note.note', note=str(citation.note))}"
    return place


@dataclass(slots=True)
class NoteBook:
    """The footnotes of one letter while it is written, numbered from 1.

    `own_papers` are ids of papers that are this very letter: not cited in it.
    """

    documents: Mapping[str, tuple[Record, Document]]
    language: Language
    own_papers: frozenset[str]
    _notes: list[Note] = field(default_factory=list)
    _first: dict[str, int] = field(default_factory=dict)
    _places: dict[Citation, int] = field(default_factory=dict)

    def citable(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        """Keep, in order and once each, the citations that a note can carry.

        A place in a paper is told apart by document, page and note: the paragraph
        is for the register and not for a footnote.
        """
        places = (Citation(c.document, page=c.page, note=c.note) for c in citations)
        return tuple(
            dict.fromkeys(
                place
                for place in places
                if place.document in self.documents
                and place.document not in self.own_papers
            )
        )

    def cite(self, citations: Sequence[Citation]) -> tuple[int, ...]:
        """Write one footnote for `citations`; nothing when there is none to cite."""
        kept = self.citable(citations)
        if not kept:
            return ()
        number = len(self._notes) + 1
        texts = [one_line(self._one(citation, number)) for citation in kept]
        text = "; ".join(texts)
        records = (self.documents[c.document][0] for c in kept)
        facts = dict.fromkeys(FactRef(r.id, r.version) for r in records)
        closed = text if "://" in text else f"{text[0].upper()}{text[1:]}."
        self._notes.append(Note(number, closed, tuple(facts)))
        return (number,)

    def _one(self, citation: Citation, number: int) -> str:
        """Write a place: in full the first time, short when the paper came before."""
        phrases = phrasebook(self.language)
        _, document = self.documents[citation.document]
        first = self._first.setdefault(citation.document, number)
        same = self._places.setdefault(citation, number)
        if same != number:
            return phrases.say("note.see", note=str(same))
        place = _pinpoint(citation, document, phrases)
        if first == number:
            return f"{reference(document, self.language)}{place}"
        short = self._short(document, phrases)
        return phrases.say("note.short", paper=f"{short}{place}", note=str(first))

    def _short(self, document: Document, phrases: Phrasebook) -> str:
        match document.kind:
            case DocumentKind.KAMERSTUK:
                return _number(document, phrases)
            case DocumentKind.HANDELINGEN:
                series = phrases.say("note.handelingen")
                return f"{series}, {_number(document, phrases)}"
            case _:
                return document.title.in_(self.language)

    def written(self) -> tuple[Note, ...]:
        """Give the footnotes so far."""
        return tuple(self._notes)

"""What every section needs while a letter is composed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from landenbenadering.core.citation import Citation
from landenbenadering.core.country import Country
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.letters.blocks import Claim, FactRef, Heading, Paragraph
from landenbenadering.letters.formats import (
    alphabetical_by_name,
    format_series,
    one_line,
)
from landenbenadering.letters.notes import NoteBook
from landenbenadering.letters.wording import Phrasebook, phrasebook
from landenbenadering.policy.facts import Statement
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import Topic

_PARAGRAPH = 620

Between = Mapping[int, Sequence["Saying"]]


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence on its way to a claim: its text, its facts and its sources."""

    text: str
    records: tuple[Record, ...]
    citations: tuple[Citation, ...]

    @classmethod
    def of(cls, text: str, *records: Record) -> "Saying":
        """Say something that rests on `records` and on the papers that they cite."""
        citations = (c for record in records for c in record.citations)
        return cls(text, records, tuple(dict.fromkeys(citations)))


@dataclass(frozen=True, slots=True)
class Draft:
    """One letter while it is composed.

    `notes` grows as sections are written, in the order of the letter.
    """

    register: Register
    language: Language
    countries: Mapping[str, Country]
    notes: NoteBook

    @property
    def phrases(self) -> Phrasebook:
        """The phrasebook of the letter's language."""
        return phrasebook(self.language)

    def say(self, key: str, /, **values: str) -> str:
        """Fill a frame of the phrasebook."""
        return self.phrases.say(key, **values)

    def text(self, text: Bilingual) -> str:
        """Give a text of the register in the letter's language, on one line."""
        return one_line(text.in_(self.language))

    def name(self, iso3: str) -> str:
        """Name a country as a sentence does; an unknown code stands for itself."""
        bare = self.bare_name(iso3)
        article = self.phrases.article(iso3)
        return f"{article} {bare}" if article else bare

    def names(self, codes: Sequence[str]) -> str:
        """Name countries in alphabetical order, articles aside."""
        by_name = {self.bare_name(code): self.name(code) for code in codes}
        ordered = alphabetical_by_name(by_name)
        return format_series((by_name[name] for name in ordered), self.language)

    def series(self, items: Sequence[str]) -> str:
        """Join noun phrases in their order, with semicolons if one holds a comma."""
        *others, last = items
        if not others or not any("," in item for item in items):
            return format_series(items, self.language)
        return self.say("series", others="; ".join(others), last=last)

    def bare_name(self, iso3: str) -> str:
        """Name a country as a table does, without article."""
        country = self.countries.get(iso3)
        return iso3 if country is None else country.name.in_(self.language)

    def heading(self, key: str) -> Heading:
        """Head a section."""
        return Heading(1, self.say(f"heading.{key}"))

    def statements(
        self, topic: Topic, *, between: Between | None = None
    ) -> list[Saying]:
        """Give the register's statements on a topic, by position.

        `between` are sayings composed from other facts, by the position at which
        they stand among the statements.
        """
        placed = [
            (fact.position, record.id, Saying.of(self.text(fact.text), record))
            for record, fact in self.register.of(Statement)
            if fact.topic is topic
        ]
        for position, sayings in (between or {}).items():
            placed += [(position, "", saying) for saying in sayings]
        return [saying for _, _, saying in sorted(placed, key=lambda item: item[:2])]

    def claims(self, sayings: Sequence[Saying]) -> tuple[Claim, ...]:
        """Make claims; of those with the same sources only the last has the note."""
        sources = [self.notes.citable(saying.citations) for saying in sayings]
        claims = []
        for place, (saying, here) in enumerate(zip(sayings, sources, strict=True)):
            notes = () if here in sources[place + 1 :] else self.notes.cite(here)
            facts = dict.fromkeys(FactRef(r.id, r.version) for r in saying.records)
            claims.append(Claim(saying.text, tuple(facts), notes))
        return tuple(claims)

    def paragraphs(self, sayings: Sequence[Saying]) -> list[Paragraph]:
        """Divide sayings over paragraphs of about the same, readable length."""
        return [Paragraph(self.claims(part)) for part in divide(sayings)]


def divide(sayings: Sequence[Saying]) -> list[list[Saying]]:
    """Cut a run of sayings into parts of about equal length."""
    total = sum(len(saying.text) for saying in sayings)
    target = total / max(1, math.ceil(total / _PARAGRAPH))
    parts: list[list[Saying]] = []
    written = 0.0
    for saying in sayings:
        middle = written + len(saying.text) / 2
        if not parts or middle > target * len(parts):
            parts.append([])
        parts[-1].append(saying)
        written += len(saying.text)
    return parts


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    closed = text if text.endswith((".", "!", "?")) else f"{text}."
    return closed[:1].upper() + closed[1:]

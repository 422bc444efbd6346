"""The parts of a letter: every claim names the facts that it rests on.

A `Paragraph` and a `ListBlock` hold claims only, a claim needs a fact, and a
number in a table needs the observations behind it. Headings, captions, remarks on
method and the salutation are wording: they state nothing about a country.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum

from landenbenadering.core.language import Language
from landenbenadering.core.observation import Observation
from landenbenadering.letters.errors import LettersError
from landenbenadering.letters.numbers import unsupported_numbers
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import Disclosure

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, order=True)
class FactRef:
    """One version of one record of the register."""

    record: str
    version: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One or more sentences that rest on the same facts.

    `notes` are the numbers of the footnotes behind the text.
    """

    text: str
    facts: tuple[FactRef, ...]
    notes: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a claim that no fact supports (LET101)."""
        if not self.facts:
            raise LettersError(
                "LET101",
                problem=f"No fact stands behind {self.text[:80]!r}.",
                remedy="Record the fact with its source, and name it in the claim.",
            )


@dataclass(frozen=True, slots=True)
class RuleClaim(Claim):
    """What a rule of the approach finds in the facts that it read.

    `rule` is its number. Numbers in the text come from the rule's parameters and
    from counting records, so they need not stand in a fact.
    """

    rule: str = ""


@dataclass(frozen=True, slots=True)
class AppraisalClaim(Claim):
    """What a frozen appraisal found.

    `sha256` is its hash; numbers in the text stand in what it holds, and so need not
    stand in a fact.
    """

    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; `facts` are the documents that it cites."""

    number: int
    text: str
    facts: tuple[FactRef, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body; `level` 1 stands right under the letter's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Claims that run on."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Claims one under another."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that the letter needs and the register cannot fill on this date."""

    text: str


class Align(StrEnum):
    """Alignment of a column."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table of figures.

    `observations` are the published counts that the text shows or is computed
    from; empty only in a heading cell or one that says that there is no figure.
    """

    text: str
    observations: tuple[Observation, ...] = ()
    heading: bool = False

    def __post_init__(self) -> None:
        """Refuse a number without an observation (LET105)."""
        if self.heading or self.observations or not _DIGIT.search(self.text):
            return
        raise LettersError(
            "LET105",
            problem=f"No observation stands behind the number {self.text!r}.",
            remedy="Give the cell the observations that the number comes from.",
        )


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A publisher's file, under the letter by which the table refers to it."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures.

    Attributes
    ----------
    caption : str
        What the table holds.
    header : tuple of str
        One text a column.
    align : tuple of Align
        One a column.
    rows : tuple of tuple of Cell
        All as long as the header. The first cells of a row are headings.
    remarks : tuple of str
        What the figures are and what they are not.
    sources : tuple of FigureSource
        The files that hold the cells.
    """

    caption: str
    header: tuple[str, ...]
    align: tuple[Align, ...]
    rows: tuple[tuple[Cell, ...], ...]
    remarks: tuple[str, ...] = ()
    sources: tuple[FigureSource, ...] = ()
    sources_title: str = ""

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the header."""
        for row in (self.align, *self.rows):
            if len(row) != len(self.header):
                raise ValueError(f"{row!r} does not have {len(self.header)} columns")


@dataclass(frozen=True, slots=True)
class FigureChart:
    """A chart of the figures in `table`, for readers with and without sight.

    `spec` is a Vega-Lite specification as JSON text, with its data in it.
    """

    caption: str
    spec: str
    alt: str
    table: FigureTable


@dataclass(frozen=True, slots=True)
class Annex:
    """A part behind the signature; `marker` says why it stands apart."""

    title: str
    marker: str
    blocks: tuple[Heading | FigureTable | FigureChart, ...]


Block = Heading | Paragraph | ListBlock | Gap | FigureTable | FigureChart
Line = Claim | Gap

_OPENNESS = (Disclosure.PUBLIC, Disclosure.HOUSE, Disclosure.INTERNAL)


def may_read(disclosure: Disclosure, *, level: Disclosure) -> bool:
    """Say whether a letter of `level` may hold a fact of `disclosure`."""
    return _OPENNESS.index(disclosure) <= _OPENNESS.index(level)


@dataclass(frozen=True, slots=True)
class LateEntries:
    """How many of the letter's facts were entered later than they were known.

    `latest` is the last day on which one was, and `None` when none was.
    """

    facts: int
    late: int
    latest: date | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A state-of-affairs letter as data; the same letter gives the same bytes.

    Attributes
    ----------
    known_on : date
        The letter holds only what could be known on this day.
    entered_by : datetime or None
        The register was read as it stood at this moment; `None`: as it is.
    level : Disclosure
        The least public facts that it may hold.
    title, place_and_date, salutation : str
        Wording of the head of the letter.
    addressee, signature : tuple of Claim or Gap
        Lines from the offices in the register.
    own_paper : str
        Reference of the paper that the letter itself became; empty if none.
    entries : LateEntries
        For the colophon.
    register : Register
        Only checked against, not kept.
    standing : str
        How far it is, where it is no draft any more; empty for a draft.

    Raises
    ------
    LettersError
        LET102 a claim or note names a fact that the register does not hold, LET103
        a number in a claim is in none of its facts, LET104 a fact is less public
        than the letter.
    """

    title: str
    language: Language
    known_on: date
    entered_by: datetime | None
    level: Disclosure
    place_and_date: str
    salutation: str
    addressee: tuple[Line, ...]
    blocks: tuple[Block, ...]
    signature: tuple[Line, ...]
    notes: tuple[Note, ...]
    annexes: tuple[Annex, ...]
    own_paper: str
    entries: LateEntries
    register: InitVar[Register]
    standing: str = field(default="", kw_only=True)

    def __post_init__(self, register: Register) -> None:
        """Hold every claim and note against the register."""
        held = {FactRef(r.id, r.version): r for r in register.records}
        for text, facts in self._statements():
            _check_statement(text, facts, held=held, letter=self)

    def _statements(self) -> Iterator[tuple[str, tuple[FactRef, ...]]]:
        for claim in self.claims():
            yield (
                "" if isinstance(claim, RuleClaim | AppraisalClaim) else claim.text,
                claim.facts,
            )
        for note in self.notes:
            yield "", note.facts

    def gaps(self) -> tuple[Gap, ...]:
        """Give every place still to be filled in, in the order of the letter."""
        places = (*self.addressee, *self.blocks, *self.signature)
        return tuple(place for place in places if isinstance(place, Gap))

    def claims(self) -> Iterator[Claim]:
        """Give every claim, in the order of the letter."""
        yield from (line for line in self.addressee if isinstance(line, Claim))
        for block in self.blocks:
            if isinstance(block, Paragraph | ListBlock):
                yield from block.claims
        yield from (line for line in self.signature if isinstance(line, Claim))

    @property
    def digest(self) -> str:
        """SHA-256 of the letter's data, 64 hexadecimal digits.

        Without the numbers of versions: they count also those that the readers of
        the letter may not read.
        """
        plain = json.dumps(_plain(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()


def _check_statement(
    text: str,
    facts: tuple[FactRef, ...],
    *,
    held: dict[FactRef, Record],
    letter: Letter,
) -> None:
    records = []
    for fact in facts:
        record = held.get(fact)
        if record is None:
            raise LettersError(
                "LET102",
                problem=f"The register as known on {letter.known_on.isoformat()} "
                f"holds no version {fact.version} of {fact.record!r}.",
                remedy="Compose the letter from the register that holds its facts.",
            )
        if not may_read(record.disclosure, level=letter.level):
            raise LettersError(
                "LET104",
                problem=f"{fact.record!r} is {record.disclosure}, "
                f"the letter is {letter.level}.",
                remedy="Ask for a letter of that level, or leave the fact out.",
            )
        records.append(record)
    if loose := unsupported_numbers(text, records, letter.language):
        raise LettersError(
            "LET103",
            problem=f"No fact of {text[:80]!r} holds {', '.join(loose)}.",
            remedy="Take every number from a fact that the claim names.",
        )


def _plain(value: object) -> object:
    """Turn a letter's values into what JSON can hold, with their type names."""
    if isinstance(value, FactRef):
        return {"type": "FactRef", "record": value.record}
    if is_dataclass(value) and not isinstance(value, type):
        content = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        if isinstance(value, Letter) and not value.standing:
            del content["standing"]  # a draft has the hash that it always had
        return {"type": type(value).__name__, **content}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value

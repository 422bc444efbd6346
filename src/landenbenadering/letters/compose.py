"""Compose a state-of-affairs letter from the register, and from nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from landenbenadering.core.country import Country
from landenbenadering.core.language import Language, format_day
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.letters.blocks import (
    Block,
    Claim,
    FactRef,
    LateEntries,
    Letter,
    Line,
    ListBlock,
    Note,
    Paragraph,
    may_read,
)
from landenbenadering.letters.drafting import Draft
from landenbenadering.letters.formats import format_series
from landenbenadering.letters.notes import NoteBook, reference
from landenbenadering.letters.sections import approach, head, linkages, policy, promises
from landenbenadering.letters.sections import figures as figures_section
from landenbenadering.policy.facts import Commitment, Document, Judgement, Linkage
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import Cooperation, Disclosure


def compose(
    register: Register,
    *,
    countries: Mapping[str, Country],
    figures: Sequence[ReturnFigures] = (),
    later_figures: Sequence[ReturnFigures] = (),
    language: Language,
    with_later_figures: bool = False,
    level: Disclosure = Disclosure.PUBLIC,
) -> Letter:
    """Compose the letter as it could be written on the register's day.

    Parameters
    ----------
    register : Register
        All that is known at its moment; facts less public than `level` are left
        out, with the papers that only they rest on.
    countries : mapping of str to Country
        By ISO 3166 alpha-3.
    figures, later_figures : sequence of ReturnFigures
        Known on that day, for the body; known later, for the annex. Only countries
        that the letter names are shown.
    with_later_figures : bool
        Whether the annex is asked for.

    Raises
    ------
    LettersError
        LET102 to LET107, as `Letter`, the figures' section and the phrasebook say.
    """
    readable = _readable(register, level)
    draft = _draft(readable, countries=countries, language=language)
    named = set(letter_countries(readable))
    shown = [item for item in figures if item.country in named]
    later = [item for item in later_figures if item.country in named]
    blocks = _body(draft, shown)
    annexes = figures_section.later_figures(draft, later) if with_later_figures else ()
    addressee, signature = head.addressee(draft), head.signature(draft)
    notes = draft.notes.written()
    day = format_day(register.as_of.known_on, language)
    return Letter(
        title=draft.say("title"),
        language=language,
        known_on=register.as_of.known_on,
        entered_by=register.as_of.entered_by,
        level=level,
        place_and_date=draft.say("head.place_and_date", day=day),
        salutation=draft.say("head.salutation"),
        addressee=addressee,
        blocks=blocks,
        signature=signature,
        notes=notes,
        annexes=annexes,
        own_paper=_own_paper(draft),
        entries=_entries(readable, (*addressee, *signature), blocks, notes),
        register=readable,
    )


def letter_countries(register: Register) -> tuple[str, ...]:
    """List the countries that run less smoothly or have a linkage, by code."""
    judged = {
        fact.country
        for _, fact in register.of(Judgement)
        if fact.cooperation is Cooperation.LESS_SMOOTH
    }
    linked = {fact.country for _, fact in register.of(Linkage)}
    return tuple(sorted(judged | linked))


def _readable(register: Register, level: Disclosure) -> Register:
    records = (r for r in register.records if may_read(r.disclosure, level=level))
    return replace(register, records=tuple(records))


def _draft(
    register: Register, *, countries: Mapping[str, Country], language: Language
) -> Draft:
    documents = {r.id: (r, paper) for r, paper in register.of(Document)}
    notes = NoteBook(documents, language, own_papers=_own_papers(register))
    return Draft(register, language, countries, notes)


def _own_papers(register: Register) -> frozenset[str]:
    """Find the paper that the letter itself became: of its day, keeping a promise."""
    today = promises.papers_of(register, register.as_of.known_on)
    kept = {promise.kept_by for _, promise in register.of(Commitment)}
    return frozenset(today & kept)


def _own_paper(draft: Draft) -> str:
    papers = (draft.notes.documents[key][1] for key in sorted(draft.notes.own_papers))
    texts = [reference(paper, draft.language) for paper in papers]
    return format_series(texts, draft.language) if texts else ""


def _body(draft: Draft, shown: Sequence[ReturnFigures]) -> tuple[Block, ...]:
    """Write the sections in the order of the letter."""
    sections = (
        promises.opening(draft),
        policy.policy(draft),
        policy.cooperation(draft),
        linkages.linkages(draft),
        approach.approach(draft),
        approach.instruments(draft),
        approach.europe(draft),
        approach.partners(draft),
        figures_section.figures(draft, shown),
        promises.promised(draft),
    )
    return tuple(block for section in sections for block in section)


def _entries(
    register: Register,
    lines: Sequence[Line],
    blocks: Sequence[Block],
    notes: Sequence[Note],
) -> LateEntries:
    """Count the facts that the letter uses and those entered late."""
    texts = [b for b in blocks if isinstance(b, Paragraph | ListBlock)]
    claims = [claim for block in texts for claim in block.claims]
    claims += [line for line in lines if isinstance(line, Claim)]
    used = {fact for claim in claims for fact in claim.facts}
    used |= {fact for note in notes for fact in note.facts}
    records = [r for r in register.records if FactRef(r.id, r.version) in used]
    late = [r.entered for r in records if r.entered_late and r.entered is not None]
    return LateEntries(len(used), len(late), _last_day(late))


def _last_day(moments: Sequence[datetime]) -> date | None:
    return max(moments).date() if moments else None

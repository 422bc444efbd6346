"""The letter as HTML: a document that stands alone, and a part of a web page."""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from importlib import resources

from landenbenadering.core.language import Language
from landenbenadering.core.observation import Observation
from landenbenadering.letters.blocks import (
    Align,
    Annex,
    Block,
    Cell,
    Claim,
    FactRef,
    FigureChart,
    FigureTable,
    Gap,
    Heading,
    Letter,
    Line,
    ListBlock,
    Note,
    Paragraph,
)
from landenbenadering.letters.charts import chart_svg
from landenbenadering.letters.colophon import colophon, draft_line
from landenbenadering.letters.wording import Phrasebook, phrasebook

RecordLink = Callable[[str], str]
FigureLink = Callable[[Observation], str]
ChartAddress = Callable[[FigureChart], str]


def to_html(letter: Letter) -> str:
    """Write the letter as one file that needs nothing beside it."""
    css = resources.files(__package__) / "typesetting" / "letter.css"
    page = _Page(letter.language, first_heading=1, chart_address=_data_address)
    return (
        f'<!doctype html>\n<html lang="{letter.language}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(letter.title)}</title>\n"
        f"<style>\n{css.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f"<main>\n{page.letter(letter)}</main>\n</body>\n</html>\n"
    )


def to_html_fragment(
    letter: Letter,
    *,
    link: RecordLink | None = None,
    figure_link: FigureLink | None = None,
    chart_address: ChartAddress | None = None,
    first_heading: int = 2,
) -> str:
    """Write the letter as part of a page: no style, no script, nothing inline.

    Parameters
    ----------
    link : callable or None
        Gives the address of a record, so that each claim leads to its facts.
    figure_link : callable or None
        Gives the address of a published count, so that each number leads to it.
    chart_address : callable or None
        Gives the address of a chart's picture; without it only the table stands.
    first_heading : int
        Level of the letter's title within the page.
    """
    page = _Page(
        letter.language,
        first_heading=first_heading,
        chart_address=chart_address,
        link=link,
        figure_link=figure_link,
    )
    return page.letter(letter)


def _data_address(chart: FigureChart) -> str:
    picture = base64.b64encode(chart_svg(chart.spec).encode()).decode()
    return f"data:image/svg+xml;base64,{picture}"


@dataclass(frozen=True, slots=True)
class _Page:
    """How one letter is written: its language and where its links go."""

    language: Language
    first_heading: int
    chart_address: ChartAddress | None = None
    link: RecordLink | None = None
    figure_link: FigureLink | None = None

    @property
    def phrases(self) -> Phrasebook:
        return phrasebook(self.language)

    def letter(self, letter: Letter) -> str:
        addressee = "<br>".join(self.line(line) for line in letter.addressee)
        signature = "<br>".join(self.line(line) for line in letter.signature)
        return "".join(
            (
                f'<article class="letter" lang="{letter.language}">\n',
                f'<p class="letter-draft">{escape(draft_line(letter))}</p>\n',
                f'<p class="letter-addressee">{addressee}</p>\n',
                f'<p class="letter-date">{escape(letter.place_and_date)}</p>\n',
                self.heading(0, letter.title),
                f"<p>{escape(letter.salutation)}</p>\n",
                *map(self.block, letter.blocks),
                f'<p class="letter-signature">{signature}</p>\n',
                self.notes(letter.notes),
                *map(self.annex, letter.annexes),
                self.colophon(letter),
                "</article>\n",
            )
        )

    def heading(self, level: int, text: str) -> str:
        tag = f"h{min(6, self.first_heading + level)}"
        return f"<{tag}>{escape(text)}</{tag}>\n"

    def line(self, line: Line) -> str:
        if isinstance(line, Gap):
            return f"<em>{escape(line.text)}</em>"
        return self.claim(line)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return self.heading(block.level, block.text)
            case Paragraph():
                return f"<p>{' '.join(map(self.claim, block.claims))}</p>\n"
            case ListBlock():
                items = (f"<li>{self.claim(claim)}</li>\n" for claim in block.claims)
                return f"<ul>\n{''.join(items)}</ul>\n"
            case Gap():
                return f"<p>{self.line(block)}</p>\n"
            case FigureChart():
                return self.chart(block)
            case FigureTable():
                return self.table(block)

    def claim(self, claim: Claim) -> str:
        text = escape(claim.text)
        if self.link is not None:
            first, *others = claim.facts
            address = escape(self.link(first.record))
            text = f'<a class="letter-claim" href="{address}">{text}</a>'
            text += self.further_facts(others)
        return f"{text}{''.join(map(self.note_mark, claim.notes))}"

    def further_facts(self, facts: Iterable[FactRef]) -> str:
        """Link to the facts of a claim beyond the first, by their number."""
        if self.link is None:
            return ""
        marks = []
        for number, fact in enumerate(facts, start=2):
            name = escape(self.phrases.say("web.fact", record=fact.record))
            address = escape(self.link(fact.record))
            marks.append(
                f'<a class="letter-fact" href="{address}" '
                f'aria-label="[{number}] {name}">[{number}]</a>'
            )
        return f'<span class="letter-facts"> {" ".join(marks)}</span>' if marks else ""

    def note_mark(self, number: int) -> str:
        name = escape(self.phrases.say("web.note", note=str(number)))
        return (
            f'<sup class="letter-note-mark"><a id="letter-mark-{number}" '
            f'href="#letter-note-{number}" role="doc-noteref" '
            f'aria-label="{name}">{number}</a></sup>'
        )

    def notes(self, notes: Iterable[Note]) -> str:
        items = "".join(map(self.note, notes))
        if not items:
            return ""
        title = self.phrases.say("heading.notes")
        return (
            '<section class="letter-notes" role="doc-endnotes">\n'
            f"{self.heading(1, title)}<ol>\n{items}</ol>\n</section>\n"
        )

    def note(self, note: Note) -> str:
        back = escape(self.phrases.say("web.back", note=str(note.number)))
        text = escape(note.text)
        if self.link is not None:
            address = escape(self.link(note.facts[0].record))
            text = f'<a href="{address}">{text}</a>'
            text += self.further_facts(note.facts[1:])
        return (
            f'<li id="letter-note-{note.number}">{text} '
            f'<a href="#letter-mark-{note.number}" role="doc-backlink" '
            f'aria-label="{back}">↩</a></li>\n'
        )

    def annex(self, annex: Annex) -> str:
        return (
            f'<section class="letter-annex">\n{self.heading(1, annex.title)}'
            f'<p class="letter-marker">{escape(annex.marker)}</p>\n'
            f"{''.join(map(self.block, annex.blocks))}</section>\n"
        )

    def chart(self, chart: FigureChart) -> str:
        if self.chart_address is None:
            return ""
        address = escape(self.chart_address(chart))
        return (
            '<figure class="letter-chart">\n'
            f"<figcaption>{escape(chart.caption)}</figcaption>\n"
            f'<img src="{address}" alt="{escape(chart.alt)}">\n</figure>\n'
        )

    def table(self, table: FigureTable) -> str:
        head = "".join(
            f'<th scope="col"{_number_class(align)}>{escape(text)}</th>'
            for text, align in zip(table.header, table.align, strict=True)
        )
        caption = escape(table.caption)
        return (
            f'<div class="letter-table" role="region" tabindex="0" '
            f'aria-label="{caption}">\n<table>\n<caption>{caption}</caption>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n"
            f"{''.join(self.rows(table))}</tbody>\n</table>\n</div>\n"
            f"{self.table_foot(table)}"
        )

    def rows(self, table: FigureTable) -> Iterable[str]:
        before = ""
        for row in table.rows:
            mark = ' class="letter-first"' if before and row[0].text != before else ""
            before = row[0].text
            cells = (
                self.cell(cell, align)
                for cell, align in zip(row, table.align, strict=True)
            )
            yield f"<tr{mark}>{''.join(cells)}</tr>\n"

    def cell(self, cell: Cell, align: Align) -> str:
        text = escape(cell.text)
        if cell.heading:
            return f'<th scope="row"{_number_class(align)}>{text}</th>'
        if self.figure_link is not None and len(cell.observations) == 1:
            address = escape(self.figure_link(cell.observations[0]))
            text = f'<a href="{address}">{text}</a>'
        return f"<td{_number_class(align)}>{text}</td>"

    def table_foot(self, table: FigureTable) -> str:
        remarks = "".join(f"<li>{escape(text)}</li>\n" for text in table.remarks)
        foot = f'<ul class="letter-remarks">\n{remarks}</ul>\n' if remarks else ""
        if not table.sources:
            return foot
        files = "".join(
            f"<dt>{escape(source.key)}</dt>\n<dd>{escape(source.text)}</dd>\n"
            for source in table.sources
        )
        title = self.heading(2, table.sources_title)
        return f'{foot}{title}<dl class="letter-sources">\n{files}</dl>\n'

    def colophon(self, letter: Letter) -> str:
        title = self.heading(1, self.phrases.say("heading.colophon"))
        lines = "".join(f"<p>{escape(text)}</p>\n" for text in colophon(letter))
        return f'<section class="letter-colophon">\n{title}{lines}</section>\n'


def _number_class(align: Align) -> str:
    return ' class="letter-number"' if align is Align.RIGHT else ""

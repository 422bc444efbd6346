"""The letter as Word document with real footnotes, made with python-docx."""

import io
from datetime import UTC, datetime, time

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_BREAK
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph as DocxParagraph

from landenbenadering.letters.blocks import (
    Align,
    Annex,
    Block,
    Claim,
    FigureChart,
    FigureTable,
    Gap,
    Heading,
    Letter,
    Line,
    ListBlock,
    Paragraph,
)
from landenbenadering.letters.charts import chart_png
from landenbenadering.letters.colophon import colophon, draft_line
from landenbenadering.letters.docx_footnotes import add_footnotes, mark_footnote
from landenbenadering.letters.docx_package import same_bytes
from landenbenadering.letters.docx_styles import (
    add_page_number,
    set_cell_borders,
    set_language,
    set_styles,
)
from landenbenadering.letters.wording import phrasebook

_LEFT_COLUMNS = (Cm(2.5), Cm(1.1))
_TEXT_WIDTH = Cm(15.4)


def to_docx(letter: Letter) -> bytes:
    """Write the letter as a Word document; the same letter gives the same bytes."""
    document = Document()
    set_styles(document)
    set_language(document, letter.language)
    _set_properties(document, letter)
    _add_footer(document, letter)
    _add_head(document, letter)
    for block in letter.blocks:
        _add_block(document, block)
    _add_lines(document, letter.signature, style="Signature")
    for annex in letter.annexes:
        _add_annex(document, annex)
    _add_colophon(document, letter)
    add_footnotes(document, letter.notes)
    stream = io.BytesIO()
    document.save(stream)
    return same_bytes(stream.getvalue(), dated=letter.known_on)


def _set_properties(document: DocxDocument, letter: Letter) -> None:
    properties = document.core_properties
    moment = datetime.combine(letter.known_on, time(), tzinfo=UTC)
    properties.title = letter.title
    properties.subject = draft_line(letter)
    properties.language = str(letter.language)
    properties.author = ""
    properties.last_modified_by = ""
    properties.comments = ""
    properties.keywords = ""
    properties.created = properties.modified = moment
    properties.last_printed = moment
    properties.revision = 1


def _add_footer(document: DocxDocument, letter: Letter) -> None:
    phrases = phrasebook(letter.language)
    footer = document.sections[0].footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    add_page_number(
        footer,
        before=f"{draft_line(letter)}\t{phrases.say('colophon.page')} ",
        between=f" {phrases.say('colophon.of')} ",
    )


def _add_head(document: DocxDocument, letter: Letter) -> None:
    document.add_paragraph(draft_line(letter), style="Letter draft")
    _add_lines(document, letter.addressee, style="Normal")
    document.add_paragraph(letter.place_and_date, style="Normal")
    document.add_paragraph(letter.title, style="Title")
    document.add_paragraph(letter.salutation, style="Normal")


def _add_lines(document: DocxDocument, lines: tuple[Line, ...], *, style: str) -> None:
    paragraph = document.add_paragraph(style=style)
    for place, line in enumerate(lines):
        if place:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        if isinstance(line, Gap):
            paragraph.add_run(line.text).italic = True
        else:
            _add_claim(paragraph, line)


def _add_block(document: DocxDocument, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, level=block.level)
        case Paragraph():
            _add_claims(document.add_paragraph(style="Normal"), block.claims)
        case ListBlock():
            for claim in block.claims:
                _add_claims(document.add_paragraph(style="List Bullet"), (claim,))
        case Gap():
            document.add_paragraph(style="Normal").add_run(block.text).italic = True
        case FigureChart():
            _add_chart(document, block)
        case FigureTable():
            _add_table(document, block)


def _add_claims(paragraph: DocxParagraph, claims: tuple[Claim, ...]) -> None:
    for place, claim in enumerate(claims):
        if place:
            paragraph.add_run(" ")
        _add_claim(paragraph, claim)


def _add_claim(paragraph: DocxParagraph, claim: Claim) -> None:
    paragraph.add_run(claim.text)
    for number in claim.notes:
        mark_footnote(paragraph, number)


def _add_annex(document: DocxDocument, annex: Annex) -> None:
    heading = document.add_heading(annex.title, level=1)
    heading.paragraph_format.page_break_before = True
    document.add_paragraph(annex.marker, style="Letter marker")
    for block in annex.blocks:
        _add_block(document, block)


def _add_chart(document: DocxDocument, chart: FigureChart) -> None:
    document.add_paragraph(chart.caption, style="Caption")
    picture = io.BytesIO(chart_png(chart.spec))
    shape = document.add_picture(picture, width=_TEXT_WIDTH)
    properties = shape._inline.docPr  # noqa: SLF001  (python-docx gives no alt text)
    properties.set("descr", chart.alt)
    properties.set("name", "Chart")


def _add_table(document: DocxDocument, table: FigureTable) -> None:
    document.add_paragraph(table.caption, style="Caption")
    grid = document.add_table(rows=1 + len(table.rows), cols=len(table.header))
    grid.autofit = False
    _set_widths(grid)
    texts = [table.header, *(tuple(cell.text for cell in row) for row in table.rows)]
    for row, cells in zip(grid.rows, texts, strict=True):
        for cell, text, align in zip(row.cells, cells, table.align, strict=True):
            style = "Letter number" if align is Align.RIGHT else "Letter cell"
            cell.paragraphs[0].style = document.styles[style]
            cell.paragraphs[0].add_run(text)
    for run in (p.runs[0] for cell in grid.rows[0].cells for p in cell.paragraphs):
        run.bold = True
    set_cell_borders(grid, groups=[row[0].text for row in table.rows])
    for remark in table.remarks:
        document.add_paragraph(remark, style="Letter remark")
    if table.sources:
        document.add_heading(table.sources_title, level=2)
    for source in table.sources:
        paragraph = document.add_paragraph(style="Letter source")
        paragraph.add_run(f"{source.key}: ").bold = True
        paragraph.add_run(source.text)


def _set_widths(grid: Table) -> None:
    """Give the first columns their own width and share the rest."""
    others = len(grid.columns) - len(_LEFT_COLUMNS)
    rest = Cm((_TEXT_WIDTH.cm - sum(width.cm for width in _LEFT_COLUMNS)) / others)
    widths = [*_LEFT_COLUMNS, *([rest] * others)]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _add_colophon(document: DocxDocument, letter: Letter) -> None:
    title = phrasebook(letter.language).say("heading.colophon")
    document.add_heading(title, level=1)
    for line in colophon(letter):
        document.add_paragraph(line, style="Letter remark")

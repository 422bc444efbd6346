"""The letter as tagged PDF (PDF/UA-1), typeset with Typst.

The template reads every text from one JSON input: nothing of a letter becomes
source, so nothing in it can be markup. Typst carries the fonts.
"""

import json
from datetime import UTC, datetime, time
from importlib import resources

import typst

from landenbenadering.core.language import format_day
from landenbenadering.letters.blocks import (
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
    Note,
    Paragraph,
)
from landenbenadering.letters.charts import FONT, chart_svg
from landenbenadering.letters.colophon import colophon, draft_line
from landenbenadering.letters.errors import LettersError
from landenbenadering.letters.wording import phrasebook

Plain = dict[str, object]
_PDF_FONT = "Libertinus Serif"


def to_pdf(letter: Letter) -> bytes:
    """Typeset the letter; the same letter gives the same bytes.

    Raises
    ------
    LettersError
        LET201 the letter cannot be typeset, with what Typst says.
    """
    template = resources.files(__package__) / "typesetting" / "letter.typ"
    try:
        return typst.compile(
            template.read_bytes(),
            format="pdf",
            sys_inputs={"letter": json.dumps(_letter(letter), ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(letter.known_on, time(), tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise LettersError(
            "LET201",
            problem=f"The letter cannot be typeset: {error.message}.",
            remedy="Report the letter's date and language with this message.",
        ) from error


def _letter(letter: Letter) -> Plain:
    phrases = phrasebook(letter.language)
    notes = {note.number: note for note in letter.notes}
    return {
        "language": str(letter.language),
        "title": letter.title,
        "draft": draft_line(letter),
        "addressee": [_line(line) for line in letter.addressee],
        "date_label": phrases.say("head.date_label"),
        "date": format_day(letter.known_on, letter.language),
        "place_and_date": letter.place_and_date,
        "subject_label": phrases.say("head.subject_label"),
        "salutation": letter.salutation,
        "blocks": [_block(block, notes) for block in letter.blocks],
        "signature": [_line(line) for line in letter.signature],
        "annexes": [_annex(annex, notes) for annex in letter.annexes],
        "colophon_title": phrases.say("heading.colophon"),
        "colophon": list(colophon(letter)),
        "page": phrases.say("colophon.page"),
        "of": phrases.say("colophon.of"),
    }


def _line(line: Line) -> Plain:
    return {"text": line.text, "gap": isinstance(line, Gap)}


def _annex(annex: Annex, notes: dict[int, Note]) -> Plain:
    blocks = [_block(block, notes) for block in annex.blocks]
    return {"title": annex.title, "marker": annex.marker, "blocks": blocks}


def _block(block: Block, notes: dict[int, Note]) -> Plain:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            claims = [_claim(claim, notes) for claim in block.claims]
            return {"kind": "paragraph", "claims": claims}
        case ListBlock():
            claims = [_claim(claim, notes) for claim in block.claims]
            return {"kind": "list", "claims": claims}
        case Gap():
            return {"kind": "gap", "text": block.text}
        case FigureChart():
            svg = chart_svg(block.spec).replace(FONT, _PDF_FONT)
            chart = {"caption": block.caption, "alt": block.alt, "svg": svg}
            return {"kind": "chart", **chart}
        case FigureTable():
            return _table(block)


def _claim(claim: Claim, notes: dict[int, Note]) -> Plain:
    return {"text": claim.text, "notes": [notes[n].text for n in claim.notes]}


def _table(table: FigureTable) -> Plain:
    starts = [row[0].text for row in table.rows]
    return {
        "kind": "table",
        "caption": table.caption,
        "header": list(table.header),
        "align": [str(align) for align in table.align],
        "rows": [[cell.text for cell in row] for row in table.rows],
        "first": [
            here != before
            for here, before in zip(starts, [None, *starts], strict=False)
        ],
        "remarks": list(table.remarks),
        "sources_title": table.sources_title,
        "sources": [{"key": s.key, "text": s.text} for s in table.sources],
    }

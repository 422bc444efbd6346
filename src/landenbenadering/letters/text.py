"""The letter as plain text, for comparison and for reading in a terminal."""

from landenbenadering.letters.blocks import (
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
from landenbenadering.letters.colophon import colophon, draft_line
from landenbenadering.letters.wording import phrasebook


def to_text(letter: Letter) -> str:
    """Write the whole letter as plain text, its footnotes at the end."""
    parts = [draft_line(letter), *map(_line, letter.addressee)]
    parts += [letter.place_and_date, letter.title.upper(), letter.salutation]
    parts += [_block(block) for block in letter.blocks]
    parts.append("\n".join(map(_line, letter.signature)))
    if letter.notes:
        parts.append("\n".join(f"[{n.number}] {n.text}" for n in letter.notes))
    for annex in letter.annexes:
        parts += [annex.title.upper(), annex.marker, *map(_block, annex.blocks)]
    title = phrasebook(letter.language).say("heading.colophon")
    parts.append("\n".join((title.upper(), *colophon(letter))))
    return "\n\n".join(parts) + "\n"


def _line(line: Line) -> str:
    return line.text


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {block.text}"
        case Paragraph():
            return " ".join(map(_claim, block.claims))
        case ListBlock():
            return "\n".join(f"- {_claim(claim)}" for claim in block.claims)
        case Gap():
            return block.text
        case FigureChart():
            return f"{block.caption}\n({block.alt})"
        case FigureTable():
            return _table(block)


def _claim(claim: Claim) -> str:
    marks = "".join(f"[{number}]" for number in claim.notes)
    return f"{claim.text}{marks}"


def _table(table: FigureTable) -> str:
    lines = [table.caption, " | ".join(table.header)]
    lines += [" | ".join(cell.text for cell in row) for row in table.rows]
    lines += table.remarks
    lines.append(table.sources_title)
    lines += [f"{source.key}: {source.text}" for source in table.sources]
    return "\n".join(lines)

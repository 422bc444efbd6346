"""Real footnotes for python-docx: the part, its styles and the marks in the text."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from landenbenadering.letters.blocks import Note
from landenbenadering.letters.docx_styles import element

_PART = "/word/footnotes.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
)
_TEXT_STYLE = "FootnoteText"
_MARK_STYLE = "FootnoteReference"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
    "</w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
    "<w:continuationSeparator/></w:r></w:p></w:footnote>"
)


def mark_footnote(paragraph: Paragraph, number: int) -> None:
    """Put the mark of footnote `number` at the end of `paragraph`."""
    run = paragraph.add_run()
    run._r.get_or_add_rPr().append(  # noqa: SLF001  (python-docx knows no footnotes)
        element("w:rStyle", {"w:val": _MARK_STYLE})
    )
    run._r.append(element("w:footnoteReference", {"w:id": str(number)}))  # noqa: SLF001


def add_footnotes(document: Document, notes: Iterable[Note]) -> None:
    """Add the part that holds the footnotes, and the style of their marks."""
    style = document.styles.add_style(_MARK_STYLE, WD_STYLE_TYPE.CHARACTER)
    style.font.superscript = True
    content = _SEPARATORS + "".join(map(_footnote, notes))
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:footnotes {nsdecls('w')}>{content}</w:footnotes>"
    )
    package = document.part.package
    part = Part(PackURI(_PART), _TYPE, xml.encode(), package)
    document.part.relate_to(part, _RELATION)
    settings = element("w:footnotePr")
    for number in ("-1", "0"):
        settings.append(element("w:footnote", {"w:id": number}))
    document.settings.element.find(qn("w:compat")).addprevious(settings)


def _footnote(note: Note) -> str:
    return (
        f'<w:footnote w:id="{note.number}"><w:p><w:pPr><w:pStyle '
        f'w:val="{_TEXT_STYLE}"/></w:pPr><w:r><w:rPr><w:rStyle '
        f'w:val="{_MARK_STYLE}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note.text)}</w:t></w:r></w:p>'
        "</w:footnote>"
    )

"""Styles, language, borders and fields that python-docx leaves to its users."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from landenbenadering.core.language import Language

_FONT = "Times New Roman"
_INK = RGBColor(0x1A, 0x1A, 0x1A)
_QUIET = RGBColor(0x4A, 0x4A, 0x4A)
_OWN_STYLES = (
    "Letter draft",
    "Letter marker",
    "Letter cell",
    "Letter number",
    "Letter remark",
    "Letter source",
    "Signature",
    "FootnoteText",
)
_LOCALES = {Language.NL: "nl-NL", Language.EN: "en-GB"}


def set_styles(document: Document) -> None:
    """Set paper, fonts and the letter's own styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.5)
    section.left_margin, section.right_margin = Cm(3), Cm(2.6)
    _style(document, "Normal", size=11, after=9)
    _style(document, "List Bullet", size=11, after=4)
    _style(document, "Title", size=15, before=10, after=14, bold=True)
    _style(document, "Heading 1", size=11.5, before=15, after=5, bold=True)
    _style(document, "Heading 2", size=10.5, before=10, after=4, bold=True)
    _style(document, "Caption", size=9.5, before=8, after=4, bold=True)
    _style(document, "Footer", size=8.5, quiet=True)
    _remove_from_style(document, "Title", "w:pBdr")
    _remove_from_style(document, "Footer", "w:tabs")
    for name in _OWN_STYLES:
        if name not in (style.name for style in document.styles):
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    _style(document, "Letter draft", size=9, after=20, quiet=True)
    _style(document, "Letter marker", size=11, after=10, bold=True)
    _style(document, "Letter cell", size=8)
    number = _style(document, "Letter number", size=8)
    number.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _style(document, "Letter remark", size=8.5, after=3, quiet=True)
    _style(document, "Letter source", size=8.5, after=3)
    _style(document, "Signature", size=11, before=24, after=9)
    _style(document, "FootnoteText", size=8.5, after=2)


def _style(
    document: Document,
    name: str,
    *,
    size: float,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
    quiet: bool = False,
) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101  (all names are paragraphs)
    font = style.font
    font.name, font.size, font.bold, font.italic = _FONT, Pt(size), bold, False
    font.color.rgb = _QUIET if quiet else _INK
    _drop_theme_fonts(style)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    return style


def _drop_theme_fonts(style: ParagraphStyle) -> None:
    """Remove theme fonts, which would win over the font's name."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if str(key).endswith("Theme")]:
        del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)


def _remove_from_style(document: Document, name: str, setting: str) -> None:
    """Remove what python-docx's own template sets for a style's paragraphs."""
    properties = document.styles[name].element.pPr
    found = None if properties is None else properties.find(qn(setting))
    if found is not None:
        properties.remove(found)


def set_language(document: Document, language: Language) -> None:
    """Say in which language the text is, for screen readers and spelling."""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), _LOCALES[language])
        lang.set(qn("w:eastAsia"), _LOCALES[language])


def add_page_number(paragraph: Paragraph, *, before: str, between: str) -> None:
    """Write `before`, the page, `between` and the number of pages."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(15.4), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(before)
    _add_field(paragraph, "PAGE")
    paragraph.add_run(between)
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    field = element("w:fldSimple", {"w:instr": name})
    run = paragraph.add_run("1")
    field.append(run._r)  # noqa: SLF001  (python-docx knows no fields)
    paragraph._p.append(field)  # noqa: SLF001


def element(name: str, attributes: dict[str, str] | None = None) -> BaseOxmlElement:
    """Make an element of the word-processing language."""
    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), value)
    return made


def set_cell_borders(table: Table, *, groups: Sequence[str]) -> None:
    """Rule the head and the foot, and thinly where the first column changes.

    The head is repeated on every page, and no row breaks over two.
    """
    head, *rows = table.rows
    _narrow_margins(table)
    _repeat(head)
    _rule(head, top="12", bottom="12")
    for row, here, before in zip(rows, groups, ["", *groups], strict=False):
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001
        if before and here != before:
            _rule(row, top="4")
    if rows:
        _rule(rows[-1], bottom="12")


def _narrow_margins(table: Table) -> None:
    """Leave a millimetre between text and border, so that headings fit."""
    margins = element("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margins.append(element(side, {"w:w": "57", "w:type": "dxa"}))
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001
    look.addprevious(margins)


def _repeat(row: _Row) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(element("w:cantSplit"))
    properties.append(element("w:tblHeader"))


def _rule(row: _Row, **sides: str) -> None:
    for cell in row.cells:
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
        borders = element("w:tcBorders")
        for side, width in sides.items():
            look = {"w:val": "single", "w:sz": width, "w:color": "555555"}
            borders.append(element(f"w:{side}", look))
        properties.append(borders)

"""The Word document: real footnotes, a language, headings, a readable table."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from landenbenadering.core.language import Language
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.letters.blocks import Letter
from landenbenadering.letters.docx import to_docx
from tests.letters.composing import Composer
from tests.letters.reading import docx_part, docx_text, open_in_libreoffice, squeezed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@pytest.fixture
def letter(
    shipped: Composer, figures: Callable[..., tuple[ReturnFigures, ...]]
) -> Letter:
    """Compose the letter of 6 March 2013 with an annex."""
    later = figures("IRQ", "GHA", known_from=date(2018, 12, 31))
    return shipped(Language.NL, later=later)


def test_libreoffice_opens_it_with_its_footnotes(
    letter: Letter, tmp_path: Path
) -> None:
    opened = open_in_libreoffice(to_docx(letter), tmp_path)
    notes = [
        squeezed("".join(note.itertext()))
        for note in opened.iter(f"{TEXT}note")
        if note.get(f"{TEXT}note-class") == "footnote"
    ]
    body = squeezed("".join(opened.itertext()))

    assert len(notes) == len(letter.notes)
    for text, note in zip(notes, letter.notes, strict=True):
        assert squeezed(note.text) in text
    assert squeezed(letter.annexes[0].marker) in body


def test_each_mark_has_its_footnote(letter: Letter) -> None:
    document = to_docx(letter)
    marks = docx_part(document, "word/document.xml").iter(f"{W}footnoteReference")
    notes = docx_part(document, "word/footnotes.xml").iter(f"{W}footnote")
    ids = [note.get(f"{W}id") for note in notes]

    assert ids[:2] == ["-1", "0"]
    assert [mark.get(f"{W}id") for mark in marks] == ids[2:]


def test_every_claim_stands_in_it(letter: Letter) -> None:
    text = docx_text(to_docx(letter))

    for claim in letter.claims():
        assert claim.text in text


def test_it_has_headings_a_language_a_title_and_fixed_dates(letter: Letter) -> None:
    document = Document(io.BytesIO(to_docx(letter)))
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    properties = document.core_properties

    assert styles.count("Title") == 1
    assert "Heading 1" in styles
    assert properties.title == letter.title
    assert properties.language == "nl"
    assert properties.created is not None
    assert properties.created.date() == date(2013, 3, 6)
    languages = [
        lang.get(f"{W}val") for lang in document.styles.element.iter(f"{W}lang")
    ]
    assert languages == ["nl-NL"]


def test_the_table_repeats_its_head_and_the_chart_has_words(letter: Letter) -> None:
    document = Document(io.BytesIO(to_docx(letter)))
    head = document.tables[0].rows[0]._tr
    (picture,) = document.inline_shapes

    assert list(head.iter(f"{W}tblHeader"))
    assert picture._inline.docPr.get("descr", "").startswith("Per land een vak")


def test_its_parts_are_dated_by_the_letter_and_not_by_the_clock(
    letter: Letter,
) -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(letter))) as package:
        entries = package.infolist()

    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(2013, 3, 6, 0, 0, 0)}

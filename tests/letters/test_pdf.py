"""The PDF is tagged, named, in its language, and readable aloud."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pdfua
import pikepdf
import pytest

from landenbenadering.core.language import Language
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.letters.blocks import Letter
from landenbenadering.letters.errors import LettersError
from landenbenadering.letters.pdf import to_pdf
from tests.letters.composing import Composer
from tests.letters.reading import pdf_text, squeezed

Figures = Callable[..., tuple[ReturnFigures, ...]]


@pytest.fixture
def letter(shipped: Composer, figures: Figures) -> Letter:
    """Compose the letter of 6 March 2013 with an annex."""
    later = figures("IRQ", "GHA", known_from=date(2018, 12, 31))
    return shipped(Language.NL, later=later)


def test_it_passes_the_checks_of_pdf_ua(letter: Letter, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(to_pdf(letter))

    assert [str(finding) for finding in pdfua.validate(str(file)).findings] == []


def test_it_says_that_it_is_pdf_ua_with_title_language_and_tags(
    letter: Letter,
) -> None:
    with pikepdf.open(io.BytesIO(to_pdf(letter))) as pdf, pdf.open_metadata() as xmp:
        assert str(xmp["pdfuaid:part"]) == "1"
        assert xmp["dc:title"] == letter.title
        assert str(pdf.Root.Lang) == "nl"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20130306")


def test_the_chart_has_its_words_and_the_table_its_header_cells(
    letter: Letter,
) -> None:
    with pikepdf.open(io.BytesIO(to_pdf(letter))) as pdf:
        tags = list(_tags(pdf.Root.StructTreeRoot))
    kinds = [str(tag.get("/S", "")) for tag in tags]
    words = [str(tag.Alt) for tag in tags if "/Alt" in tag]

    assert any(text.startswith("Per land een vak") for text in words)
    assert kinds.count("/TH") >= 7
    assert kinds.count("/Note") == len(letter.notes)
    assert "/H1" in kinds


def _tags(tag: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(tag, pikepdf.Array):
        for child in tag.as_list():
            yield from _tags(child)
    elif isinstance(tag, pikepdf.Dictionary):
        yield tag
        if "/K" in tag:
            yield from _tags(tag.K)


def test_it_embeds_its_fonts_and_uses_no_other(letter: Letter) -> None:
    with pikepdf.open(io.BytesIO(to_pdf(letter))) as pdf:
        names = {
            str(item.BaseFont).partition("+")[2]
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        }

    assert names
    assert {re.split(r"-", name)[0] for name in names} == {"LibertinusSerif"}


def test_every_claim_and_note_can_be_read_in_it(letter: Letter) -> None:
    text = squeezed(pdf_text(to_pdf(letter)))

    # A page may break a sentence, with footnotes between its two parts.
    for claim in letter.claims():
        said = squeezed(claim.text)
        assert said[:25] in text or said[-25:] in text
    for note in letter.notes:
        assert squeezed(note.text)[:40] in text
    assert letter.digest in text


def test_what_cannot_be_typeset_is_refused_with_what_typst_says(
    letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landenbenadering.letters.pdf.json.dumps", lambda *_, **__: "{")

    with pytest.raises(LettersError, match="LET201"):
        to_pdf(letter)

"""Whatever a fact holds is shown as it is, never obeyed."""

from collections.abc import Callable

import pytest

from landenbenadering.core.language import Bilingual, Language
from landenbenadering.letters.docx import to_docx
from landenbenadering.letters.html import to_html, to_html_fragment
from landenbenadering.letters.pdf import to_pdf
from landenbenadering.policy.characters import can_be_printed
from landenbenadering.policy.facts import Document, Office, Statement
from landenbenadering.policy.vocabulary import (
    DocumentKind,
    OfficeRole,
    StatementKind,
    Topic,
)
from tests.letters.composing import Composer
from tests.letters.reading import docx_text, html_text, pdf_text, squeezed

HOSTILE = (
    "<script>alert(1)</script>",
    '#include "/etc/passwd"',
    "#panic(2)",
    "*vet* _schuin_ `code` $x^2$ = kop",
    "\\ tegen \\n de streep \\u{41}",
    "\"dubbel\" 'enkel' “krul” &amp; &lt;",
    "{0} {amount} %s ${HOME}",
    "@label <label> ~ [haak] #[x] // geen commentaar /* ook niet */",
    "]]> <!-- --> </w:t></w:p>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_fact_is_shown_literally(
    text: str, invented: Callable[..., Composer]
) -> None:
    said = f"Begin {text} einde."
    letter = invented(
        Statement(Topic.APPROACH, StatementKind.FACT, Bilingual(said, said)),
        Office(OfficeRole.ADDRESSEE, Bilingual(f"aan {text}", f"to {text}")),
        Document(DocumentKind.OTHER, Bilingual(text, text), number=text),
    )(Language.NL)
    wanted = squeezed(said)

    assert wanted in squeezed(html_text(to_html(letter)))
    assert "<script>" not in to_html_fragment(letter, link=lambda name: name)
    assert wanted in squeezed(docx_text(to_docx(letter)))
    assert wanted in squeezed(pdf_text(to_pdf(letter)))


def test_a_very_long_text_is_shown_whole(invented: Callable[..., Composer]) -> None:
    long = "Woordenrijk " * 165 + "en dan het slotwoord."
    letter = invented(
        Statement(Topic.APPROACH, StatementKind.FACT, Bilingual(long, long))
    )(Language.NL)

    for text in (
        html_text(to_html(letter)),
        docx_text(to_docx(letter)),
        pdf_text(to_pdf(letter)),
    ):
        assert squeezed(text).count("Woordenrijk") == 165
        assert "slotwoord" in squeezed(text)


def test_a_record_id_cannot_break_out_of_its_link(
    invented: Callable[..., Composer],
) -> None:
    letter = invented()(Language.NL)

    fragment = to_html_fragment(letter, link=lambda _: '"><script>x</script>')

    assert "<script>" not in fragment


def test_every_character_that_the_register_takes_can_be_printed(
    invented: Callable[..., Composer],
) -> None:
    """A register forgets nothing: one such character would spoil every letter."""
    taken = [chr(code) for code in range(0x110000) if can_be_printed(chr(code))]
    text = " ".join(f"a{character} я{character}" for character in taken)
    letter = invented(
        Statement(Topic.APPROACH, StatementKind.FACT, Bilingual(text, text))
    )(Language.NL)

    assert len(taken) > 1500
    assert to_pdf(letter).startswith(b"%PDF")
    assert "Я" in docx_text(to_docx(letter))
    assert "Я" in html_text(to_html(letter))

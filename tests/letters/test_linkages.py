"""A linkage added through the register appears in every format and language."""

import itertools
from collections.abc import Callable
from decimal import Decimal

import pytest

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.core.money import Money
from landenbenadering.letters.blocks import Letter, Paragraph
from landenbenadering.letters.docx import to_docx
from landenbenadering.letters.html import to_html, to_html_fragment
from landenbenadering.letters.pdf import to_pdf
from landenbenadering.letters.text import to_text
from landenbenadering.policy.facts import Linkage, Purpose
from landenbenadering.policy.vocabulary import (
    Actor,
    Direction,
    LinkageState,
    PolicyArea,
)
from tests.letters.composing import Composer
from tests.letters.reading import docx_text, html_text, pdf_text, squeezed

CASES = list(itertools.product(Direction, Actor, LinkageState))
NO_OUTCOME = {
    Language.NL: "Een resultaat is nog niet vastgelegd.",
    Language.EN: "No result is recorded yet.",
}


def bare(direction: Direction, actor: Actor, state: LinkageState) -> Linkage:
    """Invent a linkage with nothing that may be left out."""
    return Linkage(
        country="VNM",
        policy_area=PolicyArea.AVIATION,
        direction=direction,
        actor=actor,
        text=Bilingual("iets met landingsrechten", "something on landing rights"),
        since=PartialDate(2012, 11, 5),
        state=state,
    )


def full(direction: Direction, actor: Actor, state: LinkageState) -> Linkage:
    """Invent a linkage with everything."""
    return Linkage(
        country="VNM",
        policy_area=PolicyArea.AVIATION,
        direction=direction,
        actor=actor,
        text=Bilingual("iets met landingsrechten", "something on landing rights"),
        since=PartialDate(2012),
        state=state,
        condition=Bilingual("snellere papieren", "quicker papers"),
        amount=Money(Decimal(2500000), "EUR"),
        purposes=(
            Purpose(
                Bilingual("betere luchthavens", "better airports"),
                Citation("paper-invented", page=2),
            ),
            Purpose(
                Bilingual("hulp aan reizigers", "help to travellers"),
                Citation("paper-elsewhere"),
            ),
        ),
        reason=Bilingual("omdat papieren te laat kwamen", "because papers were late"),
        outcome=Bilingual("Er is meer dan niets bereikt.", "More than nothing came."),
    )


def paragraph(letter: Letter) -> list[str]:
    """Give the sentences of the only linkage."""
    paragraphs = [b for b in letter.blocks if isinstance(b, Paragraph)]
    return [claim.text for claim in paragraphs[-1].claims]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("direction", "actor", "state"), CASES)
def test_every_kind_of_linkage_is_told_in_whole_sentences(
    language: Language,
    direction: Direction,
    actor: Actor,
    state: LinkageState,
    invented: Callable[..., Composer],
) -> None:
    for linkage in (
        bare(direction, actor, state),
        full(direction, actor, state),
    ):
        told = paragraph(invented(linkage)(language))

        assert told[0].startswith(("In 2012", "Op 5 november 2012", "On 5 November"))
        assert "Vietnam" in told[0]
        for said in told:
            assert said.endswith(".")
            assert said[0].isupper()
            assert not any(odd in said for odd in ("..", "  ", "{", "}", " ,", " ."))


@pytest.mark.parametrize("language", Language)
def test_what_is_not_recorded_is_not_said_but_a_missing_result_is(
    language: Language, invented: Callable[..., Composer]
) -> None:
    case = (Direction.INCENTIVE, Actor.EU, LinkageState.RUNNING)
    short = paragraph(invented(bare(*case))(language))
    long = paragraph(invented(full(*case))(language))

    assert len(short) == 2
    assert short[-1] == NO_OUTCOME[language]
    assert "€" not in short[0]
    assert "€" in long[0]
    assert NO_OUTCOME[language] not in long


def test_each_source_of_a_purpose_is_named(invented: Callable[..., Composer]) -> None:
    case = (Direction.INCENTIVE, Actor.NETHERLANDS, LinkageState.OFFERED)
    told = paragraph(invented(full(*case))(Language.EN))

    assert told[2:4] == [
        "According to the letter of 7 January 2013 the aim is better airports.",
        (
            "According to a source that the register does not name on this date, "
            "the aim is help to travellers."
        ),
    ]


def test_a_reason_without_a_conjunction_still_makes_a_sentence(
    invented: Callable[..., Composer],
) -> None:
    from dataclasses import replace

    linkage = replace(
        full(Direction.RESTRICTION, Actor.NETHERLANDS, LinkageState.DECIDED),
        reason=Bilingual("te late papieren", "late papers"),
    )

    assert paragraph(invented(linkage)(Language.NL))[1] == (
        "Als reden is vastgelegd: te late papieren."
    )
    assert paragraph(invented(linkage)(Language.EN))[1] == (
        "The reason recorded is: late papers."
    )


@pytest.mark.parametrize("language", Language)
def test_all_of_them_stand_in_all_three_formats(
    language: Language, invented: Callable[..., Composer]
) -> None:
    linkages = [make(*case) for case in CASES for make in (bare, full)]
    letter = invented(*linkages, shipped=True)(language)
    sentences = [
        claim.text
        for block in letter.blocks
        if isinstance(block, Paragraph)
        for claim in block.claims
    ]

    html, docx = (
        squeezed(html_text(to_html(letter))),
        squeezed(docx_text(to_docx(letter))),
    )
    pdf = squeezed(pdf_text(to_pdf(letter)))

    assert sum("Vietnam" in sentence for sentence in sentences) == len(linkages)
    for sentence in sentences:
        wanted = squeezed(sentence)
        assert wanted in html
        assert wanted in docx
    # A page may break a sentence, with footnotes between; its start stands together.
    assert pdf.count("Vietnam") >= len(linkages)
    assert pdf.count(squeezed(NO_OUTCOME[language])) == len(CASES)


def test_the_fragment_leads_each_claim_to_its_fact(
    invented: Callable[..., Composer],
) -> None:
    case = (Direction.INCENTIVE, Actor.EU, LinkageState.AGREED)
    letter = invented(bare(*case))(Language.NL)

    fragment = to_html_fragment(letter, link=lambda record: f"/register/{record}")

    assert 'class="letter-claim" href="/register/fact-000">Op 5 november' in fragment
    assert "<style" not in fragment
    assert "<script" not in fragment
    assert "style=" not in fragment


def test_the_shipped_linkages_are_told_beside_an_added_one(
    invented: Callable[..., Composer],
) -> None:
    linkage = bare(Direction.INCENTIVE, Actor.OTHER_STATE, LinkageState.ANNOUNCED)
    text = to_text(invented(linkage, shipped=True)(Language.NL))

    order = [text.index(name) for name in ("voor aan Irak", "van Ghana", "van Vietnam")]
    assert order == sorted(order)

"""What a letter refuses to say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.letters.blocks import Cell, Claim, FactRef, Paragraph
from landenbenadering.letters.errors import LettersError
from landenbenadering.policy.facts import Judgement
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import Cooperation
from tests.letters.composing import Composer

OFFICE = FactRef("office-invented", 1)
GHANA = Judgement("GHA", Cooperation.LESS_SMOOTH, important_for_return=True)


def test_a_claim_without_a_fact_cannot_be_written() -> None:
    with pytest.raises(LettersError, match="LET101 No fact stands behind 'Zo is het'"):
        Claim("Zo is het", facts=())


def test_a_claim_on_a_fact_that_the_register_lacks_cannot_be_written(
    invented: Callable[..., Composer],
) -> None:
    compose = invented()
    letter = compose()
    loose = Paragraph((Claim("Zo is het.", (FactRef("nowhere", 1),)),))

    with pytest.raises(LettersError, match=r"LET102 .* no version 1 of 'nowhere'"):
        replace(letter, blocks=(loose,), register=compose.register())


def test_a_letter_is_checked_against_the_moment_that_it_is_of(
    shipped: Composer,
) -> None:
    letter = shipped()
    day_before = shipped.register(date(2013, 3, 5))

    with pytest.raises(LettersError, match="LET102"):
        replace(letter, register=day_before)


def test_a_number_that_no_fact_holds_cannot_be_written(
    invented: Callable[..., Composer],
) -> None:
    compose = invented()
    claim = Claim("Het gaat om 1.234 mensen.", (OFFICE,))

    with pytest.raises(LettersError, match=r"LET103 .* holds 1\.234\."):
        replace(compose(), blocks=(Paragraph((claim,)),), register=compose.register())


def test_a_number_in_a_table_needs_its_observation() -> None:
    with pytest.raises(LettersError, match=r"LET105 No observation .* '45%'"):
        Cell("45%")


def test_a_figure_known_later_cannot_stand_in_the_body(
    invented: Callable[..., Composer],
    figures: Callable[..., tuple[ReturnFigures, ...]],
) -> None:
    with pytest.raises(LettersError, match="LET106 A figure on GHA in 2012"):
        invented(GHANA)(figures=figures("GHA", known_from=date(2018, 12, 31)))


def test_the_hash_changes_with_the_content(
    invented: Callable[..., Composer],
) -> None:
    plain, judged = invented()(), invented(GHANA)()

    assert len(plain.digest) == 64
    assert plain.digest == invented()().digest
    assert plain.digest != judged.digest
    assert plain.digest != invented()(Language.EN).digest


def test_a_register_with_no_office_leaves_gaps_and_not_silence() -> None:
    compose = Composer(shipped=False)
    letter = compose()

    assert letter.addressee[0].text == (
        "[geadresseerde: niet in het register op deze datum]"
    )
    assert letter.signature[0].text == (
        "[ondertekenaar: niet in het register op deze datum]"
    )
    assert compose.register() == Register(AsOf(letter.known_on), ())


def test_a_text_of_the_register_is_one_line_without_control_characters(
    invented: Callable[..., Composer],
) -> None:
    from landenbenadering.policy.facts import Reason
    from landenbenadering.policy.vocabulary import ReasonKind

    text = Bilingual("Een\nzin\x0b met\x00 meer.", "A\nsentence\x0b with\x00 more.")
    letter = invented(Reason(ReasonKind.CAPACITY, text))()

    assert "Een zin met meer." in [claim.text for claim in letter.claims()]

"""The letter as known on a day: what it says, and what it cannot say yet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.evidence.countries import countries
from landenbenadering.letters.blocks import Gap, Heading, Letter
from landenbenadering.letters.compose import compose, letter_countries
from landenbenadering.letters.text import to_text
from landenbenadering.policy.facts import (
    Circle,
    Commitment,
    Judgement,
    Occasion,
    Statement,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import (
    CircleState,
    Cooperation,
    Disclosure,
    ReasonKind,
    StatementKind,
    Topic,
)
from tests.letters.composing import Composer, house, record_of

DAY_BEFORE = date(2013, 3, 5)


def headings(letter: Letter) -> list[str]:
    """Give the headings in order."""
    return [block.text for block in letter.blocks if isinstance(block, Heading)]


def said(letter: Letter) -> list[str]:
    """Give every claim's text."""
    return [claim.text for claim in letter.claims()]


def test_the_sections_stand_in_the_order_of_a_state_of_affairs_letter(
    shipped: Composer,
) -> None:
    assert headings(shipped(Language.EN)) == [
        "Policy and independent return",
        "Cooperation of countries of origin",
        "Linkages and what they have brought so far",
        "Approach",
        "Instruments per policy area",
        "The European track",
        "Partners",
        "What is to follow",
    ]


def test_the_letter_of_6_march_names_the_countries_alphabetically_in_its_language(
    shipped: Composer,
) -> None:
    dutch = to_text(shipped(Language.NL))
    english = to_text(shipped(Language.EN))

    assert (
        "Afghanistan, Algerije, China, Egypte, Ghana, India, Irak en Marokko" in dutch
    )
    assert (
        "Afghanistan, Algeria, China, Egypt, Ghana, India, Iraq and Morocco" in english
    )


def test_the_letter_of_6_march_opens_with_the_commitment_made_and_repeated(
    shipped: Composer,
) -> None:
    letter = shipped(Language.NL)
    opening = said(letter)[2]

    assert opening.startswith("De brief geeft gevolg aan de toezegging om ")
    assert "op 28 november 2012" in opening
    assert "herhaald" in opening
    assert "op 12 december 2012" in opening
    assert letter.notes[0].text == (
        "Handelingen II 2012/13, nr. 28, item 3, p. 3–32; Handelingen II 2012/13, "
        "nr. 28, item 6, p. 35–65; Kamerstukken II 2012/13, 30 573, nr. 107."
    )


def test_the_draft_of_5_march_lacks_all_that_is_known_only_from_the_6th(
    shipped: Composer,
) -> None:
    letter = shipped(Language.NL, day=DAY_BEFORE)
    text = to_text(letter)

    assert headings(letter) == ["Koppelingen en wat zij tot nu toe opleverden"]
    for later in ("Algerije", "Marokko", "nr. 116", "Teeven", "Buitenlandse Handel"):
        assert later not in text
    assert "€\u00a05,5\u00a0miljoen" in text
    assert "€\u00a010\u00a0miljoen" in text
    assert text.count("Een resultaat is nog niet vastgelegd.") == 3
    assert isinstance(letter.signature[-1], Gap)
    assert [gap.text for gap in letter.gaps()][-1] == letter.signature[-1].text


def test_the_paper_that_the_letter_became_is_named_once_and_not_in_every_note(
    shipped: Composer,
) -> None:
    on_the_day = shipped(Language.NL)
    later = shipped(Language.NL, day=date(2013, 3, 7))

    assert on_the_day.own_paper == "Kamerstukken II 2012/13, 29 344, nr. 116"
    assert not any("nr. 116" in note.text for note in on_the_day.notes)
    assert later.own_paper == ""
    assert later.notes[0].text.startswith(
        "Kamerstukken II 2012/13, 29 344, nr. 116, p."
    )


def test_a_paper_cited_again_is_cited_short(shipped: Composer) -> None:
    notes = [note.text for note in shipped(Language.NL, day=date(2014, 1, 1)).notes]
    again = [text for text in notes[1:] if "116, p. 2" in text]

    assert again[0] == "29 344, nr. 116, p. 2 (zie noot 1)."
    assert any(text.startswith("Zie noot ") for text in notes)


def test_english_notes_keep_the_reference(shipped: Composer) -> None:
    notes = " ".join(note.text for note in shipped(Language.EN).notes)

    assert "Parliamentary Papers II 2011/12, 29 344, nr. 90." in notes
    assert "Proceedings II 2012/13, nr. 28, item 3" in notes


def test_what_is_promised_next_has_its_date_and_standing_promises_none(
    shipped: Composer,
) -> None:
    english = to_text(shipped(Language.EN))

    assert "is to be kept before the summer of 2013." in english
    assert english.count("A standing commitment is ") == 2


def test_a_promise_past_its_date_is_answered_and_said_to_be_late(
    shipped: Composer,
) -> None:
    letter = to_text(shipped(Language.NL, day=date(2013, 7, 1)))

    assert "; dat had vóór de zomer van 2013 moeten gebeuren." in letter


def test_an_open_promise_without_occasion_or_wording_of_the_date_is_still_told(
    invented: Callable[..., Composer],
) -> None:
    promise = Commitment(
        text=Bilingual("een overzicht te zenden", "to send an overview"),
        made_by=("office-invented",),
        made=(),
        due=date(2013, 9, 1),
    )
    standing = Commitment(
        text=Bilingual("op te letten", "to keep watch"),
        made_by=("office-invented",),
        made=(
            Occasion(
                PartialDate(2013, 1),
                Bilingual("een brief", "a letter"),
                Citation("paper-invented"),
            ),
        ),
    )
    letter = invented(promise, standing)

    assert said(letter(Language.NL))[-4:-2] == [
        "Toegezegd is om uiterlijk op 1 september 2013 een overzicht te zenden.",
        "Doorlopend geldt de toezegging om op te letten.",
    ]
    assert said(letter(Language.EN))[-4] == (
        "The commitment to send an overview is to be kept by 1 September 2013."
    )


def test_statements_stand_by_position_and_in_paragraphs_of_readable_length(
    invented: Callable[..., Composer],
) -> None:
    filler = "woord " * 30
    facts = [
        Statement(
            Topic.APPROACH,
            StatementKind.PRINCIPLE,
            Bilingual(f"Zin {letter} {filler}.", f"Sentence {letter} {filler}."),
            position=90 - place,
        )
        for place, letter in enumerate("ABCDEFGH")
    ]
    letter = invented(*facts)(Language.NL)
    texts = [text for text in said(letter) if text.startswith("Zin ")]
    paragraphs = [b for b in letter.blocks if not isinstance(b, Heading)][1:]

    assert [text[4] for text in texts] == list("HGFEDCBA")
    assert len(paragraphs) == 3


def test_judgements_say_who_runs_smoothly_less_smoothly_and_why(
    invented: Callable[..., Composer],
) -> None:
    letter = invented(
        Judgement("GBR", Cooperation.SMOOTH, important_for_return=False),
        Judgement("USA", Cooperation.SMOOTH, important_for_return=True),
        Judgement(
            "VNM",
            Cooperation.LESS_SMOOTH,
            important_for_return=True,
            reason=ReasonKind.IDENTITY,
        ),
        Judgement("CAN", Cooperation.LESS_SMOOTH, important_for_return=False),
    )
    dutch, english = said(letter(Language.NL)), said(letter(Language.EN))

    assert "Soepel verloopt de medewerking van het Verenigd Koninkrijk." in dutch
    assert "Cooperation runs smoothly with the United Kingdom." in english
    assert "Minder soepel verloopt de medewerking ook met Canada." in dutch
    assert (
        "In the case of Vietnam the reason is the establishing of identity." in english
    )


def test_existing_circles_come_before_those_that_are_sought(
    invented: Callable[..., Composer],
) -> None:
    sought = Circle(None, (), CircleState.SOUGHT, Bilingual("Later.", "Later."))
    existing = Circle("SOM", (), CircleState.EXISTING, Bilingual("Nu.", "Now."))

    texts = said(invented(sought, existing)(Language.NL))

    assert texts.index("Nu.") < texts.index("Later.")


@pytest.mark.parametrize(
    ("level", "seen"),
    [
        (Disclosure.PUBLIC, {"Open."}),
        (Disclosure.HOUSE, {"Open.", "Kamer."}),
        (Disclosure.INTERNAL, {"Open.", "Kamer.", "Binnen."}),
    ],
)
def test_only_a_letter_of_that_level_holds_a_less_public_fact(
    level: Disclosure, seen: set[str]
) -> None:
    texts = {
        Disclosure.PUBLIC: "Open.",
        Disclosure.HOUSE: "Kamer.",
        Disclosure.INTERNAL: "Binnen.",
    }
    records = tuple(
        replace(
            record_of(
                f"fact-{disclosure}",
                Statement(Topic.APPROACH, StatementKind.FACT, Bilingual(text, "Said.")),
            ),
            disclosure=disclosure,
        )
        for disclosure, text in texts.items()
    )
    letter = level_letter((*house(), *records), level)

    assert {text for text in said(letter) if text in texts.values()} == seen
    first_line = to_text(letter).splitlines()[0]
    assert ("Vertrouwelijk" in first_line) is (level is Disclosure.HOUSE)


def level_letter(records: tuple[Record, ...], level: Disclosure) -> Letter:
    """Compose at a level of disclosure."""
    return compose(
        Register(AsOf(date(2013, 3, 6)), records),
        countries=countries(),
        language=Language.NL,
        level=level,
    )


def test_facts_entered_later_than_known_are_counted_in_the_colophon() -> None:
    entered = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    records = tuple(replace(record, entered=entered) for record in house())
    letter = level_letter(records, Disclosure.PUBLIC)

    assert (letter.entries.facts, letter.entries.late) == (1, 1)
    assert "later ingevoerd dan het bekend was, op 20 november 2026." in to_text(letter)
    assert letter.digest in to_text(letter)


def test_the_countries_of_the_letter_are_those_judged_or_linked(
    shipped: Composer,
) -> None:
    assert letter_countries(shipped.register()) == (
        "AFG",
        "CHN",
        "DZA",
        "EGY",
        "GHA",
        "IND",
        "IRQ",
        "MAR",
    )
    assert letter_countries(shipped.register(DAY_BEFORE)) == ("GHA", "IRQ")


def test_a_moment_of_entry_is_said_in_the_colophon(shipped: Composer) -> None:
    moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    register = replace(
        shipped.register(), as_of=AsOf(date(2013, 3, 6), entered_by=moment)
    )
    letter = compose(register, countries=countries(), language=Language.NL)

    assert "23 november 2026, 13:00" in to_text(letter)

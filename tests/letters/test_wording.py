"""The phrasebook: the same in both languages, and in our own words."""

import re
from pathlib import Path

import pytest

from landenbenadering.core.language import Language
from landenbenadering.letters.errors import LettersError
from landenbenadering.letters.wording import phrasebook, placeholders
from landenbenadering.policy.vocabulary import (
    Actor,
    Direction,
    LinkageState,
    PolicyArea,
    ReasonKind,
)

LETTER = Path(__file__).resolve().parents[2].parent / "shared" / "letter-2013-03-06.txt"
RUN = 7


def frames(language: Language) -> dict[str, str]:
    """Give the frames, without the articles, which each language has its own of."""
    everything = phrasebook(language).frames
    return {k: v for k, v in everything.items() if not k.startswith("article.")}


def test_both_languages_hold_the_same_frames_with_the_same_places() -> None:
    dutch, english = frames(Language.NL), frames(Language.EN)

    assert dutch.keys() == english.keys()
    assert {
        key for key in dutch if placeholders(dutch[key]) != placeholders(english[key])
    } == set()


@pytest.mark.parametrize("language", Language)
def test_every_word_of_the_vocabulary_has_its_frame(language: Language) -> None:
    sides = ("own", "reverse")
    wanted = {f"linkage.{side}.{state}" for side in sides for state in LinkageState}
    wanted |= {f"linkage.direction.{direction}" for direction in Direction}
    wanted |= {f"linkage.actor.{a}" for a in Actor if a is not Actor.PARTNER}
    wanted |= {f"area.{area}" for area in PolicyArea}
    wanted |= {f"reasons.country.{kind}" for kind in ReasonKind}

    assert wanted <= frames(language).keys()


def test_a_frame_is_filled_exactly_or_not_at_all() -> None:
    with pytest.raises(LettersError, match=r"LET107 .* 'linkage.reason' with country"):
        phrasebook(Language.NL).say("linkage.reason", country="Ghana")


def test_a_value_is_never_read_as_a_frame() -> None:
    said = phrasebook(Language.EN).say("linkage.reason", reason="{amount} {0}")

    assert said == "This was done {amount} {0}."


def test_no_run_of_words_comes_from_the_letter_of_6_march_2013() -> None:
    if not LETTER.is_file():
        pytest.skip("../shared/letter-2013-03-06.txt is not here")
    theirs = runs(LETTER.read_text(encoding="utf-8"))

    assert {
        run for frame in frames(Language.NL).values() for run in runs(frame)
    } & theirs == set()


def runs(text: str) -> set[str]:
    """List every run of seven words."""
    words = re.findall(r"\w+", re.sub(r"-\s+", "", text).casefold())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}

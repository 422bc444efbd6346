import re
from collections.abc import Iterator, Mapping

import pytest

from landenbenadering.core.language import Language
from landenbenadering.policy.codec import record_to_plain
from landenbenadering.policy.dealings import Position, Situation
from landenbenadering.policy.facts import Circle, Office, Reason, Statement
from landenbenadering.policy.record import Record

LONGEST = 6
_SENTENCES = Statement | Circle | Reason | Situation | Position
OFFICES_OF_THE_TIME = (
    "de minister voor Immigratie, Integratie en Asiel",
    "de staatssecretaris van Buitenlandse Zaken",
)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def sequences(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    size = LONGEST + 1
    return {tuple(found[at : at + size]) for at in range(len(found) - size + 1)}


def dutch_texts(plain: object) -> Iterator[str]:
    if isinstance(plain, Mapping):
        if set(plain) == {"nl", "en"}:
            yield str(plain["nl"])
        for part in plain.values():
            yield from dutch_texts(part)
    elif isinstance(plain, list):
        for part in plain:
            yield from dutch_texts(part)


def _printed(passages: list[tuple[str, int, str]], *, notes: bool) -> str:
    """Give the text of the letter, with the words whole that its lines break."""
    chosen = (text for place, _, text in passages if place.startswith("note") == notes)
    return re.sub(r"-\s*\n\s*", "", " ".join(text.strip() for text in chosen))


def test_no_sentence_of_the_letter_is_copied(
    every_record: tuple[Record, ...], passages: list[tuple[str, int, str]]
) -> None:
    body = _printed(passages, notes=False)
    # The numbers of the notes stand glued to words of the text.
    unnumbered = re.sub(r"(?<=[a-z])\d", "", body)
    notes = _printed(passages, notes=True)
    letter = sequences(body) | sequences(unnumbered) | sequences(notes)
    titles = [r.fact.title.nl for r in every_record if isinstance(r.fact, Office)]
    names = re.compile(
        "|".join(re.escape(t) for t in (*titles, *OFFICES_OF_THE_TIME)), re.IGNORECASE
    )

    for record in every_record:
        if isinstance(record.fact, Office):
            continue
        for text in dutch_texts(record_to_plain(record)):
            for part in names.split(text):
                copied = sequences(part) & letter
                assert not copied, (record.id, copied)


@pytest.mark.parametrize("language", list(Language))
def test_statements_are_sentences(
    every_record: tuple[Record, ...], language: Language
) -> None:
    for record in every_record:
        if not isinstance(record.fact, _SENTENCES):
            continue
        sentence = record.fact.text.in_(language)
        assert sentence[0].isupper(), record.id
        assert sentence.endswith("."), record.id


def test_seven_words_in_a_row_are_noticed() -> None:
    said = sequences("een, twee; drie vier vijf zes zeven acht")

    assert sequences("Drie vier vijf zes zeven acht negen") & said == set()
    assert sequences("nul een twee drie vier vijf zes zeven") & said

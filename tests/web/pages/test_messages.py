"""The catalogues: every text of the pages, translated, with the same names in it."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tools.messages import LANGUAGES, WEB, collect

CHECKOUT = Path(__file__).resolve().parents[3]
NAMES = re.compile(r"%\((\w+)\)")


def catalogue(language: str) -> list[Message]:
    path = CHECKOUT / WEB / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as stream:
        return [message for message in read_po(stream, locale=language) if message.id]


def texts(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]


def key(message: Message) -> tuple[str, ...]:
    return (message.context or "", *texts(message.id))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_the_catalogue_and_no_other(language: str) -> None:
    wanted = {key(message) for message in collect(CHECKOUT) if message.id}

    assert {key(message) for message in catalogue(language)} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    lacking = [m.id for m in catalogue(language) if not all(texts(m.string))]

    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_names_what_its_text_names(language: str) -> None:
    for message in catalogue(language):
        pairs = zip(texts(message.id), texts(message.string), strict=True)
        for text, translation in pairs:
            assert set(NAMES.findall(text)) == set(NAMES.findall(translation)), text

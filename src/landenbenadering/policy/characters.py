"""Which characters a fact may be written in.

Whatever is recorded comes to stand in letters, and a register forgets nothing: a
character that no letter can print would spoil every letter from then on.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

# Blocks of Unicode that the fonts of the letter hold in full, as far as assigned:
# Latin with its extensions, Greek, Cyrillic, combining accents and the usual
# punctuation, super- and subscripts and signs of currency. A test prints them all.
_BLOCKS = (
    (0x0020, 0x0482),
    (0x048A, 0x04FF),
    (0x1E00, 0x1FFF),
    (0x2000, 0x203F),
    (0x2070, 0x20BF),
)
_SIGNS = frozenset("\n\r\t\u00ad№℠™←↑→↓−√∞≈≠≤≥")


def can_be_printed(character: str) -> bool:
    """Say whether a letter can show one character."""
    if character in _SIGNS:
        return True
    inside = any(first <= ord(character) <= last for first, last in _BLOCKS)
    # Category C: control characters, invisible marks, and what is not assigned.
    return inside and not unicodedata.category(character).startswith("C")


def unprintable(text: str) -> str | None:
    """Name the first character that no letter can show, as in `U+4E2D`."""
    for character in text:
        if not can_be_printed(character):
            return f"U+{ord(character):04X}"
    return None


def texts_of(value: object) -> Iterator[str]:
    """Give every text within a fact, in every language."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))

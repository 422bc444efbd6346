"""The phrasebook: headings and sentence frames in both languages."""

import string
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from landenbenadering.core.language import Language
from landenbenadering.letters.errors import LettersError

ARTICLES = "article"


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Frames by dotted key, as in `linkage.own.offered`."""

    language: Language
    frames: MappingProxyType[str, str]

    def say(self, key: str, /, **values: str) -> str:
        """Fill the frame under `key`; values are set in as they are.

        Raises
        ------
        LettersError
            LET107 the phrasebook has no such frame, or the values are not exactly
            those that it names.
        """
        frame = self.frames.get(key)
        if frame is None or placeholders(frame) != set(values):
            raise LettersError(
                "LET107",
                problem=f"The {self.language} phrasebook cannot say {key!r} with "
                f"{', '.join(sorted(values)) or 'no values'}.",
                remedy="Add the frame to both phrasebooks, with the same placeholders.",
            )
        return frame.format_map(values)

    def article(self, iso3: str) -> str:
        """Give the article that a country's name takes in a sentence, or nothing."""
        return self.frames.get(f"{ARTICLES}.{iso3}", "")


def placeholders(frame: str) -> set[str]:
    """List the names of the places that a frame leaves open."""
    return {name for _, name, _, _ in string.Formatter().parse(frame) if name}


@cache
def phrasebook(language: Language) -> Phrasebook:
    """Read the phrasebook of `language`."""
    file = resources.files(__name__) / f"{language}.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return Phrasebook(language, MappingProxyType(_flat(tables, prefix="")))


def _flat(table: dict[str, object], *, prefix: str) -> dict[str, str]:
    frames: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            frames |= _flat(value, prefix=f"{prefix}{key}.")
        else:
            frames[f"{prefix}{key}"] = str(value)
    return frames

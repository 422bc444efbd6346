"""The two languages of the software, and texts that exist in both."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language in which every page and document exists."""

    NL = "nl"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Dutch and in English; neither may be empty."""

    nl: str
    en: str

    def __post_init__(self) -> None:
        """Refuse a text that is missing in one language."""
        if not self.nl.strip() or not self.en.strip():
            raise ValueError("a bilingual text needs both Dutch and English")

    def in_(self, language: Language) -> str:
        """Give the text in `language`."""
        match language:
            case Language.NL:
                return self.nl
            case Language.EN:
                return self.en

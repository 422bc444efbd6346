"""The two languages of the software, and texts that exist in both."""

from dataclasses import dataclass
from datetime import date
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


_MONTHS = {
    Language.NL: "januari februari maart april mei juni "
    "juli augustus september oktober november december",
    Language.EN: "January February March April May June "
    "July August September October November December",
}


def format_day(day: date, language: Language) -> str:
    """Write a day as `6 maart 2013` or `6 March 2013`."""
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def text_with_days(*, nl: str, en: str, **days: date) -> Bilingual:
    """Fill days, as each language writes them, into places like `{due}`."""
    said = (
        text.format(**{name: format_day(day, language) for name, day in days.items()})
        for language, text in ((Language.NL, nl), (Language.EN, en))
    )
    return Bilingual(*said)

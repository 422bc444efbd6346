"""Recognising data on persons, which this software refuses to hold.

The tests err towards refusal: the statistics read here never hold nine plain
digits or a full date in a cell. No message repeats what was found.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from itertools import pairwise

_COLUMNS = tomllib.loads(
    (files("landenbenadering") / "evidence" / "personal_columns.toml").read_text(
        encoding="utf-8"
    )
)
_WORDS = frozenset(_COLUMNS["words"])
_PHRASES = frozenset(_COLUMNS["phrases"])
_THINGS = frozenset(_COLUMNS["things"])

_NINE_DIGITS = re.compile(r"(?<![\d.,])\d(?:[ .\u00a0-]?\d){8}(?![.,]?\d)")
_MONTH = (
    r"(?:jan|feb|mar|mrt|maart|apr|may|mei|jun|jul|aug|sep|oct|okt|nov|dec)[a-z]*\.?"
)
_FULL_DATE = re.compile(
    r"(?<![\d.,])(?:"
    r"(?P<y1>\d{4})(?P<s1>[-/. ])(?P<a1>\d{1,2})(?P=s1)(?P<b1>\d{1,2})"
    r"|(?P<a2>\d{1,2})(?P<s2>[-/. ])(?P<b2>\d{1,2})(?P=s2)(?P<y2>\d{4}|\d{2})"
    r"|(?P<y3>(?:19|20)\d{2})(?P<a3>\d{2})(?P<b3>\d{2})"
    rf"|\d{{1,2}}[ -]{_MONTH}[ -]\d{{4}}"
    rf"|{_MONTH} \d{{1,2}},? \d{{4}}"
    r")(?!\d)",
    re.IGNORECASE,
)
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


class PersonalKind(StrEnum):
    """What a value looks like."""

    SERVICE_NUMBER = "service_number"
    BIRTH_DATE = "birth_date"


@dataclass(frozen=True, slots=True)
class PersonalLine:
    """A line of a text that looks like data on a person, from 1."""

    kind: PersonalKind
    line: int


def names_a_person(column: str) -> bool:
    """Say whether the name of a column announces data on persons.

    Upper and lower case, accents, punctuation and word joints do not matter:
    `V-nummer`, `v_nummer` and `VNummer` are the same.
    """
    words = _words_of(column)
    if _THINGS.intersection(words):
        return False
    joined = "".join(words)
    pairs = {first + second for first, second in pairwise(words)}
    return bool(
        _WORDS.intersection(words)
        or _WORDS.union(_PHRASES).intersection({joined, *pairs})
        or any(phrase in joined for phrase in _PHRASES if len(phrase) > 8)
    )


def personal_kind(value: str) -> PersonalKind | None:
    """Say what kind of personal value `value` holds; `None` if it holds none.

    Nine digits that pass the eleven-test, also with dots, spaces or hyphens
    between them, are taken for a citizen service number. Digits grouped by
    commas are counts. A full date is taken for a date of birth.
    """
    if len(value) < 6:
        return None
    for match in _NINE_DIGITS.finditer(value):
        if _passes_eleven_test(match.group()):
            return PersonalKind.SERVICE_NUMBER
    for match in _FULL_DATE.finditer(value):
        if _is_a_date(match):
            return PersonalKind.BIRTH_DATE
    return None


def personal_line(lines: Iterable[str]) -> PersonalLine | None:
    """Find the first line that holds a personal value; `None` if there is none.

    The fields of a line may be separated by commas, semicolons, tabs or bars.
    """
    for number, line in enumerate(lines, start=1):
        for field in re.split("[,;|\t]", line):
            kind = personal_kind(field)
            if kind is not None:
                return PersonalLine(kind, number)
    return None


def first_personal(values: Sequence[str]) -> tuple[int, PersonalKind] | None:
    """Find the first personal value and its kind; `None` if there is none."""
    kinds = {value: personal_kind(value) for value in set(values)}
    if not any(kinds.values()):
        return None
    for index, value in enumerate(values):
        kind = kinds[value]
        if kind is not None:
            return index, kind
    return None


def shown(value: str, longest: int = 60) -> str:
    """Quote `value` for a message, unless it may belong to a person."""
    digits = sum(character.isdigit() for character in value)
    if "@" in value or digits >= 8 or personal_kind(value) is not None:
        return f"a value of {len(value)} characters (not repeated here)"
    text = value if len(value) <= longest else value[:longest] + "…"
    return f'"{text}"'


def _words_of(column: str) -> list[str]:
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    plain = unicodedata.normalize("NFKD", parted)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.findall(r"[a-z]+", plain)


def _passes_eleven_test(text: str) -> bool:
    digits = [int(character) for character in text if character.isdigit()]
    total = sum(w * d for w, d in zip(_BSN_WEIGHTS, digits, strict=True))
    return any(digits) and total % 11 == 0


def _is_a_date(match: re.Match[str]) -> bool:
    for form in "123":
        first, second = match.group(f"a{form}"), match.group(f"b{form}")
        if first is not None and second is not None:
            low, high = sorted((int(first), int(second)))
            return 1 <= low <= 12 and 1 <= high <= 31
    return True

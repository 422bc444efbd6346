"""What stands behind a text in a fact: a country, another record, or words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from landenbenadering.policy.references import named_kind
from landenbenadering.web.recording.shapes import Leaf, Many


class Meaning(Enum):
    """What a text is."""

    COUNTRY = auto()
    RECORD = auto()
    TERM = auto()
    CURRENCY = auto()
    ADDRESS = auto()
    NUMBER = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text is; `kind` is the kind of record where it names one."""

    meaning: Meaning
    kind: str = ""


_COUNTRIES = frozenset(
    {
        *("country", "countries", "partner", "partners", "reporter", "states"),
        *("towards", "with_states"),
    }
)
_OTHERS: Mapping[tuple[str, str], Meant] = {
    ("Position", "by"): Meant(Meaning.COUNTRY),
    ("Citation", "document"): Meant(Meaning.RECORD, "document"),
    ("Commitment", "made_by"): Meant(Meaning.RECORD, "office"),
    ("Commitment", "kept_by"): Meant(Meaning.RECORD, "document"),
    ("Performance", "term"): Meant(Meaning.TERM),
    ("Money", "currency"): Meant(Meaning.CURRENCY),
    ("Document", "url"): Meant(Meaning.ADDRESS),
    ("Bilingual", "nl"): Meant(Meaning.WORDS),
    ("Bilingual", "en"): Meant(Meaning.WORDS),
}

# Not every document bears a number, and not every source names the partners.
_EMPTY_TEXTS = frozenset({("Document", "number")})
_EMPTY_LISTS = frozenset({("Circle", "partners")})


def meant_by(leaf: Leaf) -> Meant:
    """Say what a text of a fact is."""
    if leaf.name in _COUNTRIES:
        return Meant(Meaning.COUNTRY)
    kind = named_kind(leaf.owner, leaf.name)
    if kind is not None:
        return Meant(Meaning.RECORD, kind)
    return _OTHERS.get((leaf.owner.__name__, leaf.name), Meant(Meaning.NUMBER))


def may_be_empty(shape: Leaf | Many) -> bool:
    """Say whether nothing is a value: an empty text, or a list without values."""
    place = shape.owner.__name__, shape.name
    return place in (_EMPTY_LISTS if isinstance(shape, Many) else _EMPTY_TEXTS)

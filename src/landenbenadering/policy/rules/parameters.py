"""The texts of the rules and their parameters through time."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.errors import PolicyError


class Effect(StrEnum):
    """What a broken rule does."""

    BLOCK = "block"
    OVERRIDE = "override"
    WARN = "warn"


class Origin(StrEnum):
    """Whether a rule stands in the letter or is a choice of the design."""

    LETTER = "letter"
    DESIGN = "design"


@dataclass(frozen=True, slots=True)
class Values:
    """The parameters of one rule from one day on.

    Attributes
    ----------
    effect : Effect
        What happens when the rule is broken.
    numbers : mapping of str to int
        Thresholds and deadlines by name, as in `levels` or `days`.
    source : Bilingual
        Where the values come from.
    """

    since: date
    effect: Effect
    numbers: Mapping[str, int]
    source: Bilingual

    def number(self, name: str) -> int:
        """Give one threshold, or raise POL602 when the rule has none of that name."""
        if name not in self.numbers:
            raise PolicyError(
                "POL602",
                problem=f"There is no parameter {name!r} from {self.since}.",
                remedy=f"Give it in rules.toml; there are: {', '.join(self.numbers)}.",
            )
        return self.numbers[name]


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule in words, with its source and its values, the oldest first."""

    number: str
    text: Bilingual
    remedy: Bilingual
    origin: Origin
    reference: Bilingual
    values: tuple[Values, ...]

    def values_on(self, day: date) -> Values:
        """Give the values of a day; before the first, the first.

        The rules are held against what was decided before them too: what a
        decision of 2012 lacks is to be seen.
        """
        held = [values for values in self.values if values.since <= day]
        return held[-1] if held else self.values[0]


@cache
def rule_texts() -> Mapping[str, RuleText]:
    """Give every rule in words, by number, from `policy/parameters/rules.toml`."""
    text = files("landenbenadering.policy.parameters").joinpath("rules.toml")
    plain = tomllib.loads(text.read_text(encoding="utf-8"))
    return {table["number"]: _rule(table) for table in plain["rule"]}


def _rule(table: Mapping[str, object]) -> RuleText:
    return RuleText(
        number=_text(table["number"]),
        text=_bilingual(table["text"]),
        remedy=_bilingual(table["remedy"]),
        origin=Origin(_text(table["origin"])),
        reference=_bilingual(table["reference"]),
        values=tuple(_values(part) for part in _tables(table["values"])),
    )


def _values(part: Mapping[str, object]) -> Values:
    since = part["from"]
    if not isinstance(since, date):
        raise TypeError(f"{since!r} is not a date")
    return Values(
        since=since,
        effect=Effect(_text(part["effect"])),
        numbers={n: v for n, v in part.items() if isinstance(v, int)},
        source=_bilingual(part["source"]),
    )


def _tables(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list of tables")
    return value


def _bilingual(value: object) -> Bilingual:
    if not isinstance(value, Mapping):
        raise TypeError(f"{value!r} is not in both languages")
    return Bilingual(nl=_text(value["nl"]), en=_text(value["en"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value

"""What a rule finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.rules.case import Case


class Moment(StrEnum):
    """When a rule is held against the records."""

    PROPOSAL = "proposal"
    DECISION = "decision"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a rule is broken.

    Attributes
    ----------
    about : str
        Record id of what breaks it.
    because : Bilingual
        What is the matter, as a full sentence.
    since : date or None
        Since when it is broken, where that is a matter of a date.
    """

    about: str
    because: Bilingual
    since: date | None = None


class Rule(Protocol):
    """A rule: its moments, and how it reads the records.

    The class bears the number; the first line of its docstring is the rule.
    """

    moments: frozenset[Moment]

    def breaches(self, case: Case) -> Iterable[Breach]:
        """Give every place where the rule is broken."""

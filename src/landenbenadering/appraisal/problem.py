"""What is weighed: instruments, their scores and costs, and what binds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.core.interval import Interval


class EvidenceGrade(StrEnum):
    """What a score rests on, from weak to strong; the last is computed."""

    OPINION = "opinion"
    CASE = "case"
    COMPARISON = "comparison"
    QUASI_EXPERIMENT = "quasi_experiment"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Score:
    """What an instrument does on a criterion, within bounds; more is better.

    `author`, `on` and `reason` say who gave it, when, and why; `grade` what it rests
    on, `None` where nobody gave a score and the whole scale stands in its place.
    """

    value: Interval
    author: str
    on: date
    reason: str
    grade: EvidenceGrade | None


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument that can be in a package.

    Attributes
    ----------
    code : str
    scores : mapping of str to Score
        By criterion; every criterion has one.
    costs : mapping of (str, int) to int
        By department and year, in whole euros.
    forbidden_by : str or None
        Number of the rule that forbids it, as in `LB11`; `None` if none does.
    """

    code: str
    scores: Mapping[str, Score]
    costs: Mapping[tuple[str, int], int]
    forbidden_by: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """At least `at_least` and at most `at_most` of these; `None` is no bound."""

    instruments: tuple[str, ...]
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """`instrument` needs `needs`."""

    instrument: str
    needs: str


@dataclass(frozen=True, slots=True)
class Synergy:
    """What is gained (or lost) beyond the parts when all of these are chosen."""

    instruments: tuple[str, ...]
    scores: Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class AppraisalProblem:
    """All that is weighed together.

    An exclusion is a `Group` of which at most one may be chosen. `budgets` are by
    department and year in whole euros; without one, cost does not bind. `swings` give
    for a criterion how much of its unit its weight counts as one; 1 where none is
    given.

    Raises
    ------
    AppraisalError
        APP201 when a score is missing, APP202 when an unknown instrument is named,
        APP203 when there is nothing to weigh or a code stands twice.
    """

    criteria: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    budgets: Mapping[tuple[str, int], int]
    groups: tuple[Group, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    synergies: tuple[Synergy, ...] = ()
    swings: Mapping[str, Fraction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a problem in which something is missing or unknown."""
        codes = [instrument.code for instrument in self.instruments]
        if not codes or not self.criteria or len(set(codes)) < len(codes):
            raise AppraisalError(
                "APP203",
                problem="There is no criterion or instrument, or a code stands twice.",
                remedy="Give criteria and instruments, each instrument its own code.",
            )
        scored = [(i.code, i.scores) for i in self.instruments]
        scored += [(" with ".join(s.instruments), s.scores) for s in self.synergies]
        for code, scores in scored:
            missing = [name for name in self.criteria if name not in scores]
            if missing:
                raise AppraisalError(
                    "APP201",
                    problem=f"{code} has no score on {', '.join(missing)}.",
                    remedy="Give one as an interval, as wide as it is uncertain.",
                )
        named = {code for group in self.groups for code in group.instruments}
        named |= {code for synergy in self.synergies for code in synergy.instruments}
        named |= {code for p in self.prerequisites for code in (p.instrument, p.needs)}
        if not named <= set(codes):
            raise AppraisalError(
                "APP202",
                problem=f"Unknown: {', '.join(sorted(named - set(codes)))}.",
                remedy="Name only instruments that are weighed.",
            )

"""The appraisal sheet: what is weighed, as people write it in a file.

Fields are named as in the file; `docs/reference/appraisal-format.md` explains each.
A sheet says only what is written; `weighing` turns it into a problem.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from landenbenadering.appraisal.problem import EvidenceGrade
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.vocabulary import Direction, PolicyArea


class StatementForm(StrEnum):
    """How a statement on weights is put."""

    RANKING = "ranking"
    BOUNDS = "bounds"
    RATIO = "ratio"
    TRADE_OFF = "trade_off"
    SWING = "swing"


class SituationKind(StrEnum):
    """What stands in the way of forced return to a country."""

    DEPARTURE_MORATORIUM = "departure_moratorium"
    NO_PROSPECT_OF_REMOVAL = "no_prospect_of_removal"


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion; more is always better.

    `swing` is how much of the unit a weight counts as one; `least` and `most` bound
    what one instrument can do, for scores that are missing.
    """

    code: str
    name: Bilingual
    unit: Bilingual
    swing: Decimal
    least: Decimal | None
    most: Decimal | None


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """A department that pays, advises or states what matters to it."""

    code: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What a department can spend in a year on what is weighed, in whole euros."""

    department: str
    year: int
    eur: int


@dataclass(frozen=True, slots=True)
class CostLine:
    """What an instrument costs a department in a year.

    In whole euros, negative for money saved; or the amount of the linkage with the id
    `linkage` in the register (`sign` -1 where it is withheld).
    """

    department: str
    year: int
    eur: int | None
    linkage: str | None
    sign: int = 1


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What an instrument does on a criterion, in its unit, within bounds.

    Or, where `figure` names one, a computed figure in place of the bounds.
    """

    criterion: str
    author: str
    on: date
    reason: str
    lower: Decimal | None
    upper: Decimal | None
    grade: EvidenceGrade | None
    figure: str | None


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """An instrument that can be in a package, for one country."""

    code: str
    name: Bilingual
    country: str
    department: str
    policy_area: PolicyArea
    direction: Direction
    humanitarian: bool = False
    forced_return: bool = False
    cost: tuple[CostLine, ...] = ()
    score: tuple[ScoreLine, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Instruments of which at least or at most so many can be chosen, and why."""

    instruments: tuple[str, ...]
    at_least: int | None
    at_most: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class PrerequisiteLine:
    """An instrument that is of no use without another, and why."""

    instrument: str
    needs: str
    reason: str


@dataclass(frozen=True, slots=True)
class SynergyLine:
    """Instruments that together do more, or less, than the sum; and by how much."""

    instruments: tuple[str, ...]
    score: tuple[ScoreLine, ...]


@dataclass(frozen=True, slots=True)
class SituationLine:
    """What stands in the way of forced return to a country from a day on."""

    country: str
    kind: SituationKind
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class AmountLine:
    """So much of a criterion, in its unit."""

    criterion: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class RangeLine:
    """A swing weight within bounds; the reference criterion counts 100."""

    criterion: str
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What a department, or all jointly, say on the weights of criteria.

    Which fields it needs depends on `form`: a ranking has `criteria`, bounds have
    `criterion`, a ratio `more` and `less`, both with `lower`, `upper` or both; a
    trade-off has `gain` and `loss`, swing weights `reference` and `weights`.
    """

    said_by: str
    form: StatementForm
    criteria: tuple[str, ...] = ()
    criterion: str = ""
    more: str = ""
    less: str = ""
    lower: Decimal | None = None
    upper: Decimal | None = None
    gain: tuple[AmountLine, ...] = ()
    loss: tuple[AmountLine, ...] = ()
    reference: str = ""
    weights: tuple[RangeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class AppraisalSheet:
    """All that is weighed together, for a country or a programme of countries.

    Attributes
    ----------
    id : str
        Lower-case name.
    on : date
        The day of the weighing: scores and situations count as they are then.
    illustration : bool
        Whether scores are invented to show the method; then nothing of it can
        enter a letter, and every page and export says so.
    """

    id: str
    title: Bilingual
    on: date
    illustration: bool
    note: Bilingual
    criterion: tuple[CriterionLine, ...]
    department: tuple[DepartmentLine, ...]
    instrument: tuple[InstrumentLine, ...]
    budget: tuple[BudgetLine, ...] = ()
    group: tuple[GroupLine, ...] = ()
    prerequisite: tuple[PrerequisiteLine, ...] = ()
    synergy: tuple[SynergyLine, ...] = ()
    situation: tuple[SituationLine, ...] = ()
    statement: tuple[StatementLine, ...] = ()

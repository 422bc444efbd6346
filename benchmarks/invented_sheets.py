"""Appraisals the size of a country, drawn by chance; scores correlate, as do costs."""

import math
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from landenbenadering.appraisal.problem import EvidenceGrade
from landenbenadering.appraisal.sheet import (
    AppraisalSheet,
    BudgetLine,
    CostLine,
    CriterionLine,
    DepartmentLine,
    GroupLine,
    InstrumentLine,
    PrerequisiteLine,
    ScoreLine,
    StatementForm,
    StatementLine,
)
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.vocabulary import Direction, PolicyArea

Reals = npt.NDArray[np.float64]

CRITERIA = tuple("abcde")
DEPARTMENTS = ("bz", "vj", "ez")
DAY = date(2026, 1, 1)
YEAR = 2026
SHARE_OF_COSTS = 0.4
# How far two scores of one instrument go together.
TOGETHER = 0.6


def invented_sheet(
    seed: int,
    *,
    instruments: int,
    width: float,
    ranked: bool,
    pairs: int = 4,
) -> AppraisalSheet:
    """Draw a sheet with five criteria and a budget of each of three departments.

    Parameters
    ----------
    seed : int
    instruments : int
    width : float
        Width of a score's interval as a share of the score, on average.
    ranked : bool
        Whether the criteria are ranked; if not, nothing is said on their weights.
    pairs : int
        Number of exclusions, and of prerequisites.
    """
    rng = np.random.default_rng(seed)
    merit = rng.normal(size=(instruments, 1))
    score = _spread(rng, merit, len(CRITERIA)).clip(1, 100)
    cost = _spread(rng, merit, len(DEPARTMENTS)).clip(5, None).round()
    half = width * score * rng.uniform(0.5, 1.5, size=score.shape) / 2
    codes = tuple(f"i{j:03}" for j in range(instruments))
    said = StatementLine("joint", StatementForm.RANKING, criteria=CRITERIA)
    return AppraisalSheet(
        id="invented",
        title=_text("Drawn by chance"),
        on=DAY,
        illustration=True,
        note=_text("Drawn by chance"),
        criterion=tuple(
            CriterionLine(c, _text(c), _text("points"), Decimal(100), None, None)
            for c in CRITERIA
        ),
        department=tuple(DepartmentLine(d, _text(d)) for d in DEPARTMENTS),
        instrument=tuple(
            _instrument(code, score[j] - half[j], score[j] + half[j], cost[j])
            for j, code in enumerate(codes)
        ),
        budget=tuple(
            BudgetLine(department, YEAR, int(SHARE_OF_COSTS * cost[:, d].sum()))
            for d, department in enumerate(DEPARTMENTS)
        ),
        group=tuple(
            GroupLine(_two(rng, codes), None, 1, "drawn") for _ in range(pairs)
        ),
        prerequisite=tuple(
            PrerequisiteLine(*_two(rng, codes), "drawn") for _ in range(pairs)
        ),
        statement=(said,) if ranked else (),
    )


def _spread(rng: np.random.Generator, merit: Reals, columns: int) -> Reals:
    own = rng.normal(size=(len(merit), columns))
    together = TOGETHER * merit + math.sqrt(1 - TOGETHER**2) * own
    return np.asarray(50 + 20 * together)


def _two(rng: np.random.Generator, codes: tuple[str, ...]) -> tuple[str, str]:
    first, second = rng.choice(len(codes), 2, replace=False)
    return codes[first], codes[second]


def _instrument(code: str, lower: Reals, upper: Reals, cost: Reals) -> InstrumentLine:
    return InstrumentLine(
        code=code,
        name=_text(code),
        country="GHA",
        department=DEPARTMENTS[0],
        policy_area=PolicyArea.DEVELOPMENT,
        direction=Direction.INCENTIVE,
        cost=tuple(
            CostLine(department, YEAR, int(eur), None)
            for department, eur in zip(DEPARTMENTS, cost, strict=True)
        ),
        score=tuple(
            ScoreLine(
                criterion,
                "drawn",
                DAY,
                "drawn",
                Decimal(int(low)),
                Decimal(int(high)),
                EvidenceGrade.OPINION,
                None,
            )
            for criterion, low, high in zip(
                CRITERIA, lower.round(), upper.round(), strict=True
            )
        ),
    )


def _text(text: str) -> Bilingual:
    return Bilingual(nl=text, en=text)

"""What an appraisal rests on: every score, cost and constraint with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landenbenadering.appraisal.feasibility import Constraint
from landenbenadering.appraisal.problem import EvidenceGrade
from landenbenadering.appraisal.sheet import (
    CostLine,
    CriterionLine,
    InstrumentLine,
    ScoreLine,
)
from landenbenadering.appraisal.weighing import Figure
from landenbenadering.core.interval import Interval
from landenbenadering.policy.vocabulary import SituationKind
from landenbenadering.web.assessments.shown import bounds_word
from landenbenadering.web.assessments.words import SheetWords, number_word
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.words import word

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

GRADES: Mapping[EvidenceGrade, "StrPromise"] = {
    EvidenceGrade.OPINION: gettext_lazy("opinion"),
    EvidenceGrade.CASE: gettext_lazy("one case"),
    EvidenceGrade.COMPARISON: gettext_lazy("comparison"),
    EvidenceGrade.QUASI_EXPERIMENT: gettext_lazy("quasi-experiment"),
    EvidenceGrade.FIGURE: gettext_lazy("computed"),
}
LINKAGE = "linkage:"


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """A score with who gave it, when and why; `given` is no where nobody did."""

    criterion: str
    bounds: str
    grade: str
    author: str
    on: date | None
    reason: str
    given: bool


@dataclass(frozen=True, slots=True)
class CostShown:
    """A cost; `record` is the linkage in the register that it is the amount of.

    `eur` is empty where that amount is not known.
    """

    account: str
    eur: str
    record: str
    source: str


@dataclass(frozen=True, slots=True)
class InstrumentBasis:
    """All that is known of an instrument."""

    name: str
    grades: str
    scores: list[ScoreShown]
    costs: list[CostShown]
    forbidden: str


def basis_shown(
    words: SheetWords, figures: Mapping[str, Figure], forbidden: Mapping[str, str]
) -> list[InstrumentBasis]:
    """Give the scores and costs of every instrument, in the order of the sheet."""
    rows = []
    for line in words.sheet.instrument:
        scores = _scores(line, words, figures)
        rows.append(
            InstrumentBasis(
                name=words.instruments[line.code],
                grades=", ".join(dict.fromkeys(one.grade for one in scores)),
                scores=scores,
                costs=[_cost(cost, words, figures) for cost in line.cost],
                forbidden=forbidden.get(line.code, ""),
            )
        )
    return rows


def constraints_shown(words: SheetWords) -> list[tuple[str, str]]:
    """Give groups, prerequisites, synergies and situations, with reason or source."""
    sheet = words.sheet
    rows = [
        (words.constraint(Constraint("group", at, "")), group.reason)
        for at, group in enumerate(sheet.group)
    ]
    rows += [
        (words.constraint(Constraint("prerequisite", at, "")), need.reason)
        for at, need in enumerate(sheet.prerequisite)
    ]
    for together in sheet.synergy:
        for score in together.score:
            named = {
                "instruments": words.names(together.instruments),
                "bounds": _bounds(score),
                "unit": words.units[score.criterion],
                "criterion": words.criteria[score.criterion],
            }
            text = _("%(instruments)s together: %(bounds)s %(unit)s %(criterion)s more")
            rows.append((text % named, score.reason))
    for one in sheet.situation:
        named = {
            "country": country_name(one.country),
            "kind": word(SituationKind(one.kind.value)),
            "since": date_format(one.since, "j F Y"),
            "until": "…" if one.until is None else date_format(one.until, "j F Y"),
        }
        text = _("%(country)s: %(kind)s, %(since)s to %(until)s (LB12)")
        rows.append((text % named, one.source))
    return rows


def _scores(
    line: InstrumentLine, words: SheetWords, figures: Mapping[str, Figure]
) -> list[ScoreShown]:
    given = {score.criterion: score for score in line.score}
    rows = []
    for criterion in words.sheet.criterion:
        named = f"{words.criteria[criterion.code]} ({words.units[criterion.code]})"
        score = given.get(criterion.code)
        if score is None:
            rows.append(_missing(criterion, named))
            continue
        figure = None if score.figure is None else figures.get(score.figure)
        grade = EvidenceGrade.FIGURE if score.grade is None else score.grade
        told = score.reason if figure is None else f"{score.reason} {figure.source}"
        rows.append(
            ScoreShown(
                criterion=named,
                bounds=_bounds(score) if figure is None else bounds_word(figure.value),
                grade=str(GRADES[grade]),
                author=score.author,
                on=score.on,
                reason=told,
                given=True,
            )
        )
    return rows


def _missing(criterion: CriterionLine, named: str) -> ScoreShown:
    scale = Interval(float(criterion.least or 0), float(criterion.most or 0))
    return ScoreShown(
        criterion=named,
        bounds=bounds_word(scale),
        grade=_("missing"),
        author="",
        on=None,
        reason=_("nobody gave a score: the whole scale is taken"),
        given=False,
    )


def _bounds(score: ScoreLine) -> str:
    if score.lower is None or score.upper is None:
        return "–"
    return bounds_word(Interval(float(score.lower), float(score.upper)))


def _cost(
    line: CostLine, words: SheetWords, figures: Mapping[str, Figure]
) -> CostShown:
    account = f"{words.speaker(line.department)}, {line.year}"
    if line.linkage is None:
        eur = "–" if line.eur is None else number_word(line.eur)
        return CostShown(account, eur, "", "")
    found = figures.get(f"{LINKAGE}{line.linkage}")
    eur = "" if found is None else number_word(line.sign * int(found.value.lower))
    return CostShown(account, eur, line.linkage, "" if found is None else found.source)

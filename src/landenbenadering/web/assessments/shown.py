"""What the page of an appraisal room shows, put in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from landenbenadering.appraisal.explain import Explanation, criterion_totals
from landenbenadering.appraisal.frontier import package_costs
from landenbenadering.appraisal.robust import Standing, standing
from landenbenadering.appraisal.sheet import CriterionLine
from landenbenadering.appraisal.statement_effects import StatementEffect
from landenbenadering.appraisal.views import MOST_COMPARED, most_given_up
from landenbenadering.core.interval import Interval
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.web.assessments.address import (
    CHOICE,
    RoomState,
    accounts_of,
    budget_field,
    statement_text,
)
from landenbenadering.web.assessments.words import STANDINGS, SheetWords, number_word
from landenbenadering.web.design.language import page_language
from landenbenadering.web.register.words import word

PAGE_SIZE = 25
_MOST_EFFECTS = 8


@dataclass(frozen=True, slots=True)
class InstrumentShown:
    """An instrument with what is chosen for it and where it stands."""

    code: str
    name: str
    department: str
    direction: str
    field: str
    choice: str
    standing: str
    standing_word: str
    share: str
    forbidden: str


@dataclass(frozen=True, slots=True)
class BudgetShown:
    """A budget as its field shows it, and what more of it would bring."""

    field: str
    label: str
    value: str
    wrong: bool
    more: str
    brings: str


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A statement; `place` of one of the sheet, `text` of an added one."""

    speaker: str
    words: str
    place: int | None
    text: str
    dropped: bool


@dataclass(frozen=True, slots=True)
class PackageShown:
    """A package of the list; numbers are in words of the page's language.

    `gives_up` has the name of each department and what it gives up.
    """

    number: int
    names: str
    besides: str
    eur: str
    regret: str
    gives_up: tuple[tuple[str, str], ...]
    first: str


@dataclass(frozen=True, slots=True)
class EffectShown:
    """What a statement settles: how many packages, and who moves where."""

    words: str
    speaker: str
    packages: int
    moves: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DepartmentShown:
    """How a department sees the same packages."""

    code: str
    name: str
    packages: int | None
    core: str
    least: str
    best: int | None
    conflict: bool


def instruments_shown(
    report: AppraisalReport | None, state: RoomState, words: SheetWords
) -> list[InstrumentShown]:
    """Give a row for each instrument; standing is empty without an answer."""
    shares = {} if report is None else report.solution.core_index
    forbidden = (
        {}
        if report is None
        else {i.code: i.forbidden_by or "" for i in report.weighing.problem.instruments}
    )
    choices = dict.fromkeys(state.choices.inside, "in")
    choices |= dict.fromkeys(state.choices.outside, "out")
    rows = []
    for line in words.sheet.instrument:
        share = shares.get(line.code)
        stands: Standing | None = None if share is None else standing(share)
        rows.append(
            InstrumentShown(
                code=line.code,
                name=words.instruments[line.code],
                department=words.speaker(line.department),
                direction=str(word(line.direction)),
                field=f"{CHOICE}{line.code}",
                choice=choices.get(line.code, "open"),
                standing="" if stands is None else stands.value,
                standing_word="" if stands is None else str(STANDINGS[stands]),
                share=""
                if share is None
                else f"{number_word(float(share) * 100, most=1)}%",
                forbidden=forbidden.get(line.code, ""),
            )
        )
    return rows


def budgets_shown(
    report: AppraisalReport | None, state: RoomState, words: SheetWords
) -> list[BudgetShown]:
    """Give a field for each department and year in which money is spent."""
    held = {(b.department, b.year): b.eur for b in state.choices.budgets}
    values = {} if report is None else {v.account: v for v in report.budgets}
    rows = []
    for account in accounts_of(words.sheet):
        name, value = budget_field(account), values.get(account)
        brings = None if value is None else value.more_benefit
        more = None if value is None else value.more_eur
        eur = held.get(account)
        rows.append(
            BudgetShown(
                field=name,
                label=f"{words.speaker(account[0])}, {account[1]}",
                value=state.wrong_budgets.get(name, "" if eur is None else str(eur)),
                wrong=name in state.wrong_budgets,
                more="" if more is None else number_word(more),
                brings="" if brings is None else number_word(brings),
            )
        )
    return rows


def statements_shown(state: RoomState, words: SheetWords) -> list[StatementShown]:
    """Give the statements of the sheet, then those that were added."""
    rows = [
        StatementShown(
            words.speaker(line.said_by),
            words.line(line),
            place,
            "",
            place in state.choices.dropped,
        )
        for place, line in enumerate(words.sheet.statement)
    ]
    rows += [
        StatementShown(
            words.speaker(line.said_by),
            words.line(line),
            None,
            statement_text(line),
            dropped=False,
        )
        for line in state.choices.added
    ]
    return rows


def package_order(report: AppraisalReport) -> list[int]:
    """Give the places of the packages, those that are first most often in front.

    Without shares of rank, those that can cost least against the best come first.
    """
    places = list(range(len(report.solution.packages)))
    if report.chance is not None:
        ranks = report.chance.ranks
        return sorted(places, key=lambda k: -ranks[k, 0])
    if not report.complete or len(places) > MOST_COMPARED:
        return places
    regrets = most_given_up(report.solution, report.solution.chosen, middle=True)
    return sorted(places, key=lambda k: regrets[k])


def packages_shown(
    report: AppraisalReport, places: Sequence[int], words: SheetWords
) -> list[PackageShown]:
    """Give rows of the list of packages; numbers count from 1 in the report's order."""
    solution = report.solution
    shares = solution.core_index
    core = {code for code, share in shares.items() if share == 1}
    regrets = most_given_up(solution, solution.chosen[list(places)], middle=True)
    views = [view for view in report.views if len(view.gives_up)]
    rows = []
    for at, k in enumerate(places):
        package = solution.packages[k]
        spent = sum(package_costs(solution.problem, package).values())
        first = None if report.chance is None else float(report.chance.ranks[k, 0])
        rows.append(
            PackageShown(
                number=k + 1,
                names=words.names(package),
                besides=words.names([c for c in package if c not in core]),
                eur=number_word(spent),
                regret=number_word(float(regrets[at])),
                gives_up=tuple(
                    (
                        words.speaker(view.department),
                        number_word(float(view.gives_up_middle[k])),
                    )
                    for view in views
                ),
                first="" if first is None else f"{number_word(first * 100, most=1)}%",
            )
        )
    return rows


def regretting(report: AppraisalReport, words: SheetWords) -> list[str]:
    """Name the departments of the columns of `PackageShown.gives_up`."""
    return [words.speaker(v.department) for v in report.views if len(v.gives_up)]


def effects_shown(
    effects: Sequence[StatementEffect], words: SheetWords, *, most: int = _MOST_EFFECTS
) -> list[EffectShown]:
    """Give what statements settle, the first `most` of them."""
    return [
        EffectShown(
            words.statement(effect.statement),
            words.speaker(effect.statement.said_by),
            effect.packages,
            tuple(
                (words.instruments[code], str(STANDINGS[one]))
                for code, one in effect.moves.items()
            ),
        )
        for effect in effects[:most]
    ]


def departments_shown(
    report: AppraisalReport, words: SheetWords
) -> list[DepartmentShown]:
    """Give how each department that stated something sees the packages."""
    rows = []
    for view in report.views:
        own = view.solution
        core = [] if own is None else [c for c, s in own.core_index.items() if s == 1]
        given = view.gives_up_middle
        best = int(given.argmin()) if len(given) else None
        rows.append(
            DepartmentShown(
                code=view.department,
                name=words.speaker(view.department),
                packages=None if own is None else len(own.chosen),
                core=words.names(core),
                least="" if best is None else number_word(float(given[best])),
                best=None if best is None else best + 1,
                conflict=own is None,
            )
        )
    return rows


def thresholds_shown(
    report: AppraisalReport, words: SheetWords
) -> list[tuple[str, str, str, str]]:
    """Give instrument, criterion, and from what score on it leaves, or is core.

    Only thresholds that lie on the scale of their criterion.
    """
    scales = {line.code: line for line in words.sheet.criterion}
    rows = []
    for one in report.thresholds:
        scale = scales[one.criterion]
        leaves, core = (
            on_scale(scale, one.leaves_below),
            on_scale(scale, one.core_above),
        )
        if leaves or core:
            unit = words.units[one.criterion]
            named = f"{words.criteria[one.criterion]} ({unit})"
            rows.append((words.instruments[one.instrument], named, leaves, core))
    return rows


def on_scale(scale: CriterionLine, value: float) -> str:
    """Write a value that lies on a scale; empty for another."""
    known = scale.least is not None and scale.most is not None
    if not isfinite(value):
        return ""
    if known and not float(scale.least or 0) <= value <= float(scale.most or 0):
        return ""
    return number_word(value)


def weights_shown(
    report: AppraisalReport, places: Sequence[int]
) -> list[tuple[int, str, list[str]]]:
    """Give number, share of first rank and central weights of packages."""
    if report.chance is None:
        return []
    return [
        (
            k + 1,
            f"{number_word(float(report.chance.ranks[k, 0]) * 100, most=1)}%",
            [
                f"{number_word(float(v) * 100, most=0)}%"
                for v in report.chance.central[k]
            ],
        )
        for k in places
        if report.chance.ranks[k, 0] > 0
    ]


def totals_shown(
    report: AppraisalReport, package: Sequence[str], words: SheetWords
) -> list[str]:
    """Give what a package does on each criterion, as bounds."""
    totals = criterion_totals(report.weighing.problem, package)
    return [bounds_word(totals[code]) for code in words.criteria]


def bounds_word(value: Interval) -> str:
    """Write bounds, as in `0.4–1.2`."""
    low, high = number_word(value.lower), number_word(value.upper)
    return low if low == high else f"{low} … {high}"


@dataclass(frozen=True, slots=True)
class ExplanationShown:
    """Why a package is in the list or not."""

    names: str
    broken: list[str]
    dominators: list[tuple[str, str]]
    listed: bool


def explanation_shown(found: Explanation, words: SheetWords) -> ExplanationShown:
    """Put an explanation in words, with the five furthest ahead."""
    return ExplanationShown(
        names=words.names(found.package),
        broken=[words.broken(limit) for limit in found.broken],
        dominators=[
            (words.names(one.package), bounds_word(one.ahead))
            for one in found.dominators[:5]
        ],
        listed=not found.broken and not found.dominators,
    )


def title_of_sheet(words: SheetWords) -> str:
    """Give the title of a sheet in the language of the page."""
    return words.sheet.title.in_(page_language())

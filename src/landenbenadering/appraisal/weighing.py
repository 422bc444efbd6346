"""From an appraisal sheet to the problem that is solved, with every refusal placed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.appraisal.preferences import Statement
from landenbenadering.appraisal.problem import (
    AppraisalProblem,
    EvidenceGrade,
    Group,
    Instrument,
    Prerequisite,
    Score,
    Synergy,
)
from landenbenadering.appraisal.sheet import (
    AppraisalSheet,
    CostLine,
    CriterionLine,
    InstrumentLine,
    ScoreLine,
)
from landenbenadering.appraisal.stated import JOINT, stated
from landenbenadering.core.errors import Place
from landenbenadering.core.interval import Interval
from landenbenadering.policy.vocabulary import Direction


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure computed from what the product holds, with where it came from."""

    value: Interval
    source: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """A sheet, ready to be solved.

    Attributes
    ----------
    problem : AppraisalProblem
        Scores that are missing stand in it as the whole scale.
    statements : tuple of Statement
        In the order of the sheet.
    missing : tuple of (str, str)
        Instrument and criterion of each score that nobody gave.
    figures : tuple of (str, Figure)
        Figures and amounts that were computed, by their names.
    """

    sheet: AppraisalSheet
    problem: AppraisalProblem
    statements: tuple[Statement, ...]
    missing: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, Figure], ...]

    @property
    def departments(self) -> tuple[str, ...]:
        """Departments that made statements of their own, in the sheet's order."""
        said = {statement.said_by for statement in self.statements}
        return tuple(d.code for d in self.sheet.department if d.code in said)

    def of(self, *speakers: str) -> tuple[Statement, ...]:
        """Give what these departments, or `joint`, stated."""
        return tuple(s for s in self.statements if s.said_by in speakers)


def weigh_sheet(
    sheet: AppraisalSheet, *, figures: Mapping[str, Figure] | None = None
) -> Weighing:
    """Read a sheet as a problem.

    Parameters
    ----------
    sheet : AppraisalSheet
        What is weighed.
    figures : mapping of str to Figure or None
        Computed figures that scores name, and amounts of linkages that costs name,
        under `linkage:` and the id.

    Raises
    ------
    AppraisalError
        APP211 to APP218, each with the field of the sheet it is about.
    """
    reader = _Reader(sheet, figures or {})
    instruments = tuple(
        reader.instrument(line, f"instrument.{i}")
        for i, line in enumerate(sheet.instrument)
    )
    problem = AppraisalProblem(
        criteria=tuple(line.code for line in sheet.criterion),
        instruments=instruments,
        budgets=reader.budgets(),
        groups=reader.groups(),
        prerequisites=reader.prerequisites(),
        synergies=reader.synergies(),
        swings={line.code: Fraction(line.swing) for line in sheet.criterion},
    )
    return Weighing(
        sheet=sheet,
        problem=problem,
        statements=stated(sheet),
        missing=tuple(reader.missing),
        figures=tuple(sorted(reader.used.items())),
    )


def sheet_error(
    sheet: AppraisalSheet, code: str, *, at: str, problem: str, remedy: str
) -> AppraisalError:
    """Make the refusal of what stands at a field of a sheet, as `group.0.at_most`."""
    return AppraisalError(
        code, problem=problem, remedy=remedy, place=Place(sheet.id, column=at)
    )


class _Reader:
    """Reads the lines of one sheet, and notes what was missing and computed."""

    def __init__(self, sheet: AppraisalSheet, figures: Mapping[str, Figure]) -> None:
        self.sheet = sheet
        self.figures = figures
        self.used: dict[str, Figure] = {}
        self.missing: list[tuple[str, str]] = []
        self.criteria = {line.code: line for line in sheet.criterion}
        self._check_heads()

    def _check_heads(self) -> None:
        self._once("criterion", [line.code for line in self.sheet.criterion])
        self._once("department", [line.code for line in self.sheet.department])
        self._once("instrument", [line.code for line in self.sheet.instrument])
        for i, line in enumerate(self.sheet.department):
            if line.code == JOINT:
                raise self._refusal(
                    "APP211",
                    f"department.{i}.code",
                    f"{JOINT!r} means all departments together.",
                    "Give the department another code.",
                )
        for i, criterion in enumerate(self.sheet.criterion):
            ends = criterion.least, criterion.most
            ordered = None in ends or ends[0] <= ends[1]  # type: ignore[operator]  # neither is None here
            if criterion.swing <= 0 or not ordered or ends.count(None) == 1:
                raise self._refusal(
                    "APP212",
                    f"criterion.{i}",
                    f"The scale of {criterion.code} is not one: a swing above 0, and "
                    "least below most or neither.",
                    "Correct swing, least and most.",
                )

    def instrument(self, line: InstrumentLine, at: str) -> Instrument:
        self._known(line.department, "department", f"{at}.department")
        costs: dict[tuple[str, int], int] = {}
        for i, cost in enumerate(line.cost):
            self._known(cost.department, "department", f"{at}.cost.{i}.department")
            account = cost.department, cost.year
            costs[account] = costs.get(account, 0) + self._euros(cost, f"{at}.cost.{i}")
        return Instrument(
            code=line.code,
            scores=self.scores(line.score, at, owner=line.code),
            costs=costs,
            forbidden_by=forbidden_by(line, self.sheet),
        )

    def scores(
        self, lines: Sequence[ScoreLine], at: str, *, owner: str, absent: bool = False
    ) -> dict[str, Score]:
        """Read the scores of an instrument; where `absent`, none means nothing."""
        self._once(f"{at}.score", [line.criterion for line in lines])
        given: dict[str, Score] = {}
        for i, line in enumerate(lines):
            self._known(line.criterion, "criterion", f"{at}.score.{i}.criterion")
            given[line.criterion] = self._score(line, f"{at}.score.{i}")
        nothing = Score(Interval(0, 0), "", self.sheet.on, "", None)
        for code, criterion in self.criteria.items():
            if code not in given and absent:
                given[code] = nothing
            elif code not in given:
                given[code] = self._whole_scale(criterion, owner, at)
        return given

    def _whole_scale(self, criterion: CriterionLine, owner: str, at: str) -> Score:
        if criterion.least is None or criterion.most is None:
            raise self._refusal(
                "APP213",
                f"{at}.score",
                f"{owner} has no score on {criterion.code}, which has no scale to "
                "take in its place.",
                "Give a score as wide as it is uncertain, or the criterion its scale.",
            )
        self.missing.append((owner, criterion.code))
        scale = Interval(float(criterion.least), float(criterion.most))
        return Score(scale, "", self.sheet.on, "", None)

    def _score(self, line: ScoreLine, at: str) -> Score:
        if line.on > self.sheet.on:
            raise self._refusal(
                "APP214",
                f"{at}.on",
                f"The score is of {line.on}, after the weighing of {self.sheet.on}.",
                "Weigh on a later day, or leave the score out.",
            )
        if line.figure is not None and (line.lower, line.upper, line.grade) == (
            None,
            None,
            None,
        ):
            figure = self._figure(line.figure, at)
            return Score(
                figure.value, line.author, line.on, line.reason, EvidenceGrade.FIGURE
            )
        if line.figure is not None or None in (line.lower, line.upper, line.grade):
            raise self._refusal(
                "APP215",
                at,
                "A score has lower, upper and grade, or a figure and none of these.",
                "Give one or the other.",
            )
        lower, upper = float(line.lower or 0), float(line.upper or 0)
        if lower > upper:
            raise self._refusal(
                "APP215",
                f"{at}.lower",
                f"{lower:g} is above {upper:g}.",
                "Give the lower bound first.",
            )
        value = Interval(lower, upper)
        return Score(value, line.author, line.on, line.reason, line.grade)

    def _euros(self, line: CostLine, at: str) -> int:
        if line.eur is not None and line.linkage is None:
            return line.eur
        if line.linkage is None or line.eur is not None or line.sign not in (-1, 1):
            raise self._refusal(
                "APP216",
                at,
                "A cost is an amount in euros, or that of a linkage with sign 1 or -1.",
                "Give eur, or linkage and sign.",
            )
        figure = self._figure(f"linkage:{line.linkage}", at)
        return line.sign * int(figure.value.lower)

    def _figure(self, name: str, at: str) -> Figure:
        if name not in self.figures:
            raise self._refusal(
                "APP217",
                at,
                f"Nothing is held under {name!r} on {self.sheet.on}.",
                "Name a figure or linkage that is known on that day, or give bounds.",
            )
        self.used[name] = self.figures[name]
        return self.figures[name]

    def budgets(self) -> dict[tuple[str, int], int]:
        found: dict[tuple[str, int], int] = {}
        for i, line in enumerate(self.sheet.budget):
            self._known(line.department, "department", f"budget.{i}.department")
            if (line.department, line.year) in found:
                raise self._twice(f"budget.{i}", f"{line.department} {line.year}")
            found[line.department, line.year] = line.eur
        return found

    def groups(self) -> tuple[Group, ...]:
        for i, line in enumerate(self.sheet.group):
            self._instruments(line.instruments, f"group.{i}.instruments")
            low, high = line.at_least, line.at_most
            if (low, high) == (None, None) or (low or 0) > (
                len(line.instruments) if high is None else high
            ):
                raise self._refusal(
                    "APP218",
                    f"group.{i}",
                    "A group needs at_least, at_most or both, that can be kept.",
                    "Give bounds that its instruments can keep.",
                )
        return tuple(
            Group(line.instruments, line.at_least, line.at_most)
            for line in self.sheet.group
        )

    def prerequisites(self) -> tuple[Prerequisite, ...]:
        for i, line in enumerate(self.sheet.prerequisite):
            self._known(line.instrument, "instrument", f"prerequisite.{i}.instrument")
            self._known(line.needs, "instrument", f"prerequisite.{i}.needs")
        return tuple(
            Prerequisite(x.instrument, x.needs) for x in self.sheet.prerequisite
        )

    def synergies(self) -> tuple[Synergy, ...]:
        found = []
        for i, line in enumerate(self.sheet.synergy):
            at = f"synergy.{i}"
            self._instruments(line.instruments, f"{at}.instruments")
            owner = " with ".join(line.instruments)
            scores = self.scores(line.score, at, owner=owner, absent=True)
            found.append(Synergy(line.instruments, scores))
        return tuple(found)

    def _instruments(self, codes: Sequence[str], at: str) -> None:
        self._once(at, codes)
        for i, code in enumerate(codes):
            self._known(code, "instrument", f"{at}.{i}")

    def _known(self, code: str, what: str, at: str) -> None:
        lines: Iterable[CriterionLine | InstrumentLine] = getattr(self.sheet, what)
        known = [line.code for line in lines]
        if code not in known:
            raise self._refusal(
                "APP211",
                at,
                f"No {what} has the code {code!r}.",
                f"Use one of: {', '.join(known)}.",
            )

    def _once(self, at: str, codes: Sequence[str]) -> None:
        for i, code in enumerate(codes):
            if code in codes[:i]:
                raise self._twice(f"{at}.{i}", code)

    def _twice(self, at: str, code: str) -> AppraisalError:
        return self._refusal(
            "APP211", at, f"{code!r} stands there twice.", "Give it once."
        )

    def _refusal(self, code: str, at: str, problem: str, remedy: str) -> AppraisalError:
        return sheet_error(self.sheet, code, at=at, problem=problem, remedy=remedy)


def forbidden_by(line: InstrumentLine, sheet: AppraisalSheet) -> str | None:
    """Name the rule that forbids an instrument on the day of the weighing.

    LB11: humanitarian aid is never linked. LB12: no aim of forced return while a
    departure moratorium holds or a court sees no prospect of removal.
    """
    if line.humanitarian:
        return "LB11"
    stands = any(
        one.country == line.country and _holds(one.since, one.until, sheet.on)
        for one in sheet.situation
    )
    return "LB12" if line.forced_return and stands else None


def _holds(since: date, until: date | None, on: date) -> bool:
    return since <= on and (until is None or on <= until)


def is_restriction(line: InstrumentLine) -> bool:
    """Say whether an instrument withholds something."""
    return line.direction is Direction.RESTRICTION

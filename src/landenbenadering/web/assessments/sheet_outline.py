"""A sheet as the page on which it is written shows it, part by part."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from landenbenadering.appraisal.feasibility import Constraint
from landenbenadering.appraisal.sheet import AppraisalSheet, CostLine
from landenbenadering.appraisal.weighing import Figure
from landenbenadering.policy.vocabulary import SituationKind
from landenbenadering.web.assessments.basis import basis_shown
from landenbenadering.web.assessments.words import SheetWords, number_word
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.words import word


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of a part: what it says, and the place that its form has."""

    place: int
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of the sheet with its lines; `one` is what one of them is called."""

    code: str
    title: str
    about: str
    one: str
    lines: list[LineShown] = field(default_factory=list)

    @property
    def next(self) -> int:
        """The place of a new line."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class ScoresShown:
    """The scores of an instrument, one for each criterion."""

    name: str
    cells: list[LineShown]


def parts_before(words: SheetWords) -> list[PartShown]:
    """Give what comes before the scores: criteria, departments, instruments."""
    sheet = words.sheet
    return [
        PartShown(
            "criterion",
            _("Criteria"),
            _("On what packages are judged. More of a criterion is always better."),
            _("criterion"),
            [
                LineShown(k, words.criteria[c.code], _scale(words, k))
                for k, c in enumerate(sheet.criterion)
            ],
        ),
        PartShown(
            "department",
            _("Departments"),
            _("Who pays, advises or says what matters."),
            _("department"),
            [
                LineShown(k, words.departments[d.code])
                for k, d in enumerate(sheet.department)
            ],
        ),
        PartShown(
            "instrument",
            _("Instruments"),
            _("What can be in a package."),
            _("instrument"),
            [
                LineShown(
                    k,
                    words.instruments[i.code],
                    f"{country_name(i.country)}, {words.speaker(i.department)}, "
                    f"{word(i.policy_area)}, {word(i.direction)}",
                )
                for k, i in enumerate(sheet.instrument)
            ],
        ),
    ]


def scores_shown(words: SheetWords, figures: Mapping[str, Figure]) -> list[ScoresShown]:
    """Give a row per instrument with its score on each criterion."""
    many = len(words.sheet.criterion)
    return [
        ScoresShown(
            row.name,
            [
                LineShown(at * many + k, one.criterion, f"{one.bounds} ({one.grade})")
                for k, one in enumerate(row.scores)
            ],
        )
        for at, row in enumerate(basis_shown(words, figures, {}))
    ]


def parts_after(words: SheetWords) -> list[PartShown]:
    """Give what comes after the scores: money, what binds, what was stated."""
    sheet = words.sheet
    return [
        PartShown(
            "cost",
            _("Costs"),
            _("What each instrument costs a department in a year."),
            _("cost"),
            _costs(words),
        ),
        PartShown(
            "budget",
            _("Budgets"),
            _("Without a budget, cost does not bind."),
            _("budget"),
            [
                LineShown(
                    k,
                    f"{words.speaker(b.department)}, {b.year}",
                    _eur(b.eur),
                )
                for k, b in enumerate(sheet.budget)
            ],
        ),
        *_binding(words),
        PartShown(
            "statement",
            _("What is agreed on the weight of criteria"),
            _("State a preference in the room, and keep what was chosen there."),
            "",
            [
                LineShown(k, words.speaker(line.said_by), words.line(line))
                for k, line in enumerate(sheet.statement)
            ],
        ),
    ]


def _binding(words: SheetWords) -> list[PartShown]:
    sheet = words.sheet
    return [
        PartShown(
            "group",
            _("Groups and exclusions"),
            _("Instruments of which at least or at most so many can be chosen."),
            _("group"),
            [
                LineShown(k, words.constraint(Constraint("group", k, "")), one.reason)
                for k, one in enumerate(sheet.group)
            ],
        ),
        PartShown(
            "prerequisite",
            _("Prerequisites"),
            _("Instruments that are of no use without another."),
            _("prerequisite"),
            [
                LineShown(
                    k, words.constraint(Constraint("prerequisite", k, "")), one.reason
                )
                for k, one in enumerate(sheet.prerequisite)
            ],
        ),
        PartShown(
            "synergy",
            _("Synergies and conflicts"),
            _("Instruments that together do more, or less, than the sum."),
            _("synergy or conflict"),
            [
                LineShown(
                    k,
                    words.names(one.instruments),
                    ", ".join(words.criteria.get(s.criterion, "") for s in one.score),
                )
                for k, one in enumerate(sheet.synergy)
            ],
        ),
        PartShown(
            "situation",
            _("Situations"),
            _("A departure moratorium or a ruling stops forced return (LB12)."),
            _("situation"),
            _situations(sheet),
        ),
    ]


def _situations(sheet: AppraisalSheet) -> list[LineShown]:
    return [
        LineShown(
            k,
            f"{country_name(one.country)}: {word(SituationKind(one.kind.value))}",
            f"{date_format(one.since, 'j F Y')} – "
            f"{'…' if one.until is None else date_format(one.until, 'j F Y')}, "
            f"{one.source}",
        )
        for k, one in enumerate(sheet.situation)
    ]


def _costs(words: SheetWords) -> list[LineShown]:
    flat = [
        (words.instruments[line.code], cost)
        for line in words.sheet.instrument
        for cost in line.cost
    ]
    return [
        LineShown(
            k, name, f"{words.speaker(cost.department)}, {cost.year}: {_paid(cost)}"
        )
        for k, (name, cost) in enumerate(flat)
    ]


def _paid(cost: CostLine) -> str:
    if cost.eur is not None:
        return _eur(cost.eur)
    told = (
        _("the amount of %(linkage)s")
        if cost.sign > 0
        else _("saved, the amount of %(linkage)s")
    )
    return told % {"linkage": cost.linkage}


def _eur(eur: int) -> str:
    return _("%(eur)s euros") % {"eur": number_word(eur)}


def _scale(words: SheetWords, place: int) -> str:
    line = words.sheet.criterion[place]
    told = {
        "unit": words.units[line.code],
        "swing": number_word(float(line.swing)),
        "least": "" if line.least is None else number_word(float(line.least)),
        "most": "" if line.most is None else number_word(float(line.most)),
    }
    if line.least is None:
        return _("in %(unit)s; one swing is %(swing)s") % told
    return _("in %(unit)s, %(least)s to %(most)s; one swing is %(swing)s") % told

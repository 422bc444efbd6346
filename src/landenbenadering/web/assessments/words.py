"""Statements, constraints and refusals of an appraisal in the language of the page."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from landenbenadering.appraisal.explain import BrokenLimit
from landenbenadering.appraisal.feasibility import Constraint
from landenbenadering.appraisal.preferences import Statement
from landenbenadering.appraisal.robust import Standing
from landenbenadering.appraisal.sheet import (
    AmountLine,
    AppraisalSheet,
    StatementForm,
    StatementLine,
)
from landenbenadering.appraisal.stated import JOINT
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.web.audit import words as trail
from landenbenadering.web.design.language import page_language

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

STANDINGS: Mapping[Standing, "StrPromise"] = {
    Standing.CORE: gettext_lazy("core"),
    Standing.BORDERLINE: gettext_lazy("borderline"),
    Standing.EXTERIOR: gettext_lazy("exterior"),
}

# What each refusal of a sheet means, by room and number.
REFUSALS: Mapping[tuple[str, int], "StrPromise"] = {
    ("PIP", 301): gettext_lazy("The file is missing or too large."),
    ("PIP", 302): gettext_lazy("The file is not TOML or JSON in UTF-8."),
    ("POL", 201): gettext_lazy("A field is written that the format does not know."),
    ("POL", 202): gettext_lazy("A field that is needed is missing."),
    ("POL", 203): gettext_lazy("A field has a value of another type."),
    ("POL", 204): gettext_lazy("A field has a value that is not among the terms."),
    ("POL", 205): gettext_lazy("A date or number cannot be read."),
    ("POL", 206): gettext_lazy("A value is refused."),
    ("APP", 203): gettext_lazy("There is nothing to weigh."),
    ("APP", 211): gettext_lazy("A code is unknown or stands twice."),
    ("APP", 212): gettext_lazy("The scale of a criterion is wrong."),
    ("APP", 213): gettext_lazy("A score is missing, and its criterion has no scale."),
    ("APP", 214): gettext_lazy("A score is later than the day of the weighing."),
    ("APP", 215): gettext_lazy("A score has the wrong bounds."),
    ("APP", 216): gettext_lazy("A cost is neither an amount nor that of a linkage."),
    ("APP", 217): gettext_lazy("A figure or linkage is not known on that day."),
    ("APP", 218): gettext_lazy("A group has bounds that cannot be kept."),
    ("APP", 311): gettext_lazy("A statement is not complete."),
    ("ASM", 102): gettext_lazy("A text looks like data on a person."),
    ("APP", 206): gettext_lazy("The numbers have too many decimals to count exactly."),
    ("NUM", 201): gettext_lazy("The numbers have too many decimals to count exactly."),
}


def name_for_the_trail() -> None:
    """Tell the audit trail what is recorded of appraisals."""
    trail.name_actions(
        {
            "appraisal.stored": gettext_lazy("appraisal sheet stored"),
            "appraisal.frozen": gettext_lazy("appraisal frozen"),
            "appraisal_sheet.written": gettext_lazy("appraisal sheet written"),
        }
    )
    trail.name_kinds(
        {
            "appraisal": gettext_lazy("appraisal"),
            "appraisal_sheet": gettext_lazy("appraisal sheet"),
        }
    )


def refusal_word(error: LandenbenaderingError) -> str:
    """Say in plain words what is refused; empty where there are none."""
    return str(REFUSALS.get((error.code[:3], int(error.code[3:])), ""))


def number_word(value: float, *, most: int = 3) -> str:
    """Write a number with few decimals, as the language of the page does."""
    digits = "#" * most
    # What rounds to nothing is 0, not -0.
    value = 0 if round(value, most) == 0 else value
    return format_decimal(value, f"#,##0.{digits}", locale=page_language().value)


class SheetWords:
    """The names that a sheet gives to its criteria, instruments and departments."""

    def __init__(self, sheet: AppraisalSheet) -> None:
        language = page_language()
        self.sheet = sheet
        self.criteria = {c.code: c.name.in_(language) for c in sheet.criterion}
        self.units = {c.code: c.unit.in_(language) for c in sheet.criterion}
        self.swings = {c.code: Fraction(c.swing) for c in sheet.criterion}
        self.instruments = {i.code: i.name.in_(language) for i in sheet.instrument}
        self.departments = {d.code: d.name.in_(language) for d in sheet.department}

    def speaker(self, code: str) -> str:
        """Name who says something."""
        return _("all together") if code == JOINT else self.departments.get(code, code)

    def names(self, codes: Sequence[str]) -> str:
        """Name instruments, with commas between."""
        return ", ".join(self.instruments.get(code, code) for code in codes) or "–"

    def line(self, line: StatementLine) -> str:
        """Write a statement of the sheet in words."""
        match line.form:
            case StatementForm.RANKING:
                named = [self.criteria.get(c, c) for c in line.criteria]
                return _("in order of weight: %(order)s") % {"order": " > ".join(named)}
            case StatementForm.BOUNDS:
                named_one = self.criteria.get(line.criterion, line.criterion)
                return self._bounds(named_one, line)
            case StatementForm.RATIO:
                return self._ratio(line)
            case StatementForm.TRADE_OFF:
                return _("%(gain)s outweighs a loss of %(loss)s") % {
                    "gain": self._amounts(line.gain),
                    "loss": self._amounts(line.loss),
                }
            case StatementForm.SWING:
                ranges = "; ".join(
                    f"{self.criteria.get(w.criterion, w.criterion)} "
                    f"{number_word(float(w.lower))}–{number_word(float(w.upper))}"
                    for w in line.weights
                )
                reference = self.criteria.get(line.reference, line.reference)
                return _("if the swing of %(reference)s counts 100: %(ranges)s") % {
                    "reference": reference,
                    "ranges": ranges,
                }

    def _bounds(self, name: str, line: StatementLine) -> str:
        low, high = line.lower, line.upper
        share = {"criterion": name}
        if low is not None and high is not None:
            share |= {"low": _percent(low), "high": _percent(high)}
            return _("%(criterion)s has %(low)s to %(high)s of all weight") % share
        if low is not None:
            share["low"] = _percent(low)
            return _("%(criterion)s has at least %(low)s of all weight") % share
        share["high"] = _percent(high or Fraction(0))
        return _("%(criterion)s has at most %(high)s of all weight") % share

    def _ratio(self, line: StatementLine) -> str:
        parts = {
            "more": self.criteria.get(line.more, line.more),
            "less": self.criteria.get(line.less, line.less),
        }
        told = []
        if line.lower is not None:
            parts["times"] = number_word(float(line.lower))
            told.append(
                _("%(more)s weighs at least %(times)s × %(less)s") % parts
                if line.lower != 1
                else _("%(more)s weighs at least as much as %(less)s") % parts
            )
        if line.upper is not None:
            parts["times"] = number_word(float(line.upper))
            told.append(_("%(more)s weighs at most %(times)s × %(less)s") % parts)
        return "; ".join(told)

    def _amounts(self, lines: Sequence[AmountLine]) -> str:
        return " + ".join(
            self._amount(line.criterion, float(line.amount)) for line in lines
        )

    def _amount(self, criterion: str, amount: float) -> str:
        unit = self.units.get(criterion, "")
        return f"{number_word(amount)} {unit} {self.criteria.get(criterion, criterion)}"

    def statement(self, statement: Statement) -> str:
        """Write one linear statement in words, from its coefficients."""
        parts = {c: v for c, v in statement.coefficients.items() if v}
        shares = self._as_share(statement)
        if shares:
            return shares
        more = {c: v for c, v in parts.items() if v > 0}
        less = {c: -v for c, v in parts.items() if v < 0}
        if len(more) == len(less) == 1:
            (first, one), (second, other) = *more.items(), *less.items()
            named = {"more": self.criteria[first], "less": self.criteria[second]}
            if one == other:
                return _("%(more)s weighs at least as much as %(less)s") % named
            if one == 1:
                named["times"] = number_word(float(other))
                return _("%(more)s weighs at least %(times)s × %(less)s") % named
            if other == 1:
                named = {"more": named["less"], "less": named["more"]}
                named["times"] = number_word(float(one))
                return _("%(more)s weighs at most %(times)s × %(less)s") % named
        return _("%(gain)s outweighs a loss of %(loss)s") % {
            "gain": self._in_units(more),
            "loss": self._in_units(less),
        }

    def _in_units(self, parts: Mapping[str, Fraction]) -> str:
        return " + ".join(
            self._amount(c, float(v * self.swings[c])) for c, v in parts.items()
        )

    def _as_share(self, statement: Statement) -> str:
        """Tell a bound on a share of all weight, if the statement is one."""
        held = statement.coefficients
        if set(held) != set(self.criteria) or len(held) < 3:
            return ""
        for own in held:
            others = {value for name, value in held.items() if name != own}
            if len(others) != 1:
                continue
            (other,) = others
            if other <= 0 and held[own] == 1 + other:
                named = {"criterion": self.criteria[own], "low": _percent(-other)}
                return _("%(criterion)s has at least %(low)s of all weight") % named
            if other >= 0 and held[own] == other - 1:
                named = {"criterion": self.criteria[own], "high": _percent(other)}
                return _("%(criterion)s has at most %(high)s of all weight") % named
        return ""

    def constraint(self, constraint: Constraint) -> str:
        """Write a constraint that takes part in a conflict."""
        place = constraint.place
        match constraint.kind:
            case "budget":
                line = self.sheet.budget[place]
                return _("%(department)s has %(eur)s euros in %(year)s") % {
                    "department": self.speaker(line.department),
                    "eur": number_word(line.eur),
                    "year": line.year,
                }
            case "group":
                return self._group(place)
            case "prerequisite":
                need = self.sheet.prerequisite[place]
                return _("%(instrument)s needs %(needs)s") % {
                    "instrument": self.names([need.instrument]),
                    "needs": self.names([need.needs]),
                }
            case _:
                return _("a rule forbids %(instrument)s") % {
                    "instrument": self.names([self.sheet.instrument[place].code])
                }

    def _group(self, place: int) -> str:
        group = self.sheet.group[place]
        named = {"instruments": self.names(group.instruments)}
        if len(group.instruments) == 1 and group.at_least == 1:
            return _("%(instruments)s has to be in") % named
        if len(group.instruments) == 1 and group.at_most == 0:
            return _("%(instruments)s has to be out") % named
        told = []
        if group.at_least is not None:
            words = named | {"number": str(group.at_least)}
            told.append(_("at least %(number)s of %(instruments)s") % words)
        if group.at_most is not None:
            words = named | {"number": str(group.at_most)}
            told.append(_("at most %(number)s of %(instruments)s") % words)
        return "; ".join(told)

    def broken(self, limit: BrokenLimit) -> str:
        """Write a constraint that a package breaks."""
        match limit.kind:
            case "budget":
                return _(
                    "%(department)s would spend %(value)s euros in %(year)s and has "
                    "%(limit)s"
                ) % {
                    "department": self.speaker(limit.names[0]),
                    "year": limit.names[1],
                    "value": number_word(limit.value),
                    "limit": number_word(limit.limit),
                }
            case "rule":
                return _("rule %(rule)s forbids %(instrument)s") % {
                    "rule": limit.names[1],
                    "instrument": self.names(limit.names[:1]),
                }
            case "prerequisite":
                return _("%(instrument)s needs %(needs)s") % {
                    "instrument": self.names(limit.names[:1]),
                    "needs": self.names(limit.names[1:]),
                }
            case _:
                return _("%(value)s of %(instruments)s, and the limit is %(limit)s") % {
                    "value": limit.value,
                    "instruments": self.names(limit.names),
                    "limit": limit.limit,
                }

    def step(self, name: str) -> str:
        """Name a step of an appraisal."""
        if name.startswith("scores of "):
            return _("sensitivity to scores")
        steps = {
            "money": _("frontier and budgets"),
            "departments": _("what departments give up"),
            "statements": _("effect of statements"),
            "chance": _("shares of rank"),
            "packages": _("packages"),
        }
        return steps.get(name, name)


def packages_word(count: int) -> str:
    """Write a number of packages."""
    return ngettext("%(count)s package", "%(count)s packages", count) % {
        "count": number_word(count)
    }


def _percent(share: Fraction | Decimal) -> str:
    return f"{number_word(float(share) * 100)}%"

"""The forms in which a sheet is written, one for each kind of part."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import ClassVar

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from landenbenadering.appraisal.problem import EvidenceGrade
from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.pipelines.appraise_exports import sheet_as_plain
from landenbenadering.policy.plain import Spot, dataclass_from_plain, to_plain
from landenbenadering.policy.vocabulary import (
    Direction,
    PolicyArea,
    SituationKind,
)
from landenbenadering.web.assessments.basis import GRADES
from landenbenadering.web.assessments.statement_forms import number_field
from landenbenadering.web.assessments.words import SheetWords
from landenbenadering.web.register.describe import countries_by_name
from landenbenadering.web.register.fields import (
    Choices,
    DayField,
    OwnWordsField,
    require_printable,
    set_choices,
)
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.words import choices_of, word

Plain = dict[str, object]
NOTHING: tuple[str, "str"] = ("", "–")
_LONGEST_NAME = 150


def name_field(label: object, help_text: object = "") -> forms.CharField:
    """Give a field for a name of a few words."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a text that is translated later
        help_text=help_text,  # type: ignore[arg-type]  # likewise
        max_length=_LONGEST_NAME,
        validators=[require_printable],
    )


def euros(label: object, *, least: int = 0) -> forms.IntegerField:
    """Give a field for an amount in whole euros."""
    return forms.IntegerField(
        label=label,  # type: ignore[arg-type]  # a text that is translated later
        min_value=least,
        max_value=10**12,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def year_field() -> forms.IntegerField:
    """Give a field for a year."""
    return forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)


def several(label: object) -> forms.MultipleChoiceField:
    """Give a field in which several may be ticked."""
    return forms.MultipleChoiceField(
        label=label,  # type: ignore[arg-type]  # a text that is translated later
        widget=forms.CheckboxSelectMultiple,
    )


class PartForm(forms.Form):
    """A part of a sheet at a place; the place after the last is a new one.

    Attributes
    ----------
    part : str
        The list of the sheet in which it stands.
    one : str
        What one of them is called.
    """

    part: ClassVar[str]
    one: ClassVar[object]
    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        sheet: AppraisalSheet,
        place: int,
        version: int,
        first: Mapping[str, object] | None = None,
    ) -> None:
        self.sheet, self.place = sheet, place
        self.words = SheetWords(sheet)
        held = self.held()
        shown = {**(first or {}), **({} if held is None else self.shown(held))}
        super().__init__(data, initial={**shown, "version": version})
        self.offer()

    @property
    def is_new(self) -> bool:
        """Whether nothing stands at this place yet."""
        return self.held() is None

    def held(self) -> Plain | None:
        """Give what stands at this place; `None` for a new one."""
        lines = lines_of(sheet_as_plain(self.sheet), self.part)
        return lines[self.place] if self.place < len(lines) else None

    def shown(self, held: Plain) -> dict[str, object]:
        """Give what the fields show of what stands there."""
        shown: dict[str, object] = {}
        for name, value in held.items():
            if isinstance(value, dict):
                shown |= {f"{name}_{key}": part for key, part in value.items()}
            else:
                shown[name] = value
        return shown

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> object:
        """Give a number as a number, so that it is shown in the page's language."""
        held = super().get_initial_for_field(field, field_name)
        number = isinstance(field, forms.DecimalField) and isinstance(held, str)
        return Decimal(held) if number and held else held

    def offer(self) -> None:
        """Fill in what can be chosen."""
        names = {
            "department": list(self.words.departments.items()),
            "instrument": list(self.words.instruments.items()),
            "needs": list(self.words.instruments.items()),
            "instruments": list(self.words.instruments.items()),
            "country": [
                (one.iso3, country_name(one.iso3)) for one in countries_by_name()
            ],
            "policy_area": choices_of(PolicyArea),
            "direction": choices_of(Direction),
            "grade": [
                (grade.value, str(told))
                for grade, told in GRADES.items()
                if grade is not EvidenceGrade.FIGURE
            ],
        }
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and name in names:
                choices: Choices = list(names[name])
                single = not isinstance(field, forms.MultipleChoiceField)
                set_choices(self, name, [NOTHING, *choices] if single else choices)

    def line(self) -> Plain:
        """Give what was entered as the sheet writes it."""
        asked = {n: v for n, v in self.cleaned_data.items() if n != "version"}
        line: Plain = {}
        for name, value in asked.items():
            if value in (None, ""):
                continue
            stem, _under, language = name.rpartition("_")
            plain = value if isinstance(value, list) else to_plain(value)
            if language in ("nl", "en"):
                text = line.setdefault(stem, {})
                if isinstance(text, dict):
                    text[language] = plain
            else:
                line[name] = plain
        return line

    def write(self, plain: Plain) -> None:
        """Put what was entered into a sheet as plain values."""
        lines = lines_of(plain, self.part)
        lines[self.place : self.place + 1] = [self._coded(self.line(), lines)]

    def remove(self, plain: Plain) -> None:
        """Take what stands at this place out of a sheet."""
        lines_of(plain, self.part)[self.place : self.place + 1] = []

    def changed(self, *, removed: bool = False) -> AppraisalSheet:
        """Give the sheet with what was entered, or without what stood there."""
        plain = deepcopy(sheet_as_plain(self.sheet))
        if removed:
            self.remove(plain)
        else:
            self.write(plain)
        return dataclass_from_plain(AppraisalSheet, plain, at=Spot(self.sheet.id))

    def _coded(self, line: Plain, lines: Sequence[Plain]) -> Plain:
        """Give a line its code: the one that it has, or one made of its name."""
        held = self.held()
        if "name" not in line:
            return line
        if held is not None:
            return {**held, **line}
        taken = {str(other.get("code")) for other in lines} | {"joint"}
        name = line["name"]
        stem = slugify(str(name["en"] if isinstance(name, dict) else name))[:40]
        stem = stem.replace("_", "-").strip("-") or self.part
        code, number = stem, 2
        while code in taken:
            code, number = f"{stem}-{number}", number + 1
        return {"code": code, **line}


def lines_of(plain: Plain, part: str) -> list[Plain]:
    """Give the list of a sheet, or of one of its parts, to be read or changed."""
    lines = plain.setdefault(part, [])
    if not isinstance(lines, list):
        raise TypeError(f"{part} is no list")
    return lines


class CriterionForm(PartForm):
    """What packages are judged on."""

    part, one = "criterion", pgettext_lazy("one of a list", "Criterion")

    name_nl = name_field(_("Name, in Dutch"))
    name_en = name_field(_("Name, in English"))
    unit_nl = name_field(_("Unit, in Dutch"), _("As in “punten” or “jaren eerder”."))
    unit_en = name_field(_("Unit, in English"), _("As in “points” or “years sooner”."))
    swing = number_field(_("How much of the unit makes one swing"), required=True)
    least = number_field(_("Least that one instrument can do"), least=-1_000_000)
    most = number_field(_("Most that one instrument can do"), least=-1_000_000)

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # as its parent
        self.fields["swing"].help_text = _(
            "A weight says what this step is worth: take the step from a poor to a "
            "good package, as 10 points. More is always better."
        )
        self.fields["least"].help_text = _(
            "Least and most are taken, and said, where nobody gave a score. Leave both "
            "empty if every instrument has one."
        )

    def _coded(self, line: Plain, lines: Sequence[Plain]) -> Plain:
        line = super()._coded(line, lines)
        emptied = [n for n in ("least", "most") if self.cleaned_data.get(n) is None]
        return {name: value for name, value in line.items() if name not in emptied}


class DepartmentForm(PartForm):
    """Who pays, advises or states what matters."""

    part, one = "department", pgettext_lazy("one of a list", "Department")

    name_nl = name_field(_("Name, in Dutch"))
    name_en = name_field(_("Name, in English"))


class InstrumentForm(PartForm):
    """What can be in a package; its scores and costs have forms of their own."""

    part, one = "instrument", pgettext_lazy("one of a list", "Instrument")

    name_nl = name_field(_("Name, in Dutch"))
    name_en = name_field(_("Name, in English"))
    country = forms.ChoiceField(label=_("Country"))
    department = forms.ChoiceField(label=_("Department"))
    policy_area = forms.ChoiceField(label=_("Policy area"))
    direction = forms.ChoiceField(label=_("Direction"))
    humanitarian = forms.BooleanField(
        label=_("It is humanitarian aid, which is never linked (LB11)"), required=False
    )
    forced_return = forms.BooleanField(
        label=_(
            "It aims at forced return, which stops under a moratorium or without "
            "prospect of removal (LB12)"
        ),
        required=False,
    )


class BudgetForm(PartForm):
    """What a department can spend in a year on what is weighed."""

    part, one = "budget", pgettext_lazy("one of a list", "Budget")

    department = forms.ChoiceField(label=_("Department"))
    year = year_field()
    eur = euros(_("Amount, in whole euros"))


class GroupForm(PartForm):
    """Instruments of which at least or at most so many can be chosen."""

    part, one = "group", pgettext_lazy("one of a list", "Group")

    instruments = several(_("Instruments"))
    at_least = forms.IntegerField(label=_("At least so many"), min_value=0)
    at_most = forms.IntegerField(label=_("At most so many"), min_value=0)
    reason = OwnWordsField(label=_("Why"))

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # as its parent
        self.fields["at_least"].required = self.fields["at_most"].required = False
        self.fields["at_most"].help_text = _("1 where they exclude each other.")

    def clean(self) -> dict[str, object]:
        """Ask for one bound at least."""
        held = dict(super().clean() or {})
        if held.get("at_least") is None and held.get("at_most") is None:
            self.add_error("at_most", _("Give one of the two, or both."))
        return held


class PrerequisiteForm(PartForm):
    """An instrument that is of no use without another."""

    part, one = "prerequisite", pgettext_lazy("one of a list", "Prerequisite")

    instrument = forms.ChoiceField(label=_("Instrument"))
    needs = forms.ChoiceField(label=_("Needs"))
    reason = OwnWordsField(label=_("Why"))

    def clean(self) -> dict[str, object]:
        """Refuse an instrument that needs itself."""
        held = dict(super().clean() or {})
        if held.get("needs") and held["needs"] == held.get("instrument"):
            self.add_error("needs", _("Choose another instrument."))
        return held


class SituationForm(PartForm):
    """What stands in the way of forced return to a country (LB12)."""

    part, one = "situation", pgettext_lazy("one of a list", "Situation")

    country = forms.ChoiceField(label=_("Country"))
    kind = forms.ChoiceField(label=_("What holds there"))
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), required=False)
    source = name_field(_("Source"), _("As in Kamerstuk 29 344, nr. 116, page 2."))

    def offer(self) -> None:
        """Offer the two situations that stop forced return."""
        super().offer()
        stops = (
            SituationKind.DEPARTURE_MORATORIUM,
            SituationKind.NO_PROSPECT_OF_REMOVAL,
        )
        set_choices(self, "kind", [NOTHING, *((k.value, word(k)) for k in stops)])


class StatementPart(PartForm):
    """A statement on weights, which is only taken out here."""

    part, one = "statement", pgettext_lazy("one of a list", "Statement")

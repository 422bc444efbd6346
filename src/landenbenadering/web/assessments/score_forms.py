"""The forms for what an instrument does and costs, and what several do together."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from landenbenadering.pipelines.appraise_exports import sheet_as_plain
from landenbenadering.policy.plain import to_plain
from landenbenadering.web.assessments.part_forms import (
    NOTHING,
    BudgetForm,
    CriterionForm,
    DepartmentForm,
    GroupForm,
    InstrumentForm,
    PartForm,
    Plain,
    PrerequisiteForm,
    SituationForm,
    StatementPart,
    euros,
    lines_of,
    name_field,
    several,
    year_field,
)
from landenbenadering.web.assessments.statement_forms import number_field
from landenbenadering.web.register.fields import (
    Choices,
    DayField,
    OwnWordsField,
    set_choices,
)


class CostForm(PartForm):
    """What an instrument costs a department in a year."""

    part, one = "cost", pgettext_lazy("one of a list", "Cost")

    instrument = forms.ChoiceField(label=_("Instrument"))
    department = forms.ChoiceField(label=_("Department that pays"))
    year = year_field()
    eur = euros(_("Amount, in whole euros"), least=-(10**12))
    linkage = forms.ChoiceField(label=_("Or the amount of a linkage"), required=False)
    sign = forms.TypedChoiceField(
        label=_("That amount is"),
        coerce=int,
        initial=1,
        choices=((1, _("spent")), (-1, _("withheld, so saved"))),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        linkages: Choices = (),  # type: ignore[assignment]  # none on offer
        **named: object,
    ) -> None:
        self.linkages = list(linkages)
        super().__init__(data, **named)  # type: ignore[arg-type]  # as its parent
        self.fields["eur"].required = False
        self.fields["eur"].help_text = _("Below zero for money that is saved.")

    def offer(self) -> None:
        """Offer the linkages too, and the one that is held."""
        super().offer()
        held = self.initial.get("linkage")
        known = {name for name, _title in self.linkages}
        own: Choices = [(str(held), str(held))] if held and held not in known else []
        set_choices(self, "linkage", [NOTHING, *own, *self.linkages])

    def held(self) -> Plain | None:
        """Give the cost with the instrument that it is of."""
        flat = _costs(sheet_as_plain(self.sheet))
        if self.place >= len(flat):
            return None
        instrument, cost = flat[self.place]
        return {**cost, "instrument": instrument["code"]}

    def clean(self) -> dict[str, object]:
        """Ask for an amount or a linkage, and not for both."""
        held = dict(super().clean() or {})
        if (held.get("eur") is None) == (not held.get("linkage")):
            self.add_error("eur", _("Give an amount, or choose a linkage; not both."))
        return held

    def write(self, plain: Plain) -> None:
        """Put the cost with its instrument."""
        line = self.line()
        code = line.pop("instrument")
        if "linkage" not in line:
            line.pop("sign", None)
        else:
            line.setdefault("sign", 1)
        flat = _costs(plain)
        if self.place < len(flat) and flat[self.place][0]["code"] == code:
            flat[self.place][1].clear()
            flat[self.place][1].update(line)
            return
        self.remove(plain)
        for instrument in lines_of(plain, "instrument"):
            if instrument["code"] == code:
                lines_of(instrument, "cost").append(line)

    def remove(self, plain: Plain) -> None:
        """Take the cost from its instrument."""
        flat = _costs(plain)
        if self.place < len(flat):
            instrument, cost = flat[self.place]
            kept = [one for one in lines_of(instrument, "cost") if one is not cost]
            instrument["cost"] = kept


def _costs(plain: Plain) -> list[tuple[Plain, Plain]]:
    return [
        (instrument, cost)
        for instrument in lines_of(plain, "instrument")
        for cost in lines_of(instrument, "cost")
    ]


class ScoreForm(PartForm):
    """What an instrument does on a criterion; places run over all pairs of them."""

    part, one = "score", pgettext_lazy("one of a list", "Score")

    lower = number_field(_("At least"), least=-1_000_000)
    upper = number_field(_("At most"), least=-1_000_000)
    grade = forms.ChoiceField(label=_("What it rests on"), required=False)
    figure = forms.ChoiceField(label=_("Or a figure that is computed"), required=False)
    author = name_field(_("By whom"), _("An office or unit, never a private person."))
    on = DayField(label=_("On what day"))
    reason = OwnWordsField(label=_("Why"))

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        figures: Choices = (),  # type: ignore[assignment]  # none on offer
        **named: object,
    ) -> None:
        self.figures = list(figures)
        super().__init__(data, **named)  # type: ignore[arg-type]  # as its parent
        said = _("Give these three, or choose a figure below.")
        self.fields["lower"].help_text = said

    @property
    def pair(self) -> tuple[int, str]:
        """Give the place of the instrument and the code of the criterion."""
        criteria = self.sheet.criterion
        return self.place // len(criteria), criteria[self.place % len(criteria)].code

    def offer(self) -> None:
        """Offer the figures of ties too, and the one that is held."""
        super().offer()
        held = self.initial.get("figure")
        known = {name for name, _title in self.figures}
        own: Choices = [(str(held), str(held))] if held and held not in known else []
        set_choices(self, "figure", [NOTHING, *own, *self.figures])

    def held(self) -> Plain | None:
        """Give the score, if somebody gave one."""
        instrument, criterion = self.pair
        lines = lines_of(sheet_as_plain(self.sheet), "instrument")
        scores = lines_of(lines[instrument], "score")
        return next((one for one in scores if one["criterion"] == criterion), None)

    def clean(self) -> dict[str, object]:
        """Ask for bounds with a grade, or for a figure."""
        held = dict(super().clean() or {})
        bounds = [held.get(name) for name in ("lower", "upper", "grade")]
        given = [value not in (None, "") for value in bounds]
        if held.get("figure"):
            if any(given):
                said = _("Give bounds and what they rest on, or a figure; not both.")
                self.add_error("figure", said)
        else:
            for name, is_given in zip(("lower", "upper", "grade"), given, strict=True):
                if not is_given and name not in self.errors:
                    self.add_error(name, _("This is needed here."))
        return held

    def write(self, plain: Plain) -> None:
        """Put the score with its instrument, in place of the one on that criterion."""
        instrument, criterion = self.pair
        self.remove(plain)
        scores = lines_of(lines_of(plain, "instrument")[instrument], "score")
        scores.append({"criterion": criterion, **self.line()})

    def remove(self, plain: Plain) -> None:
        """Take the score from its instrument."""
        place, criterion = self.pair
        instrument = lines_of(plain, "instrument")[place]
        scores = lines_of(instrument, "score")
        instrument["score"] = [s for s in scores if s["criterion"] != criterion]


class SynergyForm(PartForm):
    """Instruments that together do more, or less, than the sum."""

    part, one = "synergy", pgettext_lazy("one of a list", "Synergy or conflict")

    instruments = several(_("Instruments that are chosen together"))
    grade = forms.ChoiceField(label=_("What it rests on"))
    author = name_field(_("By whom"), _("An office or unit, never a private person."))
    on = DayField(label=_("On what day"))
    reason = OwnWordsField(label=_("Why"))

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # as its parent
        for code, name in self.words.criteria.items():
            told = {"criterion": name, "unit": self.words.units[code]}
            least = _("%(criterion)s (%(unit)s), at least") % told
            most = _("%(criterion)s (%(unit)s), at most") % told
            self.fields[f"low-{code}"] = number_field(least, least=-1_000_000)
            self.fields[f"high-{code}"] = number_field(most, least=-1_000_000)
        self.order_fields(["instruments"])

    def shown(self, held: Plain) -> dict[str, object]:
        """Show bounds by criterion, and who gave the first of them."""
        scores = lines_of(held, "score")
        shown = dict(scores[0]) if scores else {}
        shown["instruments"] = held["instruments"]
        for score in scores:
            shown[f"low-{score['criterion']}"] = score.get("lower")
            shown[f"high-{score['criterion']}"] = score.get("upper")
        return shown

    def clean(self) -> dict[str, object]:
        """Ask for two instruments, and for bounds on a criterion."""
        held = dict(super().clean() or {})
        chosen = held.get("instruments")
        if isinstance(chosen, list) and len(chosen) < 2:
            self.add_error("instruments", _("Choose two or more."))
        for code in self.words.criteria:
            ends = held.get(f"low-{code}"), held.get(f"high-{code}")
            if (ends[0] is None) != (ends[1] is None):
                self.add_error(f"high-{code}", _("Give both bounds, or neither."))
        if all(held.get(f"low-{code}") is None for code in self.words.criteria):
            self.add_error(None, _("Give bounds on one criterion at least."))
        return held

    def line(self) -> Plain:
        """Give the instruments, with a score for each criterion that has bounds."""
        held = self.cleaned_data
        shared = {n: to_plain(held[n]) for n in ("grade", "author", "on", "reason")}
        return {
            "instruments": list(held["instruments"]),
            "score": [
                {
                    "criterion": code,
                    "lower": to_plain(held[f"low-{code}"]),
                    "upper": to_plain(held[f"high-{code}"]),
                    **shared,
                }
                for code in self.words.criteria
                if held[f"low-{code}"] is not None
            ],
        }


PARTS: Mapping[str, type[PartForm]] = {
    form.part: form
    for form in (
        CriterionForm,
        DepartmentForm,
        InstrumentForm,
        ScoreForm,
        CostForm,
        BudgetForm,
        GroupForm,
        PrerequisiteForm,
        SynergyForm,
        SituationForm,
        StatementPart,
    )
}

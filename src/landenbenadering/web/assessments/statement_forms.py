"""The forms in which a preference is stated, one for each way of saying it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from landenbenadering.appraisal.sheet import (
    AmountLine,
    AppraisalSheet,
    RangeLine,
    StatementForm,
    StatementLine,
)
from landenbenadering.appraisal.stated import JOINT
from landenbenadering.web.design.language import page_language
from landenbenadering.web.register.fields import Choices, set_choices

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def number_field(
    label: "str | StrPromise",
    *,
    initial: str = "",
    required: bool = False,
    least: int = 0,
) -> forms.Field:
    """Give a field for a number of the size that weights and scores have."""
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=least,
        max_value=1_000_000,
        decimal_places=4,
        localize=True,
        initial=initial or None,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 8}),
    )


class PreferenceForm(forms.Form):
    """What every way of stating a preference asks: who says it."""

    form: StatementForm
    heading = _("Preference")
    use_required_attribute = False

    said_by = forms.ChoiceField(label=_("Who says so"))

    def __init__(self, sheet: AppraisalSheet, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id=f"id_{self.form}_%s")
        language = page_language()
        speakers: Choices = [(JOINT, _("all together"))]
        speakers += [(d.code, d.name.in_(language)) for d in sheet.department]
        set_choices(self, "said_by", speakers)
        criteria = [(c.code, c.name.in_(language)) for c in sheet.criterion]
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and name != "said_by":
                set_choices(self, name, criteria)
        self.sheet = sheet

    def line(self) -> StatementLine:
        """Give what was stated; only of a form that is valid."""
        raise NotImplementedError

    def decimal(self, name: str) -> Decimal | None:
        """Give a number that was entered; `None` where the field is empty."""
        value = self.cleaned_data.get(name)
        return value if isinstance(value, Decimal) else None

    def text(self, name: str) -> str:
        """Give a code that was chosen."""
        return str(self.cleaned_data.get(name, ""))


class RatioForm(PreferenceForm):
    """One criterion weighs so many times another."""

    form = StatementForm.RATIO
    heading = _("One criterion matters more than another")

    more = forms.ChoiceField(label=_("What matters more"))
    less = forms.ChoiceField(label=_("What matters less"))
    lower = number_field(_("At least so many times"), initial="1")
    upper = number_field(_("At most so many times"))

    def clean(self) -> dict[str, object]:
        """Ask for two criteria and one bound at least."""
        held = dict(super().clean() or {})
        if held.get("more") and held.get("more") == held.get("less"):
            self.add_error("less", _("Choose two different criteria."))
        _require_ends(self, held)
        return held

    def line(self) -> StatementLine:
        """Give the ratio."""
        return StatementLine(
            self.text("said_by"),
            self.form,
            more=self.text("more"),
            less=self.text("less"),
            lower=self.decimal("lower"),
            upper=self.decimal("upper"),
        )


class BoundsForm(PreferenceForm):
    """A criterion has such a share of all weight."""

    form = StatementForm.BOUNDS
    heading = _("A criterion has a share of all weight")

    criterion = forms.ChoiceField(label=_("Criterion"))
    lower = number_field(_("At least, from 0 to 1"))
    upper = number_field(_("At most, from 0 to 1"))

    def clean(self) -> dict[str, object]:
        """Ask for one bound at least, and for shares."""
        held = dict(super().clean() or {})
        _require_ends(self, held)
        for name in ("lower", "upper"):
            value = held.get(name)
            if isinstance(value, Decimal) and value > 1:
                self.add_error(name, _("A share is 1 at most."))
        return held

    def line(self) -> StatementLine:
        """Give the bounds."""
        return StatementLine(
            self.text("said_by"),
            self.form,
            criterion=self.text("criterion"),
            lower=self.decimal("lower"),
            upper=self.decimal("upper"),
        )


class TradeOffForm(PreferenceForm):
    """So much of one outweighs so much of another."""

    form = StatementForm.TRADE_OFF
    heading = _("A gain outweighs a loss")

    gain_amount = number_field(_("Gain, in units of the score"), required=True)
    gain = forms.ChoiceField(label=_("of"))
    loss_amount = number_field(
        _("outweighs a loss, in units of the score"), required=True
    )
    loss = forms.ChoiceField(label=_("of"))

    def clean(self) -> dict[str, object]:
        """Ask for two criteria and amounts above 0."""
        held = dict(super().clean() or {})
        if held.get("gain") and held.get("gain") == held.get("loss"):
            self.add_error("loss", _("Choose two different criteria."))
        for name in ("gain_amount", "loss_amount"):
            if held.get(name) == 0:
                self.add_error(name, _("Give an amount above 0."))
        return held

    def line(self) -> StatementLine:
        """Give the trade-off."""
        gain = AmountLine(self.text("gain"), self.decimal("gain_amount") or Decimal(0))
        loss = AmountLine(self.text("loss"), self.decimal("loss_amount") or Decimal(0))
        return StatementLine(
            self.text("said_by"), self.form, gain=(gain,), loss=(loss,)
        )


class RankingForm(PreferenceForm):
    """The criteria in order, as far as one wants to say."""

    form = StatementForm.RANKING
    heading = _("An order of criteria")

    def __init__(self, sheet: AppraisalSheet, data: QueryDict | None = None) -> None:
        super().__init__(sheet, data)
        language = page_language()
        criteria = [(c.code, c.name.in_(language)) for c in sheet.criterion]
        for place in range(1, len(criteria) + 1):
            label = _("Place %(place)s") % {"place": place}
            empty = [] if place < 3 else [("", _("not said"))]
            self.fields[f"place_{place}"] = forms.ChoiceField(
                label=label, required=place < 3, choices=[*empty, *criteria]
            )

    def clean(self) -> dict[str, object]:
        """Ask for two different criteria at least."""
        held = dict(super().clean() or {})
        order = self._order()
        if len(set(order)) < len(order):
            self.add_error(None, _("Name each criterion once."))
        return held

    def _order(self) -> tuple[str, ...]:
        places = range(1, len(self.sheet.criterion) + 1)
        named = (self.text(f"place_{place}") for place in places)
        return tuple(code for code in named if code)

    def line(self) -> StatementLine:
        """Give the order."""
        return StatementLine(self.text("said_by"), self.form, criteria=self._order())


class SwingForm(PreferenceForm):
    """What each swing counts, when the swing of one criterion counts 100."""

    form = StatementForm.SWING
    heading = _("Swing weights")

    reference = forms.ChoiceField(label=_("Counts 100"))

    def __init__(self, sheet: AppraisalSheet, data: QueryDict | None = None) -> None:
        super().__init__(sheet, data)
        language = page_language()
        for criterion in sheet.criterion:
            named = {"criterion": criterion.name.in_(language)}
            self.fields[f"low_{criterion.code}"] = number_field(
                _("%(criterion)s: at least") % named
            )
            self.fields[f"high_{criterion.code}"] = number_field(
                _("%(criterion)s: at most") % named
            )

    def clean(self) -> dict[str, object]:
        """Ask for both bounds of one other criterion at least."""
        held = dict(super().clean() or {})
        for criterion in self.sheet.criterion:
            names = f"low_{criterion.code}", f"high_{criterion.code}"
            low, high = (self.decimal(name) for name in names)
            if (low is None) != (high is None):
                self.add_error(names[low is not None], _("Give both bounds."))
            elif low is not None and high is not None and low > high:
                self.add_error(names[1], _("Give the lower bound first."))
        if not self.errors and not self._ranges():
            self.add_error(None, _("Give bounds for one other criterion at least."))
        return held

    def _ranges(self) -> tuple[RangeLine, ...]:
        found = []
        for criterion in self.sheet.criterion:
            low = self.decimal(f"low_{criterion.code}")
            high = self.decimal(f"high_{criterion.code}")
            is_reference = criterion.code == self.text("reference")
            if low is not None and high is not None and not is_reference:
                found.append(RangeLine(criterion.code, low, high))
        return tuple(found)

    def line(self) -> StatementLine:
        """Give the swing weights."""
        return StatementLine(
            self.text("said_by"),
            self.form,
            reference=self.text("reference"),
            weights=self._ranges(),
        )


FORMS: Sequence[type[PreferenceForm]] = (
    RatioForm,
    RankingForm,
    BoundsForm,
    TradeOffForm,
    SwingForm,
)


def _require_ends(form: forms.Form, held: dict[str, object]) -> None:
    low, high = held.get("lower"), held.get("upper")
    if low is None and high is None and not form.errors:
        form.add_error("lower", _("Give one of the two bounds at least."))
    elif isinstance(low, Decimal) and isinstance(high, Decimal) and low > high:
        form.add_error("upper", _("Give the lower bound first."))

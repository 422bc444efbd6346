"""What is asked of the page on ties, as it stands in its address."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.interval import Interval
from landenbenadering.pipelines.interdependence import EU
from landenbenadering.policy.council_rules import council_members
from landenbenadering.web.assessments.circle_form import BESIDE
from landenbenadering.web.register.fields import set_choices
from landenbenadering.web.register.plain_details import country_name

CIRCLE = "circle"
HOME = "NLD"
# States of study, work and trade that are neither members nor beside them.
_FURTHER = ("AUS", "CAN", "JPN", "NZL", "USA")
_MOST_MILLIONS = 1_000_000
_MILLION = 1_000_000


class SenderForm(forms.Form):
    """The sender: the Netherlands, the EU, or a circle of states."""

    use_required_attribute = False

    sender = forms.ChoiceField(
        label=_("Ties with"),
        choices=(
            (HOME, _("the Netherlands")),
            (EU, _("the European Union")),
            (CIRCLE, _("a circle of states")),
        ),
    )
    state = forms.MultipleChoiceField(
        label=_("States of the circle"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, query: QueryDict, *, country: str, today: date) -> None:
        asked = query.copy()
        if not asked.get("sender"):
            asked["sender"] = CIRCLE if asked.getlist("state") else HOME
        super().__init__(asked)
        states = {*council_members(today), *BESIDE, *_FURTHER} - {country}
        named = sorted(states, key=country_name)
        set_choices(self, "state", [(code, country_name(code)) for code in named])

    def clean(self) -> dict[str, object]:
        """Refuse a circle without states."""
        found = super().clean() or self.cleaned_data
        if found.get("sender") == CIRCLE and not found.get("state"):
            self.add_error("state", _("Tick at least one state for a circle."))
        return found

    @property
    def code(self) -> str:
        """The sender as pipelines take it; only of a form that is valid."""
        data = self.cleaned_data
        if data["sender"] == CIRCLE:
            return ",".join(sorted(data["state"]))
        return str(data["sender"])


class BoundsField(forms.CharField):
    """A number above 0, or the bounds between which it lies, as `1.05-1.10`."""

    def clean(self, value: object) -> Interval | None:
        """Give bounds; `None` for an empty field."""
        text = str(super().clean(value) or "").replace(",", ".").replace("–", "-")
        if not text:
            return None
        try:
            ends = [float(part) for part in text.split("-")]
        except ValueError:
            ends = []
        if not (0 < len(ends) <= 2 and 0 < ends[0] <= ends[-1] < _MOST_MILLIONS):
            raise forms.ValidationError(
                _("Write a number above 0, or two with a dash, as in 1.05-1.10.")
            )
        return Interval(ends[0], ends[-1])


def _number(size: int) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "decimal", "size": size})


class TouchForm(forms.Form):
    """An amount of aid that is weighed, with what converts it into dollars."""

    use_required_attribute = False

    amount = BoundsField(label=_("Amount of aid, in millions"), widget=_number(8))
    aid_year = forms.IntegerField(
        label=_("Compared with the year"),
        min_value=1960,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )
    dollars = BoundsField(
        label=_("US dollars for one"),
        required=False,
        help_text=_("1 for an amount in dollars; for euros the rate of that year."),
        widget=_number(10),
    )
    prices = BoundsField(
        label=_("Dollars of 2022 for one of that year"),
        required=False,
        help_text=_("Aid is published in prices of 2022. For 2022 it is 1."),
        widget=_number(10),
    )

    def __init__(self, query: QueryDict, *, latest: int) -> None:
        asked = query.copy()
        if "amount" not in asked:
            asked["amount"], asked["dollars"] = "10", "1"
        asked.setdefault("aid_year", str(latest))
        super().__init__(asked)

    @property
    def year(self) -> int:
        """The year whose wholes the amount is set against."""
        return int(self.cleaned_data["aid_year"])

    @property
    def amount_units(self) -> Interval:
        """The amount in units of its currency."""
        millions: Interval = self.cleaned_data["amount"]
        return Interval(millions.lower * _MILLION, millions.upper * _MILLION)

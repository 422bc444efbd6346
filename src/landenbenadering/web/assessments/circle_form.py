"""The form of the coalition page: what is asked of a circle of states."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.council_rules import council_members, council_rules
from landenbenadering.policy.errors import PolicyError
from landenbenadering.web.assessments.circle_shown import RULES
from landenbenadering.web.register.describe import countries_by_name
from landenbenadering.web.register.fields import Choices, set_choices
from landenbenadering.web.register.plain_details import country_name

# States beside the members that act together with them.
BESIDE = ("CHE", "GBR", "ISL", "LIE", "NOR")
_FIRST_YEAR, _LAST_YEAR = 2008, 2035


@dataclass(frozen=True, slots=True)
class CircleAsked:
    """What is asked of a circle; `year` and `rule` are `None` for all and the usual."""

    country: str
    on: date
    circle: tuple[str, ...]
    opted_out: tuple[str, ...]
    rule: str | None
    year: int | None


class CircleForm(forms.Form):
    """A country of origin, a circle of states, and the day of a vote."""

    use_required_attribute = False

    country = forms.ChoiceField(label=_("Country of origin"))
    year = forms.IntegerField(
        label=_("Year of the figures; empty for all"),
        required=False,
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )
    on = forms.DateField(
        label=_("Day of the vote"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    rule = forms.ChoiceField(label=_("Voting rule"), required=False)
    state = forms.MultipleChoiceField(
        label=_("Circle of states"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    optout = forms.MultipleChoiceField(
        label=_("Members that take no part in the matter"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, query: QueryDict, *, today: date) -> None:
        asked = query.copy()
        if "country" not in asked:
            asked.setlist("state", ["NLD"])
        asked.setdefault("country", "AFG")
        asked.setdefault("on", today.isoformat())
        super().__init__(asked)
        origin = [(c.iso3, country_name(c.iso3)) for c in countries_by_name()]
        set_choices(self, "country", origin)
        members, rules = _on(asked.get("on", ""), today)
        states = sorted({*members, *BESIDE}, key=country_name)
        set_choices(self, "state", [(s, country_name(s)) for s in states])
        apart = [s for s in ("DNK", "IRL", "GBR") if s in members]
        set_choices(self, "optout", [(s, country_name(s)) for s in apart])
        usual: Choices = [("", _("the ordinary one"))]
        set_choices(self, "rule", usual + [(code, RULES[code]) for code in rules])

    def clean_on(self) -> date:
        """Refuse a day whose rules are not known."""
        on: date = self.cleaned_data["on"]
        try:
            known = bool(council_members(on)) and bool(council_rules(on))
        except PolicyError:
            known = False
        if not known:
            raise forms.ValidationError(
                _("The voting rules of that day are not held; choose a later one.")
            )
        return on

    def asked(self) -> CircleAsked:
        """Give what is asked; only of a form that is valid."""
        data = self.cleaned_data
        return CircleAsked(
            country=str(data["country"]),
            on=data["on"],
            circle=tuple(data["state"]),
            opted_out=tuple(data["optout"]),
            rule=str(data["rule"]) or None,
            year=data["year"],
        )


def _on(text: str, today: date) -> tuple[tuple[str, ...], list[str]]:
    """Give members and rules of a day; those of today for one that is not known."""
    try:
        on = date.fromisoformat(text)
        return council_members(on), [rule.code for rule in council_rules(on)]
    except (ValueError, PolicyError):
        return council_members(today), [rule.code for rule in council_rules(today)]

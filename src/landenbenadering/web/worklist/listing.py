"""By what the work list is narrowed, and where its digest goes."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.vocabulary import Department
from landenbenadering.policy.worklist import Item, ItemKind
from landenbenadering.web.register.describe import countries_by_name
from landenbenadering.web.register.fields import set_choices
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.words import choices_of
from landenbenadering.web.worklist.words import KINDS

_ALL = ("", _("all"))


class WorkFilter(forms.Form):
    """What is asked of the work list; a value that is not offered counts as all."""

    kind = forms.ChoiceField(label=_("What"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    due_before = forms.DateField(
        label=_("Due on or before"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "invalid": _("Write the date as year, month and day, as in 2013-03-06.")
        },
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        by_name = [(c.iso3, country_name(c.iso3)) for c in countries_by_name()]
        kinds = [(kind.value, label) for kind, label in KINDS.items()]
        set_choices(self, "kind", [_ALL, *kinds])
        set_choices(self, "country", [_ALL, *by_name])
        set_choices(self, "department", [_ALL, *choices_of(Department)])
        self.is_valid()

    @property
    def until(self) -> date | None:
        """The last due date that is asked for; `None` for all."""
        day = self.cleaned_data.get("due_before")
        return day if isinstance(day, date) else None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return any(self.cleaned_data.values())

    def passing(self, items: Iterable[Item]) -> list[Item]:
        """Give the items that were asked for, in their order."""
        kind = str(self.cleaned_data.get("kind", ""))
        country = str(self.cleaned_data.get("country", ""))
        department = str(self.cleaned_data.get("department", ""))
        return [
            item
            for item in items
            if (not kind or item.kind is ItemKind(kind))
            and (not country or item.country == country)
            and (not department or Department(department) in item.departments)
            and self._in_time(item)
        ]

    def _in_time(self, item: Item) -> bool:
        until = self.until
        return until is None or (item.due is not None and item.due <= until)


class DigestForm(forms.Form):
    """Where, and in which language, the digest is mailed."""

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={
            "required": _("Give the address to mail to."),
            "invalid": _("Give an e-mail address, as in name@example.org."),
        },
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

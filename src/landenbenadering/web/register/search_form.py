"""The form in which the register is searched."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from landenbenadering.web.register.fields import set_choices
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.words import KINDS

_ALL = ("", _("All"))


class SearchForm(forms.Form):
    """Words, kind and country to search the register by."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, data: Mapping[str, object], *, held: frozenset[str]) -> None:
        super().__init__(data)
        kinds = sorted((str(name), kind) for kind, name in KINDS.items())
        set_choices(self, "kind", [_ALL, *((kind, name) for name, kind in kinds)])
        named = sorted((country_name(code), code) for code in held)
        set_choices(self, "country", [_ALL, *((code, name) for name, code in named)])

    def asked(self, name: str) -> str:
        """Give one condition; empty where it is not given or cannot be met."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

"""The list of proposals, narrowed by the database."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, Disclosure, ProposalState
from landenbenadering.web.register.describe import countries_by_name
from landenbenadering.web.register.fields import set_choices
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.selectors import search_records
from landenbenadering.web.register.words import choices_of

_ALL = ("", _("all"))


class ProposalFilter(forms.Form):
    """By what the list is narrowed; what is not offered counts as all."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        by_name = [(c.iso3, country_name(c.iso3)) for c in countries_by_name()]
        set_choices(self, "country", [_ALL, *by_name])
        set_choices(self, "state", [_ALL, *choices_of(ProposalState)])
        set_choices(self, "department", [_ALL, *choices_of(Department)])
        self.is_valid()
        asked = data.get("page", "")
        short = asked.isascii() and asked.isdigit() and len(asked) < 7
        self.page = int(asked) if short else 1

    def asked(self, name: str) -> str:
        """Give what is asked for; empty for all."""
        return str(self.cleaned_data.get(name, ""))


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One page of the list; `number` and `pages` are at least 1."""

    rows: tuple[tuple[Record, Proposal], ...]
    number: int
    pages: int
    total: int


def proposal_page(
    form: ProposalFilter,
    as_of: AsOf,
    disclosure: frozenset[Disclosure],
    *,
    whole: bool = False,
) -> ProposalPage:
    """Give the proposals that were asked for: a page of them, or all."""
    found = search_records(
        as_of,
        kind="proposal",
        country=form.asked("country"),
        state=form.asked("state"),
        department=form.asked("department"),
        page=None if whole else form.page,
        disclosure=disclosure,
    )
    rows = tuple((r, r.fact) for r in found.records if isinstance(r.fact, Proposal))
    return ProposalPage(rows, found.number, found.pages, found.total)

"""Forms with which an administrator makes accounts and gives roles."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.roles import PER_DEPARTMENT, Capacity, Role
from landenbenadering.web.accounts.words import DEPARTMENTS, ROLES, capacity_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Choices = list[tuple[str, StrOrPromise | list[tuple[str, StrOrPromise]]]]

_WHY = _("Why")


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_WHY,
        max_length=300,
        required=False,
        help_text=_("Stands in the history of the account."),
    )


def capacity_choices() -> (
    "list[tuple[str, StrOrPromise | list[tuple[str, StrOrPromise]]]]"
):
    """Give every role that can be given, those of departments in groups."""
    grouped: Choices = [
        (role.value, ROLES[role]) for role in Role if role not in PER_DEPARTMENT
    ]
    for role in Role:
        if role in PER_DEPARTMENT:
            each = [Capacity(role, department) for department in DEPARTMENTS]
            options: list[tuple[str, StrOrPromise]] = [
                (str(capacity), capacity_words(capacity)) for capacity in each
            ]
            grouped.append((str(ROLES[role]), options))
    return grouped


class AccountForm(forms.Form):
    """A new account."""

    username = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("Letters, digits and @ . + - _, as the trail will show it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=_("First password"),
        strip=False,
        required=False,
        help_text=_(
            "At least 12 characters; its owner changes it. Leave it empty for an "
            "account that signs in through the organisation alone."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    reason = _reason()
    use_required_attribute = False


class AssignmentForm(forms.Form):
    """A role that is given."""

    capacity = forms.ChoiceField(label=_("Role"), choices=capacity_choices)
    valid_from = forms.DateField(
        label=_("From"),
        required=False,
        help_text=_("Empty for today."),
        widget=forms.DateInput(),
    )
    valid_until = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("First day on which it holds no longer; empty for no end."),
        widget=forms.DateInput(),
    )
    reason = _reason()
    use_required_attribute = False

    def clean_capacity(self) -> Capacity:
        """Give the role with its department."""
        role, _colon, department = str(self.cleaned_data["capacity"]).partition(":")
        return Capacity(Role(role), Department(department) if department else None)


class NewPasswordForm(forms.Form):
    """Another password for someone who lost theirs."""

    new = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    reason = _reason()
    use_required_attribute = False


class ReasonForm(forms.Form):
    """Why something is taken away."""

    reason = _reason()
    use_required_attribute = False

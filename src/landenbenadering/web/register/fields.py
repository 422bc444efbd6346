"""Kinds of fields that the register's forms share."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Language
from landenbenadering.evidence.personal import PersonalKind, personal_kind
from landenbenadering.policy.characters import unprintable
from landenbenadering.web.design.language import page_language

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST_TEXT = 1000
Choices = list[tuple[str, "str | StrPromise"]]


class PartialDateField(forms.CharField):
    """A date known to the day, the month or only the year."""

    default_error_messages: ClassVar["dict[str, str | StrPromise]"] = {
        "invalid": _("Write a year, month or day, as in 2012, 2012-06 or 2012-06-21.")
    }

    def __init__(
        self, *, label: "StrPromise | str", help_text: "StrPromise | str" = ""
    ) -> None:
        super().__init__(label=label, help_text=help_text, max_length=10)

    def clean(self, value: object) -> PartialDate | None:
        """Read the date; nothing where the field is left empty."""
        text = super().clean(value)
        try:
            return PartialDate.parse(text) if text else None
        except ValueError:
            raise forms.ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from None


def require_printable(value: str) -> None:
    """Refuse a character that no letter can print."""
    character = unprintable(value)
    if character is not None:
        raise forms.ValidationError(
            _(
                "A letter cannot print %(character)s. Write it in Latin, Greek or "
                "Cyrillic letters with usual signs."
            ),
            code="unprintable",
            params={"character": character},
        )


class OwnWordsField(forms.CharField):
    """A text in our own words, which holds no data on persons."""

    def __init__(
        self, *, label: "StrPromise | str", required: bool = True, rows: int = 2
    ) -> None:
        super().__init__(
            label=label,
            required=required,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    def validate(self, value: str) -> None:
        """Refuse a citizen service number, and what no letter can print."""
        super().validate(value)
        require_printable(value)
        if personal_kind(value) is PersonalKind.SERVICE_NUMBER:
            raise forms.ValidationError(
                _(
                    "This looks like a citizen service number (BSN). Leave it out: "
                    "the register holds no data on persons."
                ),
                code="personal",
            )


class DayField(forms.DateField):
    """A day, in the form that browsers send."""

    def __init__(
        self,
        *,
        label: "StrPromise | str",
        help_text: "StrPromise | str" = "",
        required: bool = True,
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            input_formats=["%Y-%m-%d", "%d-%m-%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        )


class SecureAddressField(forms.URLField):
    """The address of an official page, which starts with `https://`."""

    default_validators = [URLValidator(schemes=["https"])]  # noqa: RUF012
    default_error_messages: ClassVar["dict[str, str | StrPromise]"] = {
        "invalid": _("Write an address that starts with https://.")
    }

    def __init__(self, *, label: "StrPromise | str") -> None:
        super().__init__(
            label=label, required=False, max_length=500, assume_scheme="https"
        )


class AmountField(forms.DecimalField):
    """An amount with the separators of the page's language, or without any.

    `1.500` in an English page is refused rather than read as one and a half: more
    than two places after the point look like thousands in Dutch.
    """

    def __init__(
        self, *, label: "StrPromise | str", help_text: "StrPromise | str"
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            min_value=0,
            max_digits=15,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )

    def to_python(  # type: ignore[override]  # the stubs say int, from its parent
        self, value: object
    ) -> Decimal | None:
        """Read the amount; nothing where the field is left empty."""
        text = _plain_number(str(value or ""))
        if "e" in text.casefold():
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


def _plain_number(text: str) -> str:
    group, point = (".", ",") if page_language() is Language.NL else (",", ".")
    text = "".join(text.split())
    whole, found, places = text.partition(point)
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+", whole):
        whole = whole.replace(group, "")
    return f"{whole}.{places}" if found else whole


def set_choices(
    form: forms.Form, name: str, choices: "Sequence[tuple[str, str | StrPromise]]"
) -> None:
    """Give a field of a form its choices, made for the language of the page."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is not a choice")
    field.choices = list(choices)

"""A field of the form for each value of a record, by its type and its meaning."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.policy.references import ANY
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.recording.meanings import Meaning, Meant, meant_by
from landenbenadering.web.recording.offers import Offers, with_held
from landenbenadering.web.recording.own_reports import own_reports
from landenbenadering.web.recording.shapes import Leaf
from landenbenadering.web.register.fields import (
    AmountField,
    Choices,
    DayField,
    OwnWordsField,
    PartialDateField,
    SecureAddressField,
    require_printable,
)
from landenbenadering.web.register.words import choices_of

NEW_DOCUMENT = "_new"
LARGEST = 1_000_000_000
# Whose field says for which department a fact is recorded.
_OF_A_DEPARTMENT = frozenset({("Strategy", "lead"), ("Project", "department")})
_NONE = ("", _("not recorded"))
_CHOOSE = ("", _("Choose …"))


class YesOrNoField(forms.TypedChoiceField):
    """A statement that is true, false or, where that is possible, not recorded."""

    def __init__(self, *, label: str, needed: bool) -> None:
        answers: Choices = [("yes", _("yes")), ("no", _("no"))]
        super().__init__(
            label=label,
            choices=answers if needed else [_NONE, *answers],
            coerce=lambda answer: answer == "yes",
            empty_value=None,
            widget=forms.RadioSelect if needed else forms.Select,
        )

    def prepare_value(self, value: object) -> object:
        """Show a truth value as its answer."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value


def field_for(leaf: Leaf, *, label: str, offers: Offers, held: object) -> forms.Field:
    """Give the field of a value; `held` is what it shows first."""
    if leaf.several:
        return forms.MultipleChoiceField(
            label=label,
            choices=choices_of(leaf.kind),
            widget=forms.CheckboxSelectMultiple,
        )
    if issubclass(leaf.kind, StrEnum):
        return _chosen(leaf, label, _terms_on_offer(leaf, offers, held))
    if leaf.kind is bool:
        if leaf.default is False:
            return forms.BooleanField(label=label)
        return YesOrNoField(label=label, needed=leaf.needed)
    if leaf.kind is str:
        return _text_field(leaf, label, offers, str(held or ""))
    if leaf.kind is int:
        least = 1 if leaf.owner is Citation else 0
        return forms.IntegerField(label=label, min_value=least, max_value=LARGEST)
    return _BY_TYPE[leaf.kind](label)


def _terms_on_offer(leaf: Leaf, offers: Offers, held: object) -> Choices:
    terms = choices_of(leaf.kind)
    if (leaf.owner.__name__, leaf.name) in _OF_A_DEPARTMENT:
        mine = {department.value for department in offers.departments}
        return [term for term in terms if term[0] in {*mine, held}]
    if leaf.kind is Disclosure:
        read = {level.value for level in offers.levels}
        return [term for term in terms if term[0] in read]
    return list(terms)


def _text_field(leaf: Leaf, label: str, offers: Offers, held: str) -> forms.Field:
    meant = meant_by(leaf)
    match meant.meaning:
        case Meaning.RECORD if meant.kind == ANY:
            return _of_any_kind(label, offers.named(held))
        case Meaning.COUNTRY | Meaning.RECORD:
            choices = with_held(_named(meant, offers), [held] if held else [])
            return _chosen(leaf, label, choices)
        case Meaning.TERM:
            return _chosen(leaf, label, [])
        case Meaning.CURRENCY:
            return _currency(label)
        case Meaning.ADDRESS:
            return SecureAddressField(label=label)
        case Meaning.WORDS:
            return OwnWordsField(label=label)
        case Meaning.NUMBER:
            return forms.CharField(
                label=label, max_length=200, validators=[require_printable]
            )


def _of_any_kind(label: str, choices: Choices) -> forms.ChoiceField:
    """Give a field with the one record that was named in the address."""
    nothing: Choices = [("", _("Open the fact in the register, and add to it there."))]
    return forms.ChoiceField(label=label, choices=choices or nothing)


def _named(meant: Meant, offers: Offers) -> Choices:
    if meant.meaning is Meaning.COUNTRY:
        return offers.countries()
    if meant.kind == "document" and offers.describes_document:
        new: Choices = [(NEW_DOCUMENT, _("The new document, described below"))]
        own = own_reports(offers.departments) if offers.reports_own else []
        return own + new + offers.records("document")
    return offers.records(meant.kind)


def _chosen(leaf: Leaf, label: str, choices: Choices) -> forms.ChoiceField:
    empty: Choices = [_CHOOSE if leaf.needed else _NONE]
    if leaf.default is not None:
        empty = []
    return forms.ChoiceField(label=label, choices=empty + choices)


def _currency(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.TextInput(attrs={"maxlength": 3}),
        validators=[
            RegexValidator(r"^[A-Z]{3}\Z", _("Write three capitals, as in EUR."))
        ],
    )


_BY_TYPE: dict[type, Callable[[str], forms.Field]] = {
    Decimal: lambda label: AmountField(label=label, help_text=""),
    date: lambda label: DayField(label=label),
    PartialDate: lambda label: PartialDateField(label=label),
}

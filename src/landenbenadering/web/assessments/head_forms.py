"""The forms for what a sheet is called, of what day it is, and who may read it."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.assessments.part_forms import name_field, several
from landenbenadering.web.register.fields import DayField, OwnWordsField, set_choices
from landenbenadering.web.register.words import choices_of, word


class HeadForm(forms.Form):
    """What a sheet is called, of what day it is, and who may read it."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title_nl = name_field(_("Title, in Dutch"))
    title_en = name_field(_("Title, in English"))
    on = DayField(
        label=_("Day of the weighing"),
        help_text=_("Rules and linkages count as on that day; no score is later."),
    )
    note_nl = OwnWordsField(label=_("What a reader must know, in Dutch"))
    note_en = OwnWordsField(label=_("What a reader must know, in English"))
    illustration = forms.BooleanField(
        label=_("The scores are invented: an illustration, on which nothing may rest"),
        required=False,
    )
    disclosure = forms.ChoiceField(label=_("Who may read it"), initial="internal")

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        initial: Mapping[str, object],
        levels: Sequence[Disclosure],
    ) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # a plain mapping
        set_choices(self, "disclosure", [(one.value, word(one)) for one in levels])
        if initial.get("illustration"):
            del self.fields["illustration"]


class NewSheetForm(HeadForm):
    """The head of a new sheet, with the departments that take part."""

    owner = forms.ChoiceField(label=_("For the department"))
    departments = several(_("Departments that pay, advise or state what matters"))
    usual = forms.BooleanField(
        label=_("Start with the criteria of the illustrations, to be changed at will"),
        required=False,
        initial=True,
    )

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        initial: Mapping[str, object],
        levels: Sequence[Disclosure],
        owners: Sequence[Department],
    ) -> None:
        super().__init__(data, initial=initial, levels=levels)
        set_choices(self, "owner", [(one.value, word(one)) for one in owners])
        field = self.fields["departments"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices_of(Department)

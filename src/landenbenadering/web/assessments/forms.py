"""The forms around an appraisal: storing a sheet, freezing with a package."""

from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from landenbenadering.pipelines.appraise_files import LARGEST_BYTES
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.assessments.selectors import MOST_TOGETHER
from landenbenadering.web.register.fields import Choices, set_choices
from landenbenadering.web.register.words import choices_of, word


class SheetForm(forms.Form):
    """A sheet as a file, for whom it is stored and who may read it."""

    file = forms.FileField(
        label=_("File with the sheet (TOML, or the JSON of an export)"),
        help_text=_(
            "The format is described in the documentation of appraisal sheets."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".toml,.json"}),
    )
    owner = forms.ChoiceField(label=_("For the department"))
    disclosure = forms.ChoiceField(label=_("Who may read it"), initial="internal")

    def __init__(
        self, data: object, files: object, *, departments: Sequence[Department]
    ) -> None:
        super().__init__(data, files)  # type: ignore[arg-type]  # of a request, or None
        set_choices(self, "owner", [(d.value, word(d)) for d in departments])
        set_choices(self, "disclosure", choices_of(Disclosure))

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse a file that is too large."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 megabytes."))
        return file


class ProgrammeForm(forms.Form):
    """Which appraisals are weighed together."""

    use_required_attribute = False

    sheet = forms.MultipleChoiceField(
        label=_("Appraisals to weigh together"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: object, *, stored: Choices, shipped: Choices) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # of a request, or None
        marked: Choices = [
            (name, _("%(title)s – illustration") % {"title": title})
            for name, title in shipped
        ]
        set_choices(self, "sheet", [*stored, *marked])

    def clean_sheet(self) -> list[str]:
        """Ask for two or more, and not for more than a room can hold."""
        names: list[str] = self.cleaned_data["sheet"]
        if not 2 <= len(names) <= MOST_TOGETHER:
            raise forms.ValidationError(
                _("Choose 2 to %(most)s appraisals."), params={"most": MOST_TOGETHER}
            )
        return names


class FreezeForm(forms.Form):
    """Which package is chosen, and for which department it is frozen."""

    package = forms.IntegerField(
        label=_("Number of the package"),
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    owner = forms.ChoiceField(label=_("For the department"))

    def __init__(
        self, data: object, *, departments: Sequence[Department], packages: int
    ) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # of a request, or None
        set_choices(self, "owner", [(d.value, word(d)) for d in departments])
        self.packages = packages

    def clean_package(self) -> int:
        """Refuse a number that is not in the list."""
        number: int = self.cleaned_data["package"]
        if number > self.packages:
            raise forms.ValidationError(
                _("There are %(count)s packages."), params={"count": self.packages}
            )
        return number

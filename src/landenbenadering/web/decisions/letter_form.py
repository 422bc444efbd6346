"""The form of the letter that keeps a commitment to the House."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure, DocumentKind
from landenbenadering.web.decisions.step_forms import VersionedForm
from landenbenadering.web.register.documents import document_record
from landenbenadering.web.register.fields import (
    Choices,
    DayField,
    OwnWordsField,
    SecureAddressField,
    set_choices,
)
from landenbenadering.web.register.words import word

_NEW = ("number", "title_nl", "title_en", "dated")
NEEDED = _("Needed for a new letter.")
_LEVELS = (Disclosure.PUBLIC, Disclosure.HOUSE)


class LetterForm(VersionedForm):
    """Which letter keeps a commitment, and which linkages it tells of.

    Parameters
    ----------
    letters : list of (str, str)
        Record id and name of the letters that the register holds.
    linkages : list of (str, str)
        Record id and title of the linkages that the commitment is about.
    """

    letter = forms.ChoiceField(
        label=_("Letter"),
        help_text=_("Choose it if the register holds it; else describe it below."),
        required=False,
    )
    number = forms.CharField(
        label=_("Number or reference"),
        help_text=_("As in 29 344, nr. 116. Needed for a new letter."),
        max_length=100,
        required=False,
    )
    title_nl = OwnWordsField(label=_("Title, in Dutch"), required=False)
    title_en = OwnWordsField(label=_("Title, in English"), required=False)
    dated = DayField(label=_("Date of the letter"), help_text=NEEDED, required=False)
    url = SecureAddressField(label=_("Address of the page"))
    disclosure = forms.ChoiceField(
        label=_("Who may read the letter"),
        widget=forms.RadioSelect,
        initial=Disclosure.PUBLIC.value,
        required=False,
    )
    told = forms.MultipleChoiceField(
        label=_("Linkages that the letter tells of"),
        help_text=_("Who may read the letter may read these from its day on."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        version: int,
        letters: Choices,
        linkages: Choices,
    ) -> None:
        told = [name for name, _title in linkages]
        super().__init__(data, initial={"version": version, "told": told})
        for name in ("title_nl", "title_en"):
            self.fields[name].help_text = NEEDED
        new: Choices = [("", _("a new letter, described below"))]
        set_choices(self, "letter", new + letters)
        set_choices(
            self, "disclosure", [(level.value, word(level)) for level in _LEVELS]
        )
        if linkages:
            set_choices(self, "told", linkages)
        else:
            del self.fields["told"]

    def clean_dated(self) -> date | None:
        """Refuse a day that has not come."""
        day: date | None = self.cleaned_data["dated"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future."))
        return day

    def clean(self) -> dict[str, object]:
        """Ask for the whole of a letter that the register does not hold."""
        data = self.cleaned_data
        if data.get("letter") or "letter" in self.errors:
            return data
        for name in _NEW:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, NEEDED)
        if not data.get("disclosure") and "disclosure" not in self.errors:
            self.add_error("disclosure", NEEDED)
        return data

    def new_letter(self) -> Record:
        """Give the letter that was described; call it only on a form that is valid."""
        data = self.cleaned_data
        document = Document(
            kind=DocumentKind.KAMERSTUK,
            title=Bilingual(data["title_nl"], data["title_en"]),
            number=data["number"],
            url=data["url"] or None,
        )
        record = document_record(document, dated=data["dated"])
        return Record(
            record.id,
            record.fact,
            record.known_from,
            valid_from=record.valid_from,
            disclosure=Disclosure(data["disclosure"]),
        )

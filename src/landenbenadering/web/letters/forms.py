"""What may be chosen of a letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.language import Language

LATER_FIGURES = "later-figures"
LETTER_LANGUAGE = "letter-language"


class LetterForm(forms.Form):
    """The choices on the letter's page; its moment is chosen for all pages alike."""

    def __init__(self, *, language: Language, with_later_figures: bool) -> None:
        super().__init__(prefix=None)
        self.fields[LETTER_LANGUAGE] = forms.ChoiceField(
            label=_("Language of the letter"),
            choices=[(Language.NL, _("Dutch")), (Language.EN, _("English"))],
            initial=language,
        )
        self.fields[LATER_FIGURES] = forms.BooleanField(
            label=_("With an annex of figures that were known only later"),
            required=False,
            initial=with_later_figures,
        )

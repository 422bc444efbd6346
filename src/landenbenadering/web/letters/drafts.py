"""The letter that a request asks for."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language

from landenbenadering.core.language import Language
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.letters.blocks import Letter
from landenbenadering.pipelines.draft import draft_letter
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.web.design.moment import MomentRequest
from landenbenadering.web.letters.forms import LATER_FIGURES, LETTER_LANGUAGE
from landenbenadering.web.register.selectors import register_as_of


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chose of the letter; its moment is that of the page."""

    language: Language
    with_later_figures: bool

    @classmethod
    def of(cls, query: QueryDict) -> "Choice":
        """Read the choice from an address; the page's language where none is given."""
        asked = query.get(LETTER_LANGUAGE, "")
        known = {language.value for language in Language}
        chosen = asked if asked in known else get_language()
        return cls(
            language=Language(chosen if chosen in known else Language.NL),
            with_later_figures=query.get(LATER_FIGURES, "") not in {"", "no"},
        )

    @property
    def query(self) -> dict[str, str]:
        """Give the choice as it stands in an address."""
        query = {LETTER_LANGUAGE: self.language.value}
        if self.with_later_figures:
            query[LATER_FIGURES] = "on"
        return query


def letter_for(request: MomentRequest, choice: Choice) -> Letter:
    """Draft the letter from what this reader may see at the moment of the page."""
    return draft_letter(
        register_as_of(request.as_of),
        store=EvidenceStore(evidence_home()),
        language=choice.language,
        with_later_figures=choice.with_later_figures,
    )

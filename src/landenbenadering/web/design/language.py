"""The language of the page that is being made."""

from django.utils.translation import get_language

from landenbenadering.core.language import Language


def page_language() -> Language:
    """Give the language in which texts of the register are shown."""
    code = (get_language() or Language.NL.value).split("-")[0]
    return Language(code)

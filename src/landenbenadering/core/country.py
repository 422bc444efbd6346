"""Countries as the software names them."""

from dataclasses import dataclass

from landenbenadering.core.language import Bilingual


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory that a statistic or a policy names.

    Attributes
    ----------
    iso3 : str
        ISO 3166 alpha-3; `XKX` for Kosovo, which has no official code.
    iso2 : str
        ISO 3166 alpha-2; `XK` for Kosovo.
    name : Bilingual
        Short name as used in running text.
    """

    iso3: str
    iso2: str
    name: Bilingual

"""A published count with the cell it stands in."""

from dataclasses import dataclass
from enum import StrEnum

from landenbenadering.core.provenance import Provenance


class Indicator(StrEnum):
    """What a count of the enforcement statistics counts: persons in a year."""

    ORDERED_TO_LEAVE = "ordered_to_leave"
    RETURNED = "returned"
    RETURNED_TO_THIRD_COUNTRY = "returned_to_third_country"
    FOUND_ILLEGALLY_PRESENT = "found_illegally_present"
    REFUSED_ENTRY = "refused_entry"


@dataclass(frozen=True, slots=True)
class Observation:
    """One published count.

    Attributes
    ----------
    reporter : str
        ISO 3166 alpha-3 of the reporting state, or an aggregate as `EU28`.
    citizenship : str
        ISO 3166 alpha-3, or an aggregate as `TOTAL`.
    value : int or None
        Persons as published (rounded); `None` where the publisher gives none,
        which is not 0.
    flag : str
        The publisher's flags, as in `d` or `bp`; empty if none.
    """

    indicator: Indicator
    reporter: str
    citizenship: str
    year: int
    value: int | None
    flag: str
    provenance: Provenance

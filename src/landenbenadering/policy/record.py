"""A fact with its clocks and its papers."""

from dataclasses import dataclass
from datetime import date, datetime

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.policy.facts import Fact
from landenbenadering.policy.vocabulary import Disclosure


@dataclass(frozen=True, slots=True)
class Record:
    """One version of one fact of the register.

    A record is never changed: a correction or a later development is a new
    version under the same id, known from the date of its own source.

    Attributes
    ----------
    id : str
        Stable name of the fact, as in `linkage-gha-2012`.
    fact : Fact
        What is so.
    known_from : date
        Date of the citable source: nobody outside could know it earlier.
    citations : tuple of Citation
        At least one, except for a document, which is its own source.
    valid_from, valid_until : PartialDate or None
        From when and until when it was so; `None` means not known or open.
    disclosure : Disclosure
        Who may read it.
    version : int
        From 1; the highest version known at a moment holds at that moment.
    corrects : int or None
        Number of an earlier version that was wrong from the start: from the entry
        of this one, that version counts on no day, also before this one is known.
    entered : datetime or None
        When this register took it in (aware); `None` before it is stored.
    """

    id: str
    fact: Fact
    known_from: date
    citations: tuple[Citation, ...] = ()
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None
    disclosure: Disclosure = Disclosure.PUBLIC
    version: int = 1
    corrects: int | None = None
    entered: datetime | None = None

    @property
    def entered_late(self) -> bool:
        """Whether it was entered on a later day than it was known."""
        return self.entered is not None and self.entered.date() > self.known_from

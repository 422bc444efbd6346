"""A country against the parts of the Visa Code's yearly assessment (Article 25a)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from landenbenadering.core.interval import Interval


class VisaCodePart(StrEnum):
    """A part of the yearly assessment of cooperation on readmission.

    The parts follow summaries of the Article; the text itself is to be compared
    with the Official Journal before one is quoted from here.
    """

    DECISIONS = "decisions"
    RETURNS_TO_DECISIONS = "returns_to_decisions"
    REQUESTS_ACCEPTED = "requests_accepted"
    IDENTIFICATION = "identification"
    TRAVEL_DOCUMENT = "travel_document"
    ACCEPTANCE_OF_PERSONS = "acceptance_of_persons"
    ACCEPTANCE_OF_FLIGHTS = "acceptance_of_flights"


class PartState(StrEnum):
    """What is known of a part."""

    MEASURED = "measured"
    APPROXIMATED = "approximated"
    RECORDED = "recorded"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class RecordedAssessment:
    """What a document says of a part, in its words or as a rate.

    Attributes
    ----------
    rate : Interval or None
        A share or rate, if the document gives one.
    document : str
        Record id of the document.
    """

    part: VisaCodePart
    reporter: str
    on: date
    summary: str
    document: str
    rate: Interval | None = None


@dataclass(frozen=True, slots=True)
class ProfilePart:
    """One part of one reporting state's profile.

    Attributes
    ----------
    value : Interval or None
        Persons for `DECISIONS`, a ratio for `RETURNS_TO_DECISIONS` (it may pass
        1), a rate where a document gives one.
    cells : int
        Published figures that `value` rests on.
    records : tuple of RecordedAssessment
        Newest first.
    """

    part: VisaCodePart
    state: PartState
    value: Interval | None
    years: tuple[int, ...]
    cells: int
    records: tuple[RecordedAssessment, ...]


@dataclass(frozen=True, slots=True)
class VisaProfile:
    """A country as one reporting state, or the EU, sees it."""

    country: str
    reporter: str
    years: tuple[int, ...]
    parts: tuple[ProfilePart, ...]

    @property
    def parts_with_data(self) -> int:
        """How many of the parts something is known of."""
        return sum(part.state is not PartState.NO_DATA for part in self.parts)

"""A country against the parts of the Visa Code's yearly assessment (Article 25a)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from landenbenadering.core.funnel import Follow
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual


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
    COUNTED = "counted"
    COUNTED_BY_MEMBERS = "counted_by_members"
    NO_DATA = "no_data"


class Measure(StrEnum):
    """What recorded counts of the chain say of a part.

    Each but the last three is a rate from one stage to the next. `ISSUANCE` is
    documents issued over requests, as the Commission takes it, and passes stages
    over. `TIME_TO_DOCUMENT` is the median in days of the documents issued;
    `OPEN_REQUESTS` a stock at the end of the period, in no rate.
    """

    RESPONSE = "response"
    CONFIRMATION = "confirmation"
    PROMISE = "promise"
    ISSUE = "issue"
    ISSUANCE = "issuance"
    TIME_TO_DOCUMENT = "time_to_document"
    OPEN_REQUESTS = "open_requests"

    @property
    def part(self) -> VisaCodePart:
        """The part of the assessment that it says something of.

        That requests are answered and lead to documents speaks of requests; that
        nationality is confirmed and documents come in time, of help with
        identification. Neither says whether documents of the EU, persons or flights
        are accepted.
        """
        if self in {Measure.RESPONSE, Measure.ISSUANCE}:
            return VisaCodePart.REQUESTS_ACCEPTED
        return VisaCodePart.IDENTIFICATION


class MeasureUnit(StrEnum):
    """What the value of a measure is."""

    SHARE = "share"
    RATIO = "ratio"
    DAYS = "days"
    REQUESTS = "requests"


@dataclass(frozen=True, slots=True)
class CountedMeasure:
    """What the counts of one record say of a part.

    Attributes
    ----------
    reporter : str
        ISO 3166 alpha-3 of the state that counted; it holds for no other.
    value : Interval or None
        `None` if the counts cannot tell; `upper` is infinite where the longest band
        of days has no end.
    unit : MeasureUnit
        A rate within a cohort is a share, at most 1; a ratio within a period may
        pass 1.
    since, until : date
        First and last day of the period, or of the cohort's beginning.
    follow : Follow
        Whether later stages count the same people and requests.
    counted : Bilingual
        What was counted, as its source says.
    record : str
        Record id of the counts.
    disclosure : str
        Who may read the counts, as the register names the level.
    known_from : date
    """

    measure: Measure
    reporter: str
    value: Interval | None
    unit: MeasureUnit
    since: date
    until: date
    follow: Follow
    counted: Bilingual
    record: str
    disclosure: str
    known_from: date


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
    counted : tuple of CountedMeasure
        Latest period first. In the profile of a union those of its members, each for
        itself: they are never added up, and are no value of the union.
    """

    part: VisaCodePart
    state: PartState
    value: Interval | None
    years: tuple[int, ...]
    cells: int
    records: tuple[RecordedAssessment, ...]
    counted: tuple[CountedMeasure, ...] = ()

    @property
    def has_data(self) -> bool:
        """Whether something is known for the reporter itself."""
        return self.state not in {PartState.NO_DATA, PartState.COUNTED_BY_MEMBERS}


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
        return sum(part.has_data for part in self.parts)

"""From decision to departure: counts by stage, and rates between neighbours."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from landenbenadering.core.interval import Interval


class Stage(StrEnum):
    """A stage on the way from a return decision to departure, in this order."""

    DECISIONS = "decisions"
    REQUESTS = "requests"
    ANSWERED = "answered"
    NATIONALITY_CONFIRMED = "nationality_confirmed"
    DOCUMENT_PROMISED = "document_promised"
    DOCUMENT_ISSUED = "document_issued"
    DEPARTED = "departed"

    @property
    def place(self) -> int:
        """Place in the order, from 0."""
        return tuple(Stage).index(self)


class Departure(StrEnum):
    """How people left. The three are never added together."""

    INDEPENDENT = "independent"
    FORCED = "forced"
    UNKNOWN_DESTINATION = "unknown_destination"


class Follow(StrEnum):
    """Whether later stages count the same people and requests, or the same period."""

    COHORT = "cohort"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Population:
    """Of whom a stage is counted; rates are taken within one population only.

    Attributes
    ----------
    country, reporter : str
        ISO 3166 alpha-3 of the country of origin and of the counting state.
    since, until : date
        First and last day of the period (or of the cohort's beginning).
    follow : Follow
        A ratio within a cohort is a share, at most 1; one within a period may pass 1.
    counted_by : str
        Who counts what, as the source says, as in `DT&V, requests`.
    """

    country: str
    reporter: str
    since: date
    until: date
    follow: Follow
    counted_by: str


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """A count as published, with what was done to it first.

    Attributes
    ----------
    value : int or None
        Persons, documents or requests as published; `None` where it is not known
        or suppressed.
    base : int
        Rounded to the nearest multiple of this; 1 for exact counts.
    fewer_than : int or None
        "Fewer than 5" is 5; `None` if the count is not suppressed.
    """

    value: int | None = None
    base: int = 1
    fewer_than: int | None = None


@dataclass(frozen=True, slots=True)
class StageCount:
    """One stage of one population.

    Attributes
    ----------
    departure : Departure or None
        Given for the last stage, and only there.
    sources : tuple of str
        Facts or cells that the count rests on.
    """

    population: Population
    stage: Stage
    count: PublishedCount
    departure: Departure | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageRate:
    """How much of one stage reached another.

    Attributes
    ----------
    interval : Interval or None
        Least and greatest rate that the published counts allow; `None` when a
        count is not known or the earlier one may be 0.
    passed_over : tuple of Stage
        Stages in between that the rate says nothing on; empty between neighbours.
    """

    earlier: Stage
    later: Stage
    departure: Departure | None
    interval: Interval | None
    passed_over: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True)
class Funnel:
    """What is known of one population, stage by stage.

    Attributes
    ----------
    bounds : tuple of (StageCount, Interval or None)
        Every stage counted, in order, with the true counts' bounds.
    not_counted : tuple of Stage
        Stages of which nothing is known.
    rates : tuple of StageRate
        Between neighbouring stages that are both counted.
    issuance : StageRate or None
        Documents issued over requests, as the Commission defines it. It passes
        stages over and is shown apart; `None` if one of the two is not counted.
    """

    population: Population
    bounds: tuple[tuple[StageCount, Interval | None], ...]
    not_counted: tuple[Stage, ...]
    rates: tuple[StageRate, ...]
    issuance: StageRate | None


@dataclass(frozen=True, slots=True)
class DurationBand:
    """Documents by the days that passed since the request.

    `since_days` and `until_days` belong to the band; `until_days` is `None` where it
    has no end.
    """

    since_days: int
    until_days: int | None
    count: PublishedCount


@dataclass(frozen=True, slots=True)
class TimeToDocument:
    """How long requests took until a document.

    Attributes
    ----------
    documents : Interval
        Documents that were issued, bounded.
    waiting : Interval or None
        Requests still open at the end: a stock, in no rate. `None` if not known.
    median_days : Interval or None
        Within which the median of the issued lies; `None` if it may be that no
        document came.
        `upper` is infinite when the longest band has no end.
    within_term : Interval or None
        Share of the issued that came within `term_days`; `None` if no term is set,
        or if it may be that no document came.
    """

    documents: Interval
    waiting: Interval | None
    median_days: Interval | None
    term_days: int | None
    within_term: Interval | None

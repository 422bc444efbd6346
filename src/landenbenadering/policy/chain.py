"""What is recorded of the chain from decision to departure: counts, stage by stage."""

from dataclasses import dataclass

from landenbenadering.core.funnel import Departure, Follow, Stage
from landenbenadering.core.language import Bilingual


@dataclass(frozen=True, slots=True)
class CountedStage:
    """How many reached one stage, as the source says it.

    Attributes
    ----------
    departure : Departure or None
        Given for the last stage, and only there.
    value : int or None
        As published; `None` where the source hides it.
    below : int or None
        Where the source only says "fewer than 5": 5. `None` otherwise.
    """

    stage: Stage
    departure: Departure | None = None
    value: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class CountedWait:
    """How many documents came after so many days, as the source says it.

    Attributes
    ----------
    since_days, until_days : int
        First and last day of the band, counted from the request; `until_days` is
        `None` where it has no end.
    value, below : int or None
        As in `CountedStage`.
    """

    since_days: int
    until_days: int | None = None
    value: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class ChainCounts:
    """How far requests to take people back came, in a period or for a cohort.

    One fact holds one population, so that rates between its neighbouring stages mean
    something. The period is `valid_from` to `valid_until` of the record. Counts only,
    never persons by name.

    Attributes
    ----------
    counted : Bilingual
        What is counted, as a noun phrase ("requests for a travel document").
    stages : tuple of CountedStage
        Each stage at most once, departures once for each kind.
    reporter : str
        ISO 3166 alpha-3 of the state that counts.
    follow : Follow
        Whether later stages count the same people, or whatever fell in the period.
    rounded_to : int
        The source rounds its counts to multiples of this; 1 for exact counts.
    waits : tuple of CountedWait
        Documents issued by the days since the request, in order of days.
    waiting, waiting_below : int or None
        Requests still open at the end of the period: a stock, in no rate.
    """

    country: str
    counted: Bilingual
    stages: tuple[CountedStage, ...]
    reporter: str = "NLD"
    follow: Follow = Follow.PERIOD
    rounded_to: int = 1
    waits: tuple[CountedWait, ...] = ()
    waiting: int | None = None
    waiting_below: int | None = None

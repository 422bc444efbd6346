"""Orders to leave and returns of one citizenship, with what they can bear."""

from dataclasses import dataclass

from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Observation


@dataclass(frozen=True, slots=True)
class ReturnYear:
    """One year: the two published counts and the ratio's bounds.

    An observation is `None` where the publisher's file has no such row. `ratio`
    is returns over orders, bounded under the publisher's rounding; it may pass 1
    and is `None` where a count is missing or the true orders may be 0.
    """

    year: int
    orders: Observation | None
    returns: Observation | None
    ratio: Interval | None


@dataclass(frozen=True, slots=True)
class ReturnFigures:
    """A country's figures as one reporting state, or an aggregate, gives them.

    Attributes
    ----------
    country, reporter : str
        As in `Observation`.
    years : tuple of ReturnYear
        Every year asked for, in order, also those without data.
    years_used : tuple of int
        Years in which both counts are known; the pooled quantities rest on them.
    orders, returns : int or None
        Published counts summed over `years_used`; `None` if there is none.
    orders_bounds, returns_bounds, ratio, without_return : Interval or None
        Bounds under rounding, pooled over `years_used`. `without_return` is orders
        less returns in the same years: not a group of people, since a return
        may follow an order of an earlier year; it may be negative.
    missing_share : float
        Share of the counts asked for (two a year) that are not known, 0 to 1.
    """

    country: str
    reporter: str
    years: tuple[ReturnYear, ...]
    years_used: tuple[int, ...]
    orders: int | None
    returns: int | None
    orders_bounds: Interval | None
    returns_bounds: Interval | None
    ratio: Interval | None
    without_return: Interval | None
    missing_share: float

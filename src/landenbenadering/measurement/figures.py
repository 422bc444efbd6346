"""Orders and returns of a country, put together with what they can bear."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

import numpy as np

from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.core.return_figures import ReturnFigures, ReturnYear
from landenbenadering.measurement.errors import MeasurementError, TooFewOrdersError
from landenbenadering.measurement.ratio import (
    pooled_bounds,
    pooled_ratio_bounds,
    return_ratio_bounds,
)
from landenbenadering.measurement.rounding import (
    EUROSTAT_BASE,
    CountBounds,
    Persons,
    count_bounds,
)


def return_figures(
    observations: Iterable[Observation],
    *,
    country: str,
    reporter: str,
    years: Sequence[int],
    base: int = EUROSTAT_BASE,
) -> ReturnFigures:
    """Put together one country's orders and returns as one reporter gives them.

    Parameters
    ----------
    observations : iterable of Observation
        At most one per indicator, reporter, citizenship and year; those of other
        countries, reporters, years and indicators are passed over.
    country, reporter : str
        As in `Observation`.
    years : sequence of int
        Years asked for; they need not have data.
    base : int
        Rounding base of the publisher in persons.

    Returns
    -------
    ReturnFigures
        Pooled quantities rest on the years in which both counts are known, so
        that returns are never set against the orders of another period.

    Raises
    ------
    MeasurementError
        MEA105 two observations of one cell; MEA106 no year asked for.
    """
    wanted = [
        observation
        for observation in observations
        if observation.citizenship == country and observation.reporter == reporter
    ]
    return _put_together(
        wanted, country=country, reporter=reporter, years=years, base=base
    )


def compare_countries(
    observations: Iterable[Observation],
    *,
    reporter: str,
    countries: Iterable[str],
    years: Sequence[int],
    base: int = EUROSTAT_BASE,
) -> tuple[ReturnFigures, ...]:
    """Put together the figures of several countries, in the order asked for.

    The order says nothing on cooperation: a ratio also measures how the reporter
    registers orders and departures.

    Parameters
    ----------
    observations, reporter, years, base
        As in `return_figures`.
    countries : iterable of str
        ISO 3166 alpha-3, or aggregates as `TOTAL`; each once.

    Raises
    ------
    MeasurementError
        As in `return_figures`.
    """
    asked = tuple(countries)
    by_country: dict[str, list[Observation]] = {country: [] for country in asked}
    for observation in observations:
        if observation.reporter == reporter and observation.citizenship in by_country:
            by_country[observation.citizenship].append(observation)
    return tuple(
        _put_together(
            by_country[country],
            country=country,
            reporter=reporter,
            years=years,
            base=base,
        )
        for country in asked
    )


def _put_together(
    observations: list[Observation],
    *,
    country: str,
    reporter: str,
    years: Sequence[int],
    base: int,
) -> ReturnFigures:
    if not years:
        raise MeasurementError(
            "MEA106", problem="No year was asked for.", remedy="Give at least one year."
        )
    orders = _by_year(observations, Indicator.ORDERED_TO_LEAVE)
    returns = _by_year(observations, Indicator.RETURNED)
    asked = sorted(set(years))
    used = [y for y in asked if _known(orders.get(y)) and _known(returns.get(y))]
    ordered, returned = _persons(orders, used), _persons(returns, used)
    ratios = _ratios(used, ordered=ordered, returned=returned, base=base)
    known = sum(_known(counts.get(y)) for y in asked for counts in (orders, returns))
    orders_bounds = _interval(pooled_bounds(ordered, base)) if used else None
    returns_bounds = _interval(pooled_bounds(returned, base)) if used else None
    return ReturnFigures(
        country=country,
        reporter=reporter,
        years=tuple(
            ReturnYear(y, orders.get(y), returns.get(y), ratios.get(y)) for y in asked
        ),
        years_used=tuple(used),
        orders=int(ordered.sum()) if used else None,
        returns=int(returned.sum()) if used else None,
        orders_bounds=orders_bounds,
        returns_bounds=returns_bounds,
        ratio=_pooled_ratio(returned, ordered, base),
        without_return=(
            orders_bounds - returns_bounds if orders_bounds and returns_bounds else None
        ),
        missing_share=1 - known / (2 * len(asked)),
    )


def _by_year(
    observations: list[Observation], indicator: Indicator
) -> dict[int, Observation]:
    found: dict[int, Observation] = {}
    for observation in observations:
        if observation.indicator is not indicator:
            continue
        if observation.year in found:
            raise MeasurementError(
                "MEA105",
                problem=f"{indicator} of {observation.citizenship} in "
                f"{observation.year} by {observation.reporter} is there twice.",
                remedy="Choose one vintage of every count first.",
            )
        found[observation.year] = observation
    return found


def _ratios(
    years: list[int], *, ordered: Persons, returned: Persons, base: int
) -> dict[int, Interval]:
    """Bound the ratio of every year in which the true orders cannot be 0."""
    certain = count_bounds(ordered, base).lower > 0
    bounds = return_ratio_bounds(
        returns=returned[certain], orders=ordered[certain], base=base
    )
    years_left = compress(years, certain.tolist())
    pairs = zip(bounds.lower.tolist(), bounds.upper.tolist(), strict=True)
    return {
        year: Interval(lower, upper)
        for year, (lower, upper) in zip(years_left, pairs, strict=True)
    }


def _pooled_ratio(returned: Persons, ordered: Persons, base: int) -> Interval | None:
    try:
        bounds = pooled_ratio_bounds(returns=returned, orders=ordered, base=base)
    except TooFewOrdersError:
        return None
    return Interval(float(bounds.lower[0]), float(bounds.upper[0]))


def _known(observation: Observation | None) -> bool:
    return observation is not None and observation.value is not None


def _persons(counts: Mapping[int, Observation], years: list[int]) -> Persons:
    values = [counts[year].value for year in years]
    return np.array([v for v in values if v is not None], dtype=np.int64)


def _interval(bounds: CountBounds) -> Interval:
    return Interval(float(bounds.lower[0]), float(bounds.upper[0]))

"""The ratio of returns to orders, bounded."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.measurement.errors import MeasurementError, TooFewOrdersError
from landenbenadering.measurement.rounding import (
    EUROSTAT_BASE,
    CountBounds,
    Persons,
    count_bounds,
)

Ratio = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RatioBounds:
    """The least and the greatest ratio that published counts allow; may pass 1."""

    lower: Ratio
    upper: Ratio


def return_ratio_bounds(
    *, returns: Persons, orders: Persons, base: int = EUROSTAT_BASE
) -> RatioBounds:
    """Bound the ratio of returns to orders under the publisher's rounding.

    A person counts in the year of departure, whatever the year of the order,
    so this is a ratio and not the share of one cohort.

    Parameters
    ----------
    returns, orders : Persons, shape (n_years,)
        Published counts, rounded to the nearest multiple of `base`.
    base : int
        Rounding base in persons; odd, 1 for exact counts.

    Returns
    -------
    RatioBounds
        One pair of bounds per year.

    Raises
    ------
    TooFewOrdersError
        MEA103: in some year the true number of orders may be 0.
    MeasurementError
        MEA101, MEA102 as in `count_bounds`; MEA104 shapes differ.

    References
    ----------
    Eurostat, dataflows MIGR_EIRTN and MIGR_EIORD.
    """
    _require_same_years(returns, orders)
    returned, ordered = count_bounds(returns, base), count_bounds(orders, base)
    _require_orders(orders, ordered, base)
    return _quotient(returned, ordered)


def pooled_ratio_bounds(
    *, returns: Persons, orders: Persons, base: int = EUROSTAT_BASE
) -> RatioBounds:
    """Bound the ratio of all returns to all orders of several years.

    The bounds of the years are added before dividing: years with few orders,
    which alone allow no ratio, still count.

    Parameters
    ----------
    returns, orders : Persons, shape (n_years,)
        Published counts, rounded to the nearest multiple of `base`.
    base : int
        Rounding base in persons; odd, 1 for exact counts.

    Returns
    -------
    RatioBounds
        Arrays of shape (1,).

    Raises
    ------
    TooFewOrdersError
        MEA103: the true number of orders over all years may be 0.
    MeasurementError
        As in `return_ratio_bounds`.
    """
    _require_same_years(returns, orders)
    returned, ordered = pooled_bounds(returns, base), pooled_bounds(orders, base)
    _require_orders(np.atleast_1d(np.sum(orders, dtype=np.int64)), ordered, base)
    return _quotient(returned, ordered)


def pooled_bounds(published: Persons, base: int = EUROSTAT_BASE) -> CountBounds:
    """Bound the sum of true counts; each was rounded before it was published.

    Returns
    -------
    CountBounds
        Arrays of shape (1,); both 0 if there are no counts.
    """
    each = count_bounds(published, base)
    return CountBounds(
        lower=np.atleast_1d(each.lower.sum(dtype=np.int64)),
        upper=np.atleast_1d(each.upper.sum(dtype=np.int64)),
    )


def _quotient(returned: CountBounds, ordered: CountBounds) -> RatioBounds:
    return RatioBounds(
        lower=returned.lower / ordered.upper, upper=returned.upper / ordered.lower
    )


def _require_same_years(returns: Persons, orders: Persons) -> None:
    if np.shape(returns) != np.shape(orders):
        raise MeasurementError(
            "MEA104",
            problem=f"Returns of shape {np.shape(returns)} and orders of shape "
            f"{np.shape(orders)} are not of the same years.",
            remedy="Give both counts for every year, and only for those years.",
        )


def _require_orders(orders: Persons, ordered: CountBounds, base: int) -> None:
    too_few = ordered.lower < 1
    if too_few.any():
        fewest = int(np.asarray(orders)[too_few][0])
        raise TooFewOrdersError(
            "MEA103",
            problem=f"Orders of {fewest} persons, rounded to {base}, may be 0.",
            remedy="Pool years before taking a ratio.",
        )

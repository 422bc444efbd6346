"""Published counts as intervals around the true ones."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.measurement.errors import MeasurementError

Persons = npt.NDArray[np.int64]

EUROSTAT_BASE = 5


@dataclass(frozen=True, slots=True)
class CountBounds:
    """The least and the most persons that a published count can stand for."""

    lower: Persons
    upper: Persons


def count_bounds(published: Persons, base: int = EUROSTAT_BASE) -> CountBounds:
    """Bound true counts by what their publisher rounded them to.

    A count rounded to the nearest multiple of an odd `base` lies at most
    (`base` - 1) / 2 persons away from the truth, and is never below 0.

    Parameters
    ----------
    published : Persons
        Published counts, any shape; whole and not negative.
    base : int
        Rounding base in persons; odd and positive, 1 for exact counts.

    Raises
    ------
    MeasurementError
        MEA101 a count is negative; MEA102 the base is not odd and positive.

    Notes
    -----
    Eurostat's aggregates of states obey the same bounds: where all states report,
    EU-28 differs from the sum of their rounded counts by no more than that the
    aggregate is summed from exact counts and rounded once itself. So bounds of an
    aggregate follow from its own published count, not from those of the states.
    """
    if base < 1 or base % 2 == 0:
        raise MeasurementError(
            "MEA102",
            problem=f"A rounding base of {base} is not odd and positive.",
            remedy="Give the base of the source, as in 5, or 1 for exact counts.",
        )
    counts = np.asarray(published, dtype=np.int64)
    if (counts < 0).any():
        raise MeasurementError(
            "MEA101",
            problem=f"A count of {int(counts.min())} persons is below 0.",
            remedy="Leave out what is not known; it is not a number.",
        )
    slack = (base - 1) // 2
    return CountBounds(lower=np.maximum(counts - slack, 0), upper=counts + slack)

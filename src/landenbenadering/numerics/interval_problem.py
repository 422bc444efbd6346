"""A choice among items whose values are known within bounds."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.packages import PackageProblem

Int64s = npt.NDArray[np.int64]

Proceed = Callable[[], bool]


@dataclass(frozen=True, slots=True, eq=False)
class IntervalProblem:
    """Choose items whose values are known within bounds.

    Attributes
    ----------
    lower, upper : Int64s, shape (n_weightings, n_items)
        Bounds on the value of each item under each weighting.
    usage : Int64s, shape (n_limits, n_items)
    limits : Int64s, shape (n_limits,)
        As in `PackageProblem`.

    Raises
    ------
    NumericsError
        NUM201 when the shapes do not fit, NUM204 when a lower bound is above its
        upper bound.
    """

    lower: Int64s
    upper: Int64s
    usage: Int64s
    limits: Int64s

    def __post_init__(self) -> None:
        """Refuse bounds in the wrong order and shapes that do not fit."""
        PackageProblem(self.lower, self.usage, self.limits)
        PackageProblem(self.upper, self.usage, self.limits)
        if self.lower.shape != self.upper.shape or (self.lower > self.upper).any():
            raise NumericsError(
                "NUM204",
                problem="A lower bound is above its upper bound.",
                remedy="Give bounds in order, one pair per item and weighting.",
            )

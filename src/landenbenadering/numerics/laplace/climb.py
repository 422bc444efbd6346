"""Maximisation of a smooth function of few variables that is dear to evaluate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np

from landenbenadering.numerics.errors import NotConvergedError
from landenbenadering.numerics.laplace.arrays import Reals

MAX_STEPS = 200
LONGEST = 1.5


class Height(Protocol):
    """What the climb needs to know about a point."""

    @property
    def value(self) -> float:
        """The function."""

    @property
    def gradient(self) -> Reals:
        """Its gradient."""


H = TypeVar("H", bound=Height)


@dataclass(frozen=True, slots=True)
class Summit(Generic[H]):
    """The highest point found.

    Attributes
    ----------
    place : Reals
    height : H
        What was evaluated there.
    evaluations : int
    """

    place: Reals
    height: H
    evaluations: int


def climb(
    evaluate: Callable[[Reals, H | None], H],
    *,
    start: Reals,
    metric: Reals,
    tolerance: float,
) -> Summit[H]:
    """Climb by quasi-Newton (BFGS) steps with the gradient, halving what overshoots.

    Parameters
    ----------
    evaluate : callable
        Takes a place, and the last accepted evaluation to start warm from.
    start : Reals
    metric : Reals, shape (n, n)
        Guess of the inverse of the negative Hessian, positive definite.
    tolerance : float
        Ends once the gain that the quadratic model promises is below it.

    Raises
    ------
    NotConvergedError
        After `MAX_STEPS` steps the gain is still larger.

    References
    ----------
    Nocedal and Wright (2006), Numerical Optimization, 2nd ed., eq. 6.17.
    """
    place, height, count = start, evaluate(start, None), 1
    inverse = metric
    promised = np.inf
    for _ in range(MAX_STEPS):
        step = inverse @ height.gradient
        promised = 0.5 * float(step @ height.gradient)
        if promised < tolerance:
            return Summit(place, height, count)
        step *= min(1.0, LONGEST / float(np.max(np.abs(step))))
        rise = float(step @ height.gradient)
        length = 1.0
        while True:
            trial = evaluate(place + length * step, height)
            count += 1
            if trial.value >= height.value + 1e-4 * length * rise - 1e-9:
                break
            length *= 0.4
            if length < 1e-8:
                raise NotConvergedError(steps=count, decrement=promised)
        inverse = _updated(inverse, length * step, height.gradient - trial.gradient)
        place, height = place + length * step, trial
    raise NotConvergedError(steps=MAX_STEPS, decrement=promised)


def _updated(inverse: Reals, moved: Reals, fallen: Reals) -> Reals:
    """Update the inverse curvature, unless the function curves upwards here."""
    slope = float(moved @ fallen)
    if slope <= 1e-10 * float(np.linalg.norm(moved) * np.linalg.norm(fallen)):
        return inverse
    left = np.eye(moved.size) - np.outer(moved, fallen) / slope
    updated: Reals = left @ inverse @ left.T + np.outer(moved, moved) / slope
    return updated

"""Functions turned into machine code at their first call."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba  # type: ignore[import-untyped, unused-ignore]  # it ships no types

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function`, keep the result on disk, and keep its type.

    Integers wrap around silently inside, so callers check their ranges first.
    """
    machine: Callable[P, R] = numba.njit(cache=True)(function)
    return machine

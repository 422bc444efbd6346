"""Compilation of loops to machine code."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function` on its first call and keep the result on disk.

    The function keeps its signature; it may use only what Numba compiles. Its
    machine code is kept beside the source, or in the user's cache where that
    folder cannot be written. It lets go of the interpreter's lock, so that other
    threads can go on.
    """
    fast: Callable[P, R] = numba.njit(cache=True, nogil=True, error_model="numpy")(
        function
    )
    return fast


def compiled_sums(function: Callable[P, R]) -> Callable[P, R]:
    """Compile as `compiled`, and let sums be taken in the order that is quickest.

    Several terms are then added at once. Only for functions in which that cannot
    change more than the last digits.
    """
    fast: Callable[P, R] = numba.njit(
        cache=True,
        nogil=True,
        error_model="numpy",
        fastmath={"reassoc", "contract", "nsz"},
    )(function)
    return fast


def woven(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function` anew inside each compiled function that calls it.

    For small steps of an inner loop, whose call would take longer than they do.
    """
    fast: Callable[P, R] = numba.njit(inline="always", error_model="numpy")(function)
    return fast

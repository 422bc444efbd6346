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

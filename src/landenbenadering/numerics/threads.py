"""How many threads dense algebra uses."""

from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import (  # type: ignore[import-untyped]  # it ships no types
    threadpool_limits,
)


@contextmanager
def one_thread() -> Iterator[None]:
    """Do dense algebra in one thread inside a `with` block.

    For matrices of a few hundred rows a second thread mostly waits: on a busy
    machine factoring takes ten times as long. One thread also gives the same
    digits on machines with different numbers of processors.
    """
    with threadpool_limits(limits=1, user_api="blas"):
        yield

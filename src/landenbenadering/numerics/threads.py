"""How many threads dense algebra uses, and what is done side by side."""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TypeVar

from threadpoolctl import (  # type: ignore[import-untyped]  # it ships no types
    threadpool_limits,
)

THREADS = 4

T = TypeVar("T")


def side_by_side(
    tasks: Iterable[Callable[[], T]], *, ended: Event | None = None
) -> Generator[T]:
    """Do tasks at the same time and give their answers in their order.

    Each task is done by one thread, so that the answers do not depend on how many
    there are. Whoever stops taking answers stops the tasks not yet begun.

    Parameters
    ----------
    tasks : iterable of callable
        They must not change what another of them reads.
    ended : Event or None
        Set when the last answer was taken, a task failed or someone interrupts;
        tasks that take long look at it.
    """
    pool = ThreadPoolExecutor(THREADS)
    try:
        for future in [pool.submit(task) for task in tasks]:
            yield future.result()
    finally:
        if ended is not None:
            ended.set()
        pool.shutdown(cancel_futures=True)


@contextmanager
def one_thread() -> Iterator[None]:
    """Do dense algebra in one thread inside a `with` block.

    For matrices of a few hundred rows a second thread mostly waits: on a busy
    machine factoring takes ten times as long. One thread also gives the same
    digits on machines with different numbers of processors.
    """
    with threadpool_limits(limits=1, user_api="blas"):
        yield

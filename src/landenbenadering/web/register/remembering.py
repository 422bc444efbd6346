"""Answers kept for as long as nothing is added to the register.

Rows are never changed or removed, so the last one tells whether an answer still
stands; and appends wait for one another, so that the last one is also the newest.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from functools import lru_cache, wraps
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

from landenbenadering.web.register.models import RecordVersion

P = ParamSpec("P")
T = TypeVar("T")
Stamp = tuple[int, datetime]
_KEPT = 32
_AT_ONCE = 16


def register_stamp() -> Stamp | None:
    """Give what changes with every addition; `None` while the register is empty.

    The moment of entry is part of it: a number may come back after a rollback.
    """
    rows = RecordVersion.objects.order_by("-pk")
    return rows.values_list("pk", "entered").first()


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Keep the last answers of a function of the register, in this process.

    Its arguments must be hashable, and its answer must not be changed by who gets it.
    """

    @lru_cache(maxsize=_KEPT)
    def kept(_stamp: Stamp | None, *args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    # Who asks while another works the same answer out waits for it. Functions that
    # are remembered ask one another in one direction only, so none waits in a ring.
    working = [Lock() for _ in range(_AT_ONCE)]

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        stamp = register_stamp()
        place = hash((stamp, args, tuple(kwargs.items()))) % _AT_ONCE
        with working[place]:
            return kept(stamp, *args, **kwargs)  # type: ignore[arg-type]

    return asked


class Shelf(Generic[T]):
    """A few large answers, kept in this process as long as `remembered` keeps its own.

    Parameters
    ----------
    most : int
        How many are kept; those that were asked for last.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[Stamp | None, Hashable], T] = OrderedDict()
        self._lock = Lock()
        self._working = [Lock() for _ in range(_AT_ONCE)]

    def answer(self, question: Hashable, make: Callable[[], T]) -> T:
        """Give the answer that is kept; else make it, once for all who ask now.

        Parameters
        ----------
        question : hashable
            Everything on which the answer rests, beside the register.
        """
        key = (register_stamp(), question)
        with self._working[hash(key) % _AT_ONCE]:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key]
            made = make()
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            return made

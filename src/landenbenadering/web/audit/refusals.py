"""Recording what a service refused, after its transaction was rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.web.audit.services import Actor, record_refusal
from landenbenadering.web.audit.subjects import Subject

_within: ContextVar[bool] = ContextVar("within", default=False)


@contextmanager
def refusals(*, actor: Actor, capacity: str, subject: Subject | None) -> Iterator[None]:
    """Record a refusal that leaves this block, and raise it on.

    Stands around the transaction of a service, not within it. Of blocks within one
    another the outermost records: what an inner one refuses may be dealt with.
    """
    if _within.get():
        yield
        return
    token = _within.set(True)
    try:
        yield
    except LandenbenaderingError as error:
        record_refusal(
            f"{error.code} {error.problem}",
            actor=actor,
            capacity=capacity,
            subject=subject,
        )
        raise
    finally:
        _within.reset(token)

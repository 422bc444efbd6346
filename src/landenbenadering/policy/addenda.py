"""Whether what fewer may read than a fact is kept from the others."""

from collections.abc import Iterable

from landenbenadering.policy.dealings import Addendum
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure

_STEPS = (Disclosure.PUBLIC, Disclosure.HOUSE, Disclosure.INTERNAL)


def is_stricter(level: Disclosure, *, than: Disclosure) -> bool:
    """Say whether fewer may read one level than another."""
    return _STEPS.index(level) > _STEPS.index(than)


def check_addendum(record: Record, records: Iterable[Record]) -> None:
    """Refuse an addition that as many may read as the fact to which it belongs.

    It would not be needed then, or would tell of a fact that not all may read.

    Raises
    ------
    PolicyError
        POL318 too many may read it, or it adds to another addition.
    """
    fact = record.fact
    if not isinstance(fact, Addendum):
        return
    for held in records:
        if held.id != fact.about:
            continue
        fewer = is_stricter(record.disclosure, than=held.disclosure)
        if isinstance(held.fact, Addendum) or not fewer:
            error = PolicyError(
                "POL318",
                problem=f"Record {record.id!r}: as many may read it as {held.id!r}, "
                "to which it adds.",
                remedy="Let fewer read it, or say it in the fact itself.",
            )
            error.path = "disclosure"
            raise error

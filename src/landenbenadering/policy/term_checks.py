"""Whether terms of agreements, and counts under them, can be held together."""

from collections.abc import Mapping

from landenbenadering.policy.dealings import (
    Agreement,
    DocumentGrant,
    Performance,
    Term,
)
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import TermKind, TermUnit

_IN_DAYS = (TermKind.DEADLINE, TermKind.VALIDITY)


def check_terms(record: Record) -> None:
    """Refuse terms and counts that no one can measure by.

    Raises
    ------
    PolicyError
        POL309 a limit or count below 0, bounds that cross, a unit that does not go
        with the kind of term, or two terms of one name.
    """
    match record.fact:
        case Agreement(terms=terms):
            for term in terms:
                if term.limit < 0:
                    raise _error(
                        record, "terms", f"the limit of {term.name!r} is below 0."
                    )
                if (term.unit is TermUnit.DAYS) != (term.kind in _IN_DAYS):
                    unit = f"counted in {term.unit.value.replace('_', ' ')}"
                    raise _error(
                        record, "terms", f"{term.name!r} is a {term.kind}, {unit}."
                    )
            if len({term.name for term in terms}) < len(terms):
                raise _error(record, "terms", "two terms have one name.")
        case Performance(least=least, most=most) if not 0 <= least <= most:
            raise _error(record, "most", f"it counts from {least} to {most}.")
        case DocumentGrant():
            _check_grant(record, record.fact)


def _check_grant(record: Record, fact: DocumentGrant) -> None:
    used, lost = fact.used or 0, fact.not_found or 0
    if fact.granted < 0 or used < 0 or lost < 0 or used + lost > fact.granted:
        raise _error(
            record,
            "granted",
            f"{used} used and {lost} not found of {fact.granted} granted.",
        )
    if fact.used_below is not None and (fact.used is not None or fact.used_below < 1):
        raise _error(record, "used_below", "the use is counted and hidden at once.")
    shortest, longest = fact.shortest_days, fact.longest_days
    if (shortest is None) != (longest is None) or not (
        0 <= (shortest or 0) <= (longest or 0)
    ):
        raise _error(
            record,
            "longest_days",
            f"people were there {shortest} to {longest} days.",
        )


def check_named_term(record: Record, terms: Mapping[str, tuple[Term, ...]]) -> None:
    """Refuse a performance under a term that its agreement never had.

    `terms` holds those of every version, by record id of the agreement.

    Raises
    ------
    PolicyError
        POL317 there is no such term.
    """
    fact = record.fact
    if not isinstance(fact, Performance):
        return
    names = {term.name for term in terms.get(fact.agreement, ())}
    if fact.term not in names:
        known = ", ".join(sorted(names)) or "none"
        error = PolicyError(
            "POL317",
            problem=f"Record {record.id!r}: {fact.agreement!r} has no term "
            f"{fact.term!r}.",
            remedy=f"Use one of its terms: {known}.",
        )
        error.path = "fact.term"
        raise error


def _error(record: Record, field: str, problem: str) -> PolicyError:
    error = PolicyError(
        "POL309",
        problem=f"Record {record.id!r}: {problem}",
        remedy="Give numbers from 0 with the lower first, days for deadlines and "
        "validity, persons for quotas and ceilings, and one name for each term.",
    )
    error.path = f"fact.{field}"
    return error

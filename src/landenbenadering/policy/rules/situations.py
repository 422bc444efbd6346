"""What holds in a country on a day, as far as it bears on return."""

from datetime import date

from landenbenadering.policy.dealings import Situation
from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.case import Facts
from landenbenadering.policy.vocabulary import SituationKind

_FINDINGS = (
    SituationKind.NO_PROSPECT_OF_REMOVAL,
    SituationKind.PROSPECT_OF_REMOVAL,
)


def holds_on(record: Record, day: date) -> bool:
    """Say whether a fact is valid on a day, as far as its dates tell.

    A date known to the month or year counts from its first day and up to its last.
    """
    if record.valid_from is not None and record.valid_from.earliest > day:
        return False
    return record.valid_until is None or record.valid_until.latest >= day


def return_is_barred(facts: Facts, country: str, *, on: date) -> Situation | None:
    """Give the situation that bars forced return to a country on a day, if any.

    A finding that there is no prospect of removal holds until its end, or until a
    later finding that there is.
    """
    found = bar_on_return(facts, country, on=on)
    return None if found is None else found[1]


def bar_on_return(
    facts: Facts, country: str, *, on: date
) -> tuple[Record, Situation] | None:
    """Give what bars forced return to a country on a day, with its record."""
    held = [
        (record, situation)
        for record, situation in facts.of(Situation)
        if situation.country == country and holds_on(record, on)
    ]
    for record, situation in held:
        if situation.kind is SituationKind.DEPARTURE_MORATORIUM:
            return record, situation
    findings = [found for found in held if found[1].kind in _FINDINGS]
    if not findings:
        return None
    last = max(findings, key=lambda found: starts(found[0]))
    return last if last[1].kind is SituationKind.NO_PROSPECT_OF_REMOVAL else None


def starts(record: Record) -> date:
    """Give the day from which a fact counts; its source's, if it has no other."""
    if record.valid_from is None:
        return record.known_from
    return record.valid_from.earliest

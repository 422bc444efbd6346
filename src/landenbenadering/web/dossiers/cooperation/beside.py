"""The ministry's judgement beside what the counts say; neither is adjusted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from landenbenadering.measurement.cooperation.results import Course, Multiplier
from landenbenadering.policy.facts import Judgement
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Cooperation as Judged

FEW_PERSONS = 100
FEW_STATES = 3
LITTLE_INFORMATION = 10.0

_SAYS_THE_SAME = {Judged.SMOOTH: Course.SMOOTH, Judged.LESS_SMOOTH: Course.LESS_SMOOTH}


class Relation(StrEnum):
    """How a judgement and an estimate relate."""

    AGREE = "agree"
    DIFFER = "differ"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Beside:
    """A judgement and an estimate side by side, with reasons why they may differ."""

    relation: Relation
    reasons: tuple[str, ...]


def beside(judged: Judged, known_from: date, found: Multiplier) -> Beside:
    """Set a judgement beside an estimate.

    Reasons are given unless the two agree. They are what may lie behind the
    difference, not what was found to.
    """
    if found.course is Course.CANNOT_TELL:
        relation = Relation.UNDECIDED
    elif _SAYS_THE_SAME[judged] is found.course:
        return Beside(Relation.AGREE, ())
    else:
        relation = Relation.DIFFER
    return Beside(relation, tuple(_reasons(known_from, found)))


def judged_beside(
    judgement: tuple[Record, Judgement] | None, found: Multiplier | None
) -> Beside | None:
    """Set a recorded judgement beside an estimate; `None` if either is not there."""
    if judgement is None or found is None:
        return None
    record, judged = judgement
    return beside(judged.cooperation, record.known_from, found)


def _reasons(known_from: date, found: Multiplier) -> list[str]:
    reasons = [
        _(
            "The judgement is on forced return. The counts mix forced and independent "
            "return."
        )
    ]
    if found.orders < FEW_PERSONS or found.information < LITTLE_INFORMATION:
        reasons.append(
            _("It is about few people, so chance weighs heavily in the counts.")
        )
    if found.reporter is None and found.states < FEW_STATES:
        reasons.append(_("Few states count people from this country."))
    if found.reporter is not None:
        reasons.append(
            _(
                "This is how one state meets the country. How that state counts "
                "people from this country in particular is part of it."
            )
        )
    if max(found.years) > known_from.year:
        reasons.append(
            _(
                "The judgement was given on %(day)s; the counts run until "
                "%(year)s, and things may have changed."
            )
            % {"day": date_format(known_from, "j F Y"), "year": max(found.years)}
        )
    return reasons

"""The ministry's judgement beside what the counts say; neither is adjusted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.measurement.cooperation.results import (
    Course,
    Multiplier,
    NoClass,
)
from landenbenadering.policy.facts import Judgement
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Cooperation as Judged
from landenbenadering.web.dossiers.cooperation.words import (
    course_word,
    multiplier_text,
)

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


def beside(
    judged: Judged,
    known_from: date,
    found: Multiplier,
    *,
    series: Series = Series.ALL,
    home: Multiplier | None = None,
) -> Beside:
    """Set a judgement beside an estimate.

    Reasons are given unless the two agree. They are what may lie behind the
    difference, not what was found to.

    Parameters
    ----------
    series : Series
        The returns that the estimate compares; judgements are on forced ones.
    home : Multiplier or None
        The same as the state whose ministry judges meets the country.
    """
    if found.course is Course.CANNOT_TELL:
        relation = Relation.UNDECIDED
    elif _SAYS_THE_SAME[judged] is found.course:
        return Beside(Relation.AGREE, ())
    else:
        relation = Relation.DIFFER
    reasons = [*_of_kind(series), *_reasons(known_from, found), *_at_home(found, home)]
    return Beside(relation, tuple(reasons))


def judged_beside(
    judgement: tuple[Record, Judgement] | None,
    found: Multiplier | None,
    *,
    series: Series = Series.ALL,
    home: Multiplier | None = None,
) -> Beside | None:
    """Set a recorded judgement beside an estimate; `None` if either is not there."""
    if judgement is None or found is None:
        return None
    record, judged = judgement
    return beside(
        judged.cooperation, record.known_from, found, series=series, home=home
    )


def _of_kind(series: Series) -> list[str]:
    match series:
        case Series.ALL:
            return [
                _(
                    "The judgement is on forced return. The counts mix forced and "
                    "independent return."
                )
            ]
        case Series.VOLUNTARY:
            return [
                _(
                    "The judgement is on forced return. These counts are of "
                    "independent return alone."
                )
            ]
        case Series.FORCED:
            return []


def _at_home(found: Multiplier, home: Multiplier | None) -> list[str]:
    if found.reporter is not None or home is None:
        return []
    said = {
        "median": multiplier_text(home.median),
        "lower": multiplier_text(home.ninety.lower),
        "upper": multiplier_text(home.ninety.upper),
        "course": course_word(home.course),
    }
    return [
        _(
            "The judgement is that of the Netherlands; here all states are together. "
            "As the Netherlands meets the country, the multiplier is %(median)s "
            "(90%%: %(lower)s to %(upper)s): %(course)s."
        )
        % said
    ]


def _reasons(known_from: date, found: Multiplier) -> list[str]:
    reasons = []
    if found.no_class is NoClass.CONTRADICTED:
        reasons.append(_("Two sources contradict each other in the counts used."))
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

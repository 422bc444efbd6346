"""What the page of the approach as a whole shows; each number leads to its list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.overview import (
    DepartmentAdvice,
    advice_by_department,
    agreements_by_keeping,
    countries_by_judgement,
)
from landenbenadering.policy.vocabulary import (
    Actor,
    Cooperation,
    Direction,
    Disclosure,
    Keeping,
    LinkageState,
)
from landenbenadering.web.decisions.standing import standing_verdicts
from landenbenadering.web.design.language import page_language
from landenbenadering.web.register.selectors import register_of_kinds
from landenbenadering.web.register.tallies import (
    CommitmentPart,
    LinkageKey,
    LinkagePart,
    advice_times,
    commitment_counts,
    linkage_counts,
    linkage_part_count,
)
from landenbenadering.web.register.words import word
from landenbenadering.web.worklist.words import COMMITMENTS

Levels = frozenset[Disclosure]
NONE = "none"
COUNTRY_KINDS = ("strategy", "judgement")
AGREEMENT_KINDS = ("agreement", "performance")
_PAIRS = [(direction, actor) for actor in Actor for direction in Direction]


@dataclass(frozen=True, slots=True)
class Tally:
    """A number with what it counts and the list behind it."""

    label: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class LinkageRow:
    """The linkages in one state: a number for each direction and actor, and all."""

    label: str
    cells: tuple[Tally, ...]
    total: Tally


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """What one department owes; medians in days."""

    fact: DepartmentAdvice
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The approach as a whole at one moment, as one reader may see it."""

    countries: tuple[Tally, ...]
    columns: tuple[str, ...]
    linkages: tuple[LinkageRow, ...]
    never_used: Tally
    reviews_overdue: Tally
    agreements: tuple[Tally, ...]
    rules: tuple[Tally, ...]
    commitments: tuple[Tally, ...]
    advice: tuple[AdviceRow, ...]


def overview_of(as_of: AsOf, disclosure: Levels) -> Overview:
    """Add everything up."""
    counts = linkage_counts(as_of, disclosure)
    return Overview(
        countries=_countries(as_of, disclosure),
        columns=tuple(
            _("%(direction)s by %(actor)s")
            % {"direction": word(direction), "actor": word(actor)}
            for direction, actor in _columns(counts)
        ),
        linkages=_linkage_rows(counts),
        never_used=_part(LinkagePart.NEVER_USED, as_of, disclosure),
        reviews_overdue=_part(LinkagePart.REVIEW_OVERDUE, as_of, disclosure),
        agreements=_agreements(as_of, disclosure),
        rules=_rules(as_of, disclosure),
        commitments=_commitments(as_of, disclosure),
        advice=_advice(as_of, disclosure),
    )


def list_address(which: str, /, **conditions: str) -> str:
    """Give the address of the list behind a number."""
    path = reverse("worklist:overview-list", args=[which])
    asked = {name: value for name, value in conditions.items() if value}
    return f"{path}?{urlencode(asked)}" if asked else path


def _countries(as_of: AsOf, disclosure: Levels) -> tuple[Tally, ...]:
    register = register_of_kinds(COUNTRY_KINDS, as_of, disclosure)
    return tuple(
        Tally(
            judgement_label(judged),
            len(found),
            list_address("countries", judgement=judged or NONE),
        )
        for judged, found in countries_by_judgement(register).items()
    )


def judgement_label(judged: Cooperation | None) -> str:
    """Name a class of judgement."""
    return _("not judged") if judged is None else word(judged)


def keeping_label(keeping: Keeping | None) -> str:
    """Name how agreements stand."""
    return _("no term that can be checked") if keeping is None else word(keeping)


def _columns(counts: Mapping[LinkageKey, int]) -> Sequence[tuple[Direction, Actor]]:
    held = {(direction, actor) for _state, direction, actor in counts}
    return [pair for pair in _PAIRS if pair in held]


def _linkage_rows(counts: Mapping[LinkageKey, int]) -> tuple[LinkageRow, ...]:
    columns = _columns(counts)
    states = [s for s in LinkageState if any(key[0] is s for key in counts)]
    return tuple(
        LinkageRow(
            label=word(state),
            cells=tuple(
                Tally(
                    "",
                    counts.get((state, direction, actor), 0),
                    list_address(
                        "linkages", state=state, direction=direction, actor=actor
                    ),
                )
                for direction, actor in columns
            ),
            total=Tally(
                "",
                sum(number for key, number in counts.items() if key[0] is state),
                list_address("linkages", state=state),
            ),
        )
        for state in states
    )


def _part(part: LinkagePart, as_of: AsOf, disclosure: Levels) -> Tally:
    number = linkage_part_count(part, as_of, disclosure)
    return Tally("", number, list_address("linkages", part=part))


def _agreements(as_of: AsOf, disclosure: Levels) -> tuple[Tally, ...]:
    register = register_of_kinds(AGREEMENT_KINDS, as_of, disclosure)
    found = agreements_by_keeping(register, today=as_of.known_on)
    return tuple(
        Tally(
            keeping_label(keeping),
            len(records),
            list_address("agreements", keeping=keeping or NONE),
        )
        for keeping, records in found.items()
    )


def _rules(as_of: AsOf, disclosure: Levels) -> tuple[Tally, ...]:
    language = page_language()
    return tuple(
        Tally(
            f"{verdict.rule.number}: {verdict.rule.text.in_(language)}",
            len(verdict.breaches),
            f"{reverse('decisions:rules')}#{verdict.rule.number}",
        )
        for verdict in standing_verdicts(as_of, disclosure)
    )


def _commitments(as_of: AsOf, disclosure: Levels) -> tuple[Tally, ...]:
    counted = commitment_counts(as_of, disclosure)
    return tuple(
        Tally(str(COMMITMENTS[part]), number, list_address("commitments", part=part))
        for part, number in counted.items()
    )


def commitment_label(part: CommitmentPart) -> str:
    """Name how commitments stand."""
    return str(COMMITMENTS[part])


def _advice(as_of: AsOf, disclosure: Levels) -> tuple[AdviceRow, ...]:
    times = advice_times(as_of, disclosure)
    return tuple(
        AdviceRow(
            fact,
            word(fact.department),
            list_address("advice", department=fact.department),
        )
        for fact in advice_by_department(times, today=as_of.known_on)
    )

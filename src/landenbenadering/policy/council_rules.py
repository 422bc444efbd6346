"""How the Council of the European Union decides, by date."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files

from landenbenadering.policy.errors import PolicyError


@dataclass(frozen=True, slots=True)
class CouncilRule:
    """A rule by which the Council takes a decision by qualified majority.

    Attributes
    ----------
    code : str
        Name of the rule, as in `lisbon`.
    valid_from, valid_until : date
        First and last day; `valid_until` is `None` while it holds.
    members_share : Fraction
        Share of the members that must agree at least; 0 for no such rule.
    more_than_share : bool
        Whether more than that share must agree, as in a majority of the members.
    population_share : Fraction or None
        Share of the population that they must represent; `None` for no such rule.
    votes : mapping of str to int
        Weighted votes by ISO 3166 alpha-3; empty where the rule knows none.
    votes_quota : int or None
        Votes needed when all take part; `None` where the rule knows none.
    blocking_members : int or None
        Fewest members that can block when all take part; `None` for no such rule.
    source : str
        The provision.
    confirmed : bool
        Whether its figures have been confirmed against a source at hand; what
        rests on one that is not says so.
    """

    code: str
    valid_from: date
    valid_until: date | None
    members_share: Fraction
    more_than_share: bool
    population_share: Fraction | None
    votes: Mapping[str, int]
    votes_quota: int | None
    blocking_members: int | None
    source: str
    confirmed: bool

    def members_needed(self, taking_part: int) -> int:
        """Give the fewest members that agree when so many take part."""
        share = self.members_share * taking_part
        if self.more_than_share:
            return int(share) + 1
        return -int(-share // 1)


def council_rules(on: date) -> tuple[CouncilRule, ...]:
    """Give the rules valid on a day, the ordinary one first.

    Raises
    ------
    PolicyError
        POL401 when no rule is known for that day.
    """
    rules = tuple(
        rule for rule in _rules() if _holds(rule.valid_from, rule.valid_until, on)
    )
    if not rules:
        raise PolicyError(
            "POL401",
            problem=f"No voting rule of the Council is known for {on.isoformat()}.",
            remedy="Choose a day from 1973 on.",
        )
    return rules


def council_rule(on: date, *, code: str | None = None) -> CouncilRule:
    """Give the ordinary rule of a day, or the one named.

    Raises
    ------
    PolicyError
        POL401 when no rule is known for that day, POL402 when that rule does not
        hold on it.
    """
    rules = council_rules(on)
    for rule in rules:
        if code in (None, rule.code):
            return rule
    known = ", ".join(rule.code for rule in rules)
    raise PolicyError(
        "POL402",
        problem=f"The rule {code!r} does not hold on {on.isoformat()}.",
        remedy=f"Use one of: {known}.",
    )


def council_members(on: date) -> tuple[str, ...]:
    """Give the members of the Council on a day as ISO 3166 alpha-3, in order.

    A member that leaves does so at the end of its last day.
    """
    return tuple(
        sorted(
            str(entry["iso3"])
            for entry in _tables("member")
            if _holds(_date(entry["from"]), _optional_date(entry.get("until")), on)
        )
    )


@cache
def _rules() -> tuple[CouncilRule, ...]:
    return tuple(_rule(entry) for entry in _tables("rule"))


def _rule(entry: Mapping[str, object]) -> CouncilRule:
    share = str(entry["members_share"])
    population = entry.get("population_share")
    votes = entry.get("votes", {})
    return CouncilRule(
        code=str(entry["code"]),
        valid_from=_date(entry["from"]),
        valid_until=_optional_date(entry.get("until")),
        members_share=Fraction(share.removesuffix("+")),
        more_than_share=share.endswith("+"),
        population_share=None if population is None else Fraction(str(population)),
        votes=dict(votes) if isinstance(votes, dict) else {},
        votes_quota=_optional_int(entry.get("votes_quota")),
        blocking_members=_optional_int(entry.get("blocking_members")),
        source=str(entry["source"]),
        confirmed=entry["confirmed"] is True,
    )


@cache
def _parameters() -> dict[str, list[dict[str, object]]]:
    file = files("landenbenadering.policy.parameters") / "council.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _tables(name: str) -> list[dict[str, object]]:
    return _parameters()[name]


def _holds(first: date, last: date | None, on: date) -> bool:
    return first <= on and (last is None or on <= last)


def _date(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is not a date")
    return value


def _optional_date(value: object) -> date | None:
    return None if value is None else _date(value)


def _optional_int(value: object) -> int | None:
    return value if isinstance(value, int) else None

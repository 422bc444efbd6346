"""Whether a step can get its majority in the Council, and who decides that."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.numerics.coalitions import (
    MinimalCoalitions,
    cheapest_extension,
    minimal_blocking,
    minimal_winning,
)
from landenbenadering.numerics.voting import PowerIndices, VotingGame, power_indices
from landenbenadering.policy.council_rules import CouncilRule


class CircleVerdict(StrEnum):
    """What a circle of members can do together."""

    PASSES = "passes"
    BLOCKS = "blocks"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class CouncilVote:
    """A vote under one rule among the members that take part.

    Attributes
    ----------
    rule : CouncilRule
        The rule, marked as not confirmed where its figures are not, or where some
        members take no part.
    members : tuple of str
        Members taking part, ISO 3166 alpha-3, in order.
    game : VotingGame
        The same as a game; members in the same order.
    """

    rule: CouncilRule
    members: tuple[str, ...]
    game: VotingGame

    def verdict(self, circle: Collection[str]) -> CircleVerdict:
        """Say whether a circle passes a step, blocks one, or can do neither."""
        return self.verdicts(self._row(circle)[None, :])[0]

    def verdicts(self, circles: npt.NDArray[np.bool_]) -> tuple[CircleVerdict, ...]:
        """Say it of many circles at once, shape (n_circles, n_members)."""
        passes, blocks = self.game.wins(circles), self.game.blocks(circles)
        return tuple(
            CircleVerdict.PASSES
            if wins
            else CircleVerdict.BLOCKS
            if stops
            else CircleVerdict.NEITHER
            for wins, stops in zip(passes, blocks, strict=True)
        )

    def power(self) -> PowerIndices:
        """Compute every member's power; entries as in `members`."""
        return power_indices(self.game)

    def smallest_majorities(
        self, *, containing: Collection[str] = (), limit: int = 1000
    ) -> MinimalCoalitions:
        """Find the minimal winning coalitions that contain these members."""
        inside = self._places(containing)
        return minimal_winning(self.game, containing=inside, limit=limit)

    def smallest_blocks(
        self, *, containing: Collection[str] = (), limit: int = 1000
    ) -> MinimalCoalitions:
        """Find the minimal blocking coalitions that contain these members."""
        inside = self._places(containing)
        return minimal_blocking(self.game, containing=inside, limit=limit)

    def partners_to_win(
        self, circle: Collection[str], *, costs: Mapping[str, int] | None = None
    ) -> tuple[str, ...] | None:
        """Find the cheapest members to win over; all count alike without `costs`.

        `None` if not even all members together win.
        """
        prices = None if costs is None else [costs[member] for member in self.members]
        found = cheapest_extension(self.game, self._places(circle), costs=prices)
        if found is None:
            return None
        return tuple(self.members[place] for place in found.joining)

    def _places(self, circle: Collection[str]) -> list[int]:
        absent = sorted(set(circle) - set(self.members))
        if absent:
            raise AppraisalError(
                "APP101",
                problem=f"{', '.join(absent)} takes no part in this vote.",
                remedy="Leave them out, or let them take part.",
            )
        return [place for place, name in enumerate(self.members) if name in circle]

    def _row(self, circle: Collection[str]) -> npt.NDArray[np.bool_]:
        row = np.zeros(len(self.members), dtype=np.bool_)
        row[self._places(circle)] = True
        return row


def council_vote(
    rule: CouncilRule,
    *,
    taking_part: Collection[str],
    populations: Mapping[str, int],
    all_members: Collection[str],
) -> CouncilVote:
    """Set up a vote.

    Parameters
    ----------
    rule : CouncilRule
        The rule valid on the day.
    taking_part : collection of str
        Members that take part in the matter, ISO 3166 alpha-3; thresholds are
        shares of these.
    populations : mapping of str to int
        Persons, for the year that the Council used; not needed where the rule
        knows no population, or weighs votes and nobody asks to verify it.
    all_members : collection of str
        Members of the Council on the day.

    Raises
    ------
    AppraisalError
        APP102 when a member has no population or no votes, APP103 when someone
        takes part who is no member.

    Notes
    -----
    When all take part, a blocking minority has at least the number of members that
    the rule names. Otherwise it has at least the least number of members that
    represent more than 35 % of the population taking part, plus one (Article
    238(3)(a) TFEU). Under weighted votes the quota keeps its share of the votes.
    """
    strangers = sorted(set(taking_part) - set(all_members))
    if strangers or not taking_part:
        raise AppraisalError(
            "APP103",
            problem=f"No members on that day: {', '.join(strangers) or 'nobody'}.",
            remedy="Let only members take part, and at least one.",
        )
    members = tuple(sorted(taking_part))
    complete = len(members) == len(set(all_members))
    rows, quotas = [], []
    if rule.votes_quota is not None:
        votes = _values(members, rule.votes, "votes")
        share = Fraction(rule.votes_quota, sum(rule.votes.values()))
        rows.append(votes)
        quotas.append(_at_least(share * sum(votes)))
    people: tuple[int, ...] | None = None
    if rule.population_share is not None and (populations or not rule.votes):
        people = _values(members, populations, "population")
        rows.append(people)
        quotas.append(_at_least(rule.population_share * sum(people)))
    game = VotingGame(
        weights=tuple(rows),
        quotas=tuple(quotas),
        members=len(members),
        fewest=rule.members_needed(len(members)),
        enough=_always_enough(rule, people, complete=complete),
    )
    # What counts when some take no part has been read in no source at hand.
    shown = replace(rule, confirmed=rule.confirmed and complete)
    return CouncilVote(shown, members, game)


def _always_enough(
    rule: CouncilRule, people: tuple[int, ...] | None, *, complete: bool
) -> int | None:
    """Give the number of members against whom too few are left to block."""
    if rule.blocking_members is None or rule.population_share is None or people is None:
        return None
    blocking = rule.blocking_members
    if not complete:
        beyond = (1 - rule.population_share) * sum(people)
        held, count = 0, 0
        for persons in sorted(people, reverse=True):
            held, count = held + persons, count + 1
            if held > beyond:
                break
        blocking = count + 1
    return len(people) - blocking + 1


def _values(
    members: tuple[str, ...], table: Mapping[str, int], what: str
) -> tuple[int, ...]:
    missing = [member for member in members if member not in table]
    if missing:
        raise AppraisalError(
            "APP102",
            problem=f"No {what} known for {', '.join(missing)}.",
            remedy="Give a figure for every member that takes part.",
        )
    return tuple(table[member] for member in members)


def _at_least(amount: Fraction) -> int:
    return -int(-amount // 1)

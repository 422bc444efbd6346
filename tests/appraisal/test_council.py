"""The Council's rules by date, and what a circle of members can do under them."""

from datetime import date

import pytest

from landenbenadering.appraisal.council import CircleVerdict, council_vote
from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.policy.council_rules import (
    council_members,
    council_rule,
    council_rules,
)
from landenbenadering.policy.errors import PolicyError

TODAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("on", "count", "code"),
    [
        (date(1973, 1, 1), 9, "votes-9"),
        (date(1985, 6, 1), 10, "votes-10"),
        (date(1990, 1, 1), 12, "votes-12"),
        (date(2004, 4, 30), 15, "votes-15"),
        (date(2004, 5, 1), 25, "votes-25"),
        (date(2006, 12, 31), 25, "nice-25"),
        (date(2013, 3, 6), 27, "nice-27"),
        (date(2014, 10, 31), 28, "nice-28"),
        (date(2014, 11, 1), 28, "lisbon"),
        (TODAY, 27, "lisbon"),
    ],
)
def test_the_rule_and_the_members_are_those_of_the_day(
    on: date, count: int, code: str
) -> None:
    rule, members = council_rule(on), council_members(on)

    assert (len(members), rule.code) == (count, code)
    assert rule.votes.keys() in (set(), set(members))


@pytest.mark.parametrize(
    ("members", "needed"), [(28, 16), (27, 15), (26, 15), (20, 11)]
)
def test_lisbon_needs_55_percent_of_those_taking_part(
    members: int, needed: int
) -> None:
    assert council_rule(TODAY).members_needed(members) == needed


def test_a_majority_of_members_is_more_than_half() -> None:
    assert council_rule(date(2013, 3, 6)).members_needed(27) == 14
    assert council_rule(date(2005, 3, 6)).members_needed(24) == 13


def test_three_large_members_cannot_block_but_four_can() -> None:
    members = council_members(TODAY)
    people = dict.fromkeys(members, 1_000_000) | dict.fromkeys(
        ("DEU", "FRA", "ITA"), 60_000_000
    )
    vote = council_vote(
        council_rule(TODAY),
        taking_part=members,
        populations=people,
        all_members=members,
    )

    assert vote.verdict({"DEU", "FRA", "ITA"}) is CircleVerdict.NEITHER
    assert vote.verdict({"DEU", "FRA", "ITA", "MLT"}) is CircleVerdict.BLOCKS
    assert vote.verdict(set(members)) is CircleVerdict.PASSES
    assert vote.verdict(set()) is CircleVerdict.NEITHER
    partners = vote.partners_to_win({"NLD"})
    assert partners is not None
    assert vote.verdict({"NLD", *partners}) is CircleVerdict.PASSES


def test_without_some_members_a_block_needs_35_percent_plus_one_member() -> None:
    members = council_members(TODAY)
    people = dict.fromkeys(members, 1_000_000) | {"DEU": 80_000_000}
    vote = council_vote(
        council_rule(TODAY),
        taking_part=set(members) - {"DNK", "IRL"},
        populations=people,
        all_members=members,
    )

    assert len(vote.members) == 25
    assert vote.verdict({"DEU"}) is CircleVerdict.NEITHER
    assert vote.verdict({"DEU", "NLD"}) is CircleVerdict.BLOCKS
    with pytest.raises(AppraisalError, match="APP101"):
        vote.verdict({"IRL"})


def test_weighted_votes_pass_at_the_quota() -> None:
    on = date(2013, 3, 6)
    members = council_members(on)
    rule = council_rule(on)
    vote = council_vote(rule, taking_part=members, populations={}, all_members=members)

    assert sum(rule.votes.values()) == 345
    assert vote.game.quotas == (255,)
    smallest = vote.smallest_blocks(limit=1)
    assert int(smallest.coalitions[0].sum()) == 4
    assert vote.verdict({"DEU", "FRA", "ITA", "MLT"}) is CircleVerdict.NEITHER
    assert vote.verdict({"DEU", "FRA", "ITA", "LUX"}) is CircleVerdict.BLOCKS
    least = vote.smallest_majorities(containing={"NLD"}, limit=1).coalitions[0]
    assert int(least.sum()) == vote.game.fewest


def test_figures_that_no_file_confirms_are_marked() -> None:
    assert council_rule(TODAY).confirmed
    assert not council_rule(TODAY, code="lisbon-own-initiative").confirmed
    assert not council_rule(date(2013, 3, 6)).confirmed
    assert council_rules(TODAY)[0].code == "lisbon"


def test_what_is_not_known_is_refused() -> None:
    members = council_members(TODAY)
    rule = council_rule(TODAY)
    with pytest.raises(PolicyError, match="POL401"):
        council_rule(date(1960, 1, 1))
    with pytest.raises(PolicyError, match="POL402"):
        council_rule(TODAY, code="nice-27")
    with pytest.raises(AppraisalError, match=r"APP102.*NLD"):
        council_vote(
            rule,
            taking_part=members,
            populations=dict.fromkeys(set(members) - {"NLD"}, 1),
            all_members=members,
        )
    with pytest.raises(AppraisalError, match=r"APP103.*GBR"):
        council_vote(
            rule, taking_part={"GBR"}, populations={"GBR": 1}, all_members=members
        )

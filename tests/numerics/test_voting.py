"""Counts and indices equal brute force and what others published."""

import json
from fractions import Fraction
from itertools import combinations, pairwise, permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.power import council_game
from landenbenadering.numerics.coalitions import (
    cheapest_extension,
    minimal_blocking,
    minimal_winning,
)
from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.voting import (
    VotingGame,
    count_winning,
    power_indices,
)


@st.composite
def games(draw: st.DrawFn, most: int = 8) -> VotingGame:
    """Draw a small game, also one that everybody or nobody wins."""
    n = draw(st.integers(1, most))
    row = st.lists(st.integers(0, 9), min_size=n, max_size=n).map(tuple)
    rows = draw(st.lists(row, max_size=2).map(tuple))
    quotas = tuple(draw(st.integers(-1, sum(row) + 1)) for row in rows)
    enough = draw(st.none() | st.integers(0, n + 1))
    return VotingGame(rows, quotas, n, draw(st.integers(0, n + 1)), enough)


def wins(game: VotingGame, circle: frozenset[int]) -> bool:
    """Apply the definition."""
    if game.enough is not None and len(circle) >= game.enough:
        return True
    return len(circle) >= game.fewest and all(
        sum(row[i] for i in circle) >= quota
        for row, quota in zip(game.weights, game.quotas, strict=True)
    )


def all_circles(n: int) -> list[frozenset[int]]:
    """List every subset of the members."""
    return [frozenset(c) for s in range(n + 1) for c in combinations(range(n), s)]


@settings(max_examples=300, deadline=None)
@given(games())
def test_counts_equal_brute_force(game: VotingGame) -> None:
    winners = [c for c in all_circles(game.members) if wins(game, c)]

    counts = count_winning(game)

    assert counts.by_size == tuple(
        sum(len(c) == s for c in winners) for s in range(game.members + 1)
    )
    assert [sum(row) for row in counts.with_member] == [
        sum(i in c for c in winners) for i in range(game.members)
    ]
    assert power_indices(game).swings == tuple(
        sum(i in c and not wins(game, c - {i}) for c in winners)
        for i in range(game.members)
    )


@settings(max_examples=40, deadline=None)
@given(games(most=6))
def test_shapley_shubik_counts_pivots_over_all_orders(game: VotingGame) -> None:
    n = game.members
    pivots = [0] * n
    orders = list(permutations(range(n)))
    for order in orders:
        for place, member in enumerate(order):
            before = frozenset(order[:place])
            pivots[member] += wins(game, before | {member}) and not wins(game, before)

    expected = tuple(Fraction(count, len(orders)) for count in pivots)
    assert power_indices(game).shapley_shubik == expected


@settings(max_examples=100, deadline=None)
@given(games(most=12))
def test_more_weight_never_gives_less_power(game: VotingGame) -> None:
    if len(game.weights) != 1:
        return
    power = power_indices(game)
    order = sorted(range(game.members), key=lambda i: game.weights[0][i])

    for less, more in pairwise(order):
        assert power.banzhaf[less] <= power.banzhaf[more]
        assert power.shapley_shubik[less] <= power.shapley_shubik[more]
    assert sum(power.shapley_shubik) in (0, 1)


@settings(max_examples=200, deadline=None)
@given(games(), st.data())
def test_minimal_coalitions_equal_brute_force(
    game: VotingGame, data: st.DataObject
) -> None:
    n = game.members
    inside = data.draw(st.sets(st.integers(0, n - 1), max_size=2))
    circles = all_circles(n)
    everyone = frozenset(range(n))
    deciding = {c for c in circles if wins(game, c)}
    blocking = {c for c in circles if not wins(game, everyone - c)}
    for find, able in ((minimal_winning, deciding), (minimal_blocking, blocking)):
        expected = {
            c for c in able if inside <= c and not any(c - {i} in able for i in c)
        }
        found = find(game, containing=sorted(inside))
        assert {frozenset(np.flatnonzero(row)) for row in found.coalitions} == expected
        assert found.total == len(expected) == len(found.coalitions)
        assert found.complete
        few = find(game, containing=sorted(inside), limit=2)
        sizes = sorted(len(c) for c in expected)[:2]
        assert [int(row.sum()) for row in few.coalitions] == sizes
        assert few.complete == (len(expected) <= 2)


@settings(max_examples=200, deadline=None)
@given(games(), st.data())
def test_cheapest_extension_equals_brute_force(
    game: VotingGame, data: st.DataObject
) -> None:
    n = game.members
    circle = data.draw(st.sets(st.integers(0, n - 1)))
    costs = data.draw(st.lists(st.integers(0, 5), min_size=n, max_size=n))

    found = cheapest_extension(game, sorted(circle), costs=costs)

    options = [
        (sum(costs[i] for i in c), len(c))
        for c in all_circles(n)
        if not c & circle and wins(game, frozenset(c | circle))
    ]
    if found is None:
        assert options == []
    else:
        assert (found.cost, len(found.joining)) == min(options)
        assert wins(game, frozenset(circle.union(found.joining)))


@settings(max_examples=100, deadline=None)
@given(games())
def test_every_circle_gets_the_verdict_of_the_definition(game: VotingGame) -> None:
    circles = all_circles(game.members)
    table = np.array([[i in c for i in range(game.members)] for c in circles])
    everyone = frozenset(range(game.members))

    assert game.wins(table).tolist() == [wins(game, c) for c in circles]
    assert game.blocks(table).tolist() == [
        not wins(game, everyone - c) for c in circles
    ]


def test_the_eu_of_six_is_as_published() -> None:
    # Felsenthal and Machover (1998), The Measurement of Voting Power, table 5.3.3:
    # 4 4 4 2 2 1 with quota 12; Luxembourg is a dummy, 14 winning coalitions.
    power = power_indices(VotingGame(((4, 4, 4, 2, 2, 1),), (12,), 6))

    assert power.winning == 14
    assert power.swings == (10, 10, 10, 6, 6, 0)
    assert power.shapley_shubik[0] == Fraction(14, 60)
    assert power.shapley_shubik[3] == Fraction(9, 60)


@pytest.fixture
def council(shared_data: Path) -> dict[str, list[float]]:
    """Give the published indices of the Council of 28, or skip."""
    file = shared_data / "benchmarks" / "power" / "eu28_2019.json"
    if not file.is_file():
        pytest.skip(f"{file.name} is not here")
    content: dict[str, list[float]] = json.loads(file.read_text(encoding="utf-8"))
    return content


def test_council_of_28_is_as_published(council: dict[str, list[float]]) -> None:
    # power-bdd's test values; doubles, so equal to the last digit they can hold.
    people = tuple(int(persons) for persons in council["population"])
    quota = -(-65 * sum(people) // 100)

    power = power_indices(VotingGame((people,), (quota,), 28, 16, 25))

    assert power.winning == 30415198
    for own, published in (
        (power.banzhaf, council["banzhaf_absolute"]),
        (power.shapley_shubik, council["shapley_shubik"]),
    ):
        gaps = [abs(float(a) - b) for a, b in zip(own, published, strict=True)]
        assert max(gaps) <= 1e-15


def test_council_of_27_has_the_published_number_of_majorities(
    council: dict[str, list[float]],
) -> None:
    pairs = zip(council["members"], council["population"], strict=True)
    people = tuple(int(p) for name, p in pairs if str(name) != "UK")
    quota = -(-65 * sum(people) // 100)

    assert (
        power_indices(VotingGame((people,), (quota,), 27, 15, 24)).winning == 17713120
    )
    assert power_indices(VotingGame((people,), (quota,), 27, 15)).winning == 17713100


@pytest.mark.parametrize(
    ("weights", "quotas", "members", "code"),
    [
        (((1,) * 41,), (3,), 41, "NUM301"),
        (((1,), (1,), (1,)), (1, 1, 1), 1, "NUM301"),
        (((2**62,),), (1,), 1, "NUM301"),
        (((1, -1),), (1,), 2, "NUM302"),
        (((1, 1),), (), 2, "NUM302"),
        (((1, 1),), (1,), 3, "NUM302"),
    ],
)
def test_a_game_that_cannot_be_counted_is_refused(
    weights: tuple[tuple[int, ...], ...],
    quotas: tuple[int, ...],
    members: int,
    code: str,
) -> None:
    with pytest.raises(NumericsError, match=code):
        VotingGame(weights, quotas, members)


def test_costs_below_nothing_are_refused() -> None:
    with pytest.raises(NumericsError, match="NUM303"):
        cheapest_extension(VotingGame(((1, 1),), (2,), 2), [0], costs=[1, -1])


def test_a_list_of_votes_is_read_beside_one_of_populations(tmp_path: Path) -> None:
    """The Council of six, as in `test_the_eu_of_six_is_as_published`."""
    file = tmp_path / "rome.json"
    names = ["DEU", "FRA", "ITA", "NLD", "BEL", "LUX"]
    votes = {"members": names, "weights": [4, 4, 4, 2, 2, 1], "quota": 12}
    file.write_text(json.dumps(votes), encoding="utf-8")
    members, game = council_game(file)
    power = power_indices(game)

    assert members == names
    assert power.swings == (10, 10, 10, 6, 6, 0)
    # A majority of members beside it: two thirds of six.
    file.write_text(json.dumps({**votes, "min_members": 4}), encoding="utf-8")
    assert power_indices(council_game(file)[1]).swings[-1] > 0

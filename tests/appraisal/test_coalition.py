"""Who shares a problem, and what a partner adds: published counts and brute force."""

from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from landenbenadering.appraisal.coalition import Trend, share_of
from landenbenadering.appraisal.council import CircleVerdict
from landenbenadering.core.clocks import AsOf
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.numerics.coalition_values import all_coalitions, player_values
from landenbenadering.numerics.errors import NumericsError
from landenbenadering.pipelines.coalition import coalition, council_answer
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.council_populations import council_populations
from landenbenadering.policy.council_rules import council_members
from landenbenadering.policy.register import Register, known_versions

FILES = ("migr_eiord_Data_allcitizens.csv", "migr_eirtn_Data_allcitizens.csv")
NOW = AsOf(date(2026, 3, 6))


@pytest.fixture
def store(shared_data: Path, tmp_path: Path) -> EvidenceStore:
    """Give a store with the figures of every reporting state."""
    made = EvidenceStore(tmp_path)
    import_files(
        "eurostat-eil",
        [shared_data / "eurostat_eil" / name for name in FILES],
        store=made,
        retrieved=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return made


def test_shapley_values_equal_the_mean_over_all_orders() -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(size=16)
    expected = np.zeros(4)
    for order in permutations(range(4)):
        mask = 0
        for player in order:
            expected[player] += values[mask | 1 << player] - values[mask]
            mask |= 1 << player

    found = player_values(values)

    assert found.shapley == pytest.approx(expected / 24)
    assert found.shapley.sum() == pytest.approx(values[-1] - values[0])
    assert found.last[2] == pytest.approx(values[15] - values[11])
    for players in (0, 21):
        with pytest.raises(NumericsError, match="NUM311"):
            all_coalitions(players)


def test_partners_that_the_letter_names_are_held_against_the_figures(
    store: EvidenceStore,
) -> None:
    """Greece has the largest part for Afghans, 61,325 orders and 4,145 returns.

    Source: Eurostat MIGR_EIORD and MIGR_EIRTN, 2012-2016, extraction of 2017-18.
    """
    register = Register(NOW, known_versions(reference_records(), NOW))
    circle = ("NLD", "SWE", "NOR", "GBR")

    found = coalition(
        register,
        store=store,
        country="AFG",
        circle=circle,
        on=NOW.known_on,
    )

    first = found.problem[0]
    assert first.state == "GRC"
    assert (first.figures.orders, first.figures.returns) == (61_325, 4_145)
    assert first.trend is Trend.FALLING
    assert "EU28" not in {row.state for row in found.problem}
    assert share_of([r.state for r in found.problem], found.problem) == pytest.approx(1)
    (named,) = found.named
    assert dict(named.ranks) == {"SWE": 9, "NOR": 6, "GBR": 3}
    assert found.council.beside == ("GBR", "NOR")
    assert {one.partner for one in found.partners} == set(circle)


def test_a_circle_is_heard_only_with_those_without_whom_it_cannot_block(
    store: EvidenceStore,
) -> None:
    register = Register(NOW, known_versions(reference_records(), NOW))
    circle = ("DEU", "FRA", "ITA", "ESP", "LUX")

    found = coalition(
        register,
        store=store,
        country="MAR",
        circle=circle,
        on=NOW.known_on,
    )

    assert found.council.verdict is CircleVerdict.BLOCKS
    heard = sum(one.heard for one in found.partners)
    assert heard == pytest.approx(sum(one.own for one in found.partners))


@pytest.mark.parametrize("on", [date(2004, 11, 1), date(2013, 7, 1), date(2026, 3, 6)])
def test_every_member_has_a_population_that_counts(on: date) -> None:
    held = council_populations(on)

    assert held is not None
    assert set(council_members(on)) <= set(held.persons)


def test_populations_of_2019_give_the_published_count() -> None:
    """27 members: 17,713,120 winning coalitions.

    Source: the benchmark of voting power, populations of 1 January 2019.
    """
    answer = council_answer(date(2026, 3, 6), circle=("NLD",), opted_out=())

    assert answer.vote.power().winning == 17_713_120
    assert not answer.confirmed
    assert council_populations(date(2003, 1, 1)) is None


def test_who_opts_out_has_no_vote() -> None:
    answer = council_answer(
        date(2026, 3, 6), circle=("NLD", "DNK"), opted_out=("DNK", "IRL")
    )

    assert answer.beside == ("DNK",)
    assert len(answer.vote.members) == 25
    assert answer.extension is not None
    assert "DNK" not in answer.extension


def test_one_state_alone_is_compared_with_nobody(tmp_path: Path) -> None:
    register = Register(NOW, known_versions(reference_records(), NOW))

    found = coalition(
        register,
        store=EvidenceStore(tmp_path),
        country="AFG",
        circle=("NLD",),
        on=NOW.known_on,
    )

    (row,) = found.problem
    assert row.state == "NLD"
    assert row.share is None
    assert found.partners[0].own == 0

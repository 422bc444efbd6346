"""Shares of two wholes, checked by hand and by brute force."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landenbenadering.core.exposure import (
    AidChange,
    AidTouch,
    Circle,
    Coverage,
    ExposureYear,
    Flow,
    Interdependence,
    Missing,
    Rank,
)
from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.core.provenance import Provenance
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.measurement.interdependence.cells import TieCells
from landenbenadering.measurement.interdependence.exposure import (
    exposure_year,
    interdependence,
)
from landenbenadering.measurement.interdependence.shares import share_within
from landenbenadering.measurement.interdependence.ties import TIES, Tie
from landenbenadering.measurement.interdependence.touch import aid_touch

AID = TIES[0]
IMPORTS = next(t for t in TIES if t.flow is Flow.GOODS_TO_COUNTRY)
VISAS = next(t for t in TIES if t.flow is Flow.VISAS)
ALL = Coverage(None, None)
# Donor, recipient, year, million.
GIVEN = (
    ("NLD", "GHA", 2012, 40),
    ("NLD", "MLI", 2012, 60),
    ("DEU", "GHA", 2012, 20),
    ("DEU", "MLI", 2012, 80),
    ("USA", "GHA", 2012, 140),
    ("NLD", "GHA", 2013, 20),
    ("USA", "GHA", 2013, 180),
)


def cells(
    rows: Iterable[tuple[str, str, int, int | None]],
    tie: Tie = AID,
    *,
    slack: float = 0,
    coverage: Coverage = ALL,
) -> TieCells:
    observations = [
        Observation(
            tie.indicator,
            reporter,
            citizenship,
            year,
            value,
            "",
            Provenance("s", "d", "v", "f", "0", line, "c", date(2020, 1, 1)),
            part=str(line),
        )
        for line, (reporter, citizenship, year, value) in enumerate(rows)
    ]
    years = {one.year for one in observations}
    return TieCells(
        tie, observations, slack=slack, coverage=dict.fromkeys(years, coverage)
    )


def year_of(found: TieCells, *members: str, year: int = 2012) -> ExposureYear:
    return exposure_year(
        found, year=year, country="GHA", members=frozenset(members), income=None
    )


def test_one_sender_by_hand() -> None:
    result = year_of(cells(GIVEN), "NLD")

    assert result.of_country.interval == Interval(0.2, 0.2)
    assert result.of_sender.interval == Interval(0.4, 0.4)
    assert result.asymmetry == Interval(0.5, 0.5)
    assert result.country_rank == Rank(2, 3)
    assert result.sender_rank == Rank(2, 2)
    assert [cell.row for cell in result.cells] == [0]


def test_figures_of_senders_joined_to_those_of_a_country_are_the_whole() -> None:
    # A figure without a value counts for nothing, and keeps the others' places.
    ours = [r if r[0] in ("NLD", "DEU") else (*r[:3], None) for r in GIVEN]
    theirs = [r if r[1] == "GHA" else (*r[:3], None) for r in GIVEN]
    joined = TieCells.joined(cells(ours), cells(theirs))
    for year in (2012, 2013):
        assert year_of(joined, "NLD", "DEU", year=year) == year_of(
            cells(GIVEN), "NLD", "DEU", year=year
        )


def test_a_circle_counts_as_one_and_names_who_is_missing() -> None:
    result = year_of(cells(GIVEN), "NLD", "DEU", "BEL")

    assert result.of_country.interval == Interval(0.3, 0.3)
    assert result.of_sender.interval == Interval(0.3, 0.3)
    assert result.country_rank == Rank(2, 2)
    assert result.members_without_figure == ("BEL",)


def test_flows_within_a_circle_count_in_neither_whole() -> None:
    within = (*GIVEN, ("NLD", "DEU", 2012, 1000), ("DEU", "NLD", 2012, 1000))

    assert year_of(cells(within), "NLD", "DEU") == year_of(cells(GIVEN), "NLD", "DEU")


def test_the_country_may_be_the_one_who_reports() -> None:
    """What Ghana imports from the Netherlands stands under Ghana."""
    rows = (("GHA", "NLD", 2012, 30), ("GHA", "CHN", 2012, 70), ("FRA", "NLD", 2012, 9))
    result = year_of(cells(rows, IMPORTS), "NLD")

    assert result.of_country.interval == Interval(0.3, 0.3)
    assert result.of_sender.interval == Interval(30 / 39, 30 / 39)


def test_consulates_are_added_up_and_a_published_total_is_not_a_partner() -> None:
    rows = (
        ("NLD", "GHA", 2012, 3),
        ("NLD", "GHA", 2012, 2),
        ("FRA", "GHA", 2012, 5),
        ("SCHENGEN", "TOTAL", 2012, 999),
        ("FRA", "GHA", 2012, None),
    )
    result = year_of(cells(rows, VISAS), "NLD")

    assert result.amount == Interval(5, 5)
    assert result.of_country.interval == Interval(0.5, 0.5)
    assert len(result.cells) == 2


def test_figures_of_some_states_give_no_whole_of_another() -> None:
    """What the product ships is whole for some states only."""
    some = Coverage(frozenset({"NLD"}), frozenset())
    result = year_of(cells(GIVEN, coverage=some), "NLD")
    german = year_of(cells(GIVEN, coverage=some), "DEU")

    assert result.of_country.missing is Missing.NO_WHOLE
    assert result.country_rank is None
    assert result.of_sender.interval == Interval(0.4, 0.4)
    assert german.of_sender.missing is Missing.NO_WHOLE
    assert german.sender_rank is None
    assert result.asymmetry is None


def test_no_figure_is_not_nothing() -> None:
    result = year_of(cells(GIVEN), "BEL")

    assert result.amount is None
    assert result.of_country.missing is Missing.NO_FIGURE
    assert result.members_without_figure == ("BEL",)


def test_a_whole_that_may_be_nothing_gives_no_share() -> None:
    """Net aid can be below 0 when loans are paid back."""
    rows = (("NLD", "GHA", 2012, 10), ("DEU", "GHA", 2012, -10))

    result = year_of(cells(rows), "NLD").of_country
    assert (result.interval, result.missing) == (None, Missing.NOT_ABOVE_ZERO)


@given(
    st.lists(st.integers(1, 99), min_size=2, max_size=4),
    st.lists(st.floats(-0.5, 0.5), min_size=4, max_size=4),
)
def test_bounds_contain_the_true_share_whatever_was_rounded_away(
    published: list[int], moved: list[float]
) -> None:
    donors = ("NLD", "DEU", "USA", "FRA")
    rows = [(d, "GHA", 2012, v) for d, v in zip(donors, published, strict=False)]
    true = [v + m for v, m in zip(published, moved, strict=False)]

    share = year_of(cells(rows, slack=0.5), "NLD").of_country.interval
    assert share is not None
    assert share.lower - 1e-12 <= true[0] / sum(true) <= share.upper + 1e-12


def test_a_part_of_a_whole_is_bounded_more_narrowly_than_a_quotient() -> None:
    share = share_within(Interval(1, 3), Interval(1, 1), 2)

    assert share.interval == Interval(0.5, 0.75)


def profile(*members: str, years: tuple[int, ...] | None = None) -> Interdependence:
    circle = Circle("X", dict.fromkeys((2012, 2013), frozenset(members)))
    return interdependence(
        {"s": [cells(GIVEN)]}, country="GHA", sender=circle, years=years, income={}
    )


def test_the_trend_is_of_the_country_s_share_in_points() -> None:
    circle = Circle("NLD", dict.fromkeys((2012, 2013), frozenset({"NLD"})))
    result = interdependence(
        {"s": [cells(GIVEN)]}, country="GHA", sender=circle, years=None, income={}
    )
    [aid] = result.exposures

    assert aid.trend is not None
    assert (aid.trend.first, aid.trend.last) == (2012, 2013)
    assert aid.trend.change.lower == pytest.approx(-0.1)
    assert aid.latest.year == 2013
    assert Flow.AID not in result.missing
    assert Flow.STUDENTS in result.missing


def test_a_year_asked_for_without_a_figure_is_shown_as_such() -> None:
    circle = Circle("NLD", dict.fromkeys((2012, 2020), frozenset({"NLD"})))
    result = interdependence(
        {"s": [cells(GIVEN)]},
        country="GHA",
        sender=circle,
        years=(2012, 2020),
        income={},
    )

    assert [row.amount is None for row in result.exposures[0].years] == [False, True]


def test_a_country_within_the_circle_is_refused() -> None:
    with pytest.raises(MeasurementError, match="MEA421"):
        profile("NLD", "GHA")


def touch(change: AidChange) -> AidTouch:
    relief = Tie(Flow.AID, Indicator.AID_HUMANITARIAN, country_reports=False)
    return aid_touch(
        cells(GIVEN),
        cells([("NLD", "GHA", 2012, 1)], relief),
        country="GHA",
        sender=Circle("NLD", {2012: frozenset({"NLD"})}),
        year=2012,
        change=change,
        income=Interval(4000, 4000),
    )


def test_a_change_in_aid_is_set_against_each_whole_in_its_own_prices() -> None:
    result = aid_touch(
        cells(GIVEN),
        cells([], Tie(Flow.AID, Indicator.AID_HUMANITARIAN, country_reports=False)),
        country="GHA",
        sender=Circle("NLD", {2012: frozenset({"NLD"})}),
        year=2012,
        change=AidChange(usd=Interval(8, 12), usd_2022=Interval(10, 10)),
        income=Interval(4000, 4000),
    )

    assert result.of_sender_aid_there.interval == Interval(0.25, 0.25)
    assert result.of_all_aid_there.interval == Interval(0.05, 0.05)
    assert result.of_income.interval == Interval(0.002, 0.003)
    assert result.humanitarian is None


def test_without_a_conversion_nothing_is_told() -> None:
    result = touch(AidChange(usd=None, usd_2022=None))

    assert result.of_income.missing is Missing.NO_CONVERSION
    assert result.of_all_aid_there.missing is Missing.NO_CONVERSION


def test_an_amount_of_nothing_is_refused() -> None:
    with pytest.raises(MeasurementError, match="MEA422"):
        touch(AidChange(usd=Interval(0, 0), usd_2022=None))

"""Figures of a country rest on the years in which both counts are known."""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.core.provenance import Provenance
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.measurement.figures import compare_countries, return_figures

ORDERS, RETURNS = Indicator.ORDERED_TO_LEAVE, Indicator.RETURNED
YEARS = range(2012, 2017)
PROVENANCE = Provenance(
    source="eurostat-eil",
    dataflow="MIGR_EIORD",
    vintage="invented",
    file_name="invented.csv",
    sha256=hashlib.sha256(b"invented").hexdigest(),
    row=2,
    column="Value",
    known_from=date(2018, 12, 31),
)


def observation(
    indicator: Indicator, year: int, value: int | None, country: str = "GHA"
) -> Observation:
    return Observation(
        indicator=indicator,
        reporter="NLD",
        citizenship=country,
        year=year,
        value=value,
        flag="",
        provenance=PROVENANCE,
    )


def counts(
    orders: Iterable[int | None], returns: Iterable[int | None]
) -> list[Observation]:
    return [
        observation(indicator, year, value)
        for indicator, values in ((ORDERS, orders), (RETURNS, returns))
        for year, value in zip(YEARS, values, strict=False)
    ]


def test_years_are_pooled_and_each_has_its_ratio() -> None:
    figures = return_figures(
        counts([100, 200], [50, 20]), country="GHA", reporter="NLD", years=(2013, 2012)
    )

    assert figures.years_used == (2012, 2013)
    assert (figures.orders, figures.returns) == (300, 70)
    assert figures.orders_bounds == Interval(296, 304)
    assert figures.returns_bounds == Interval(66, 74)
    assert figures.ratio == Interval(66 / 304, 74 / 296)
    assert figures.without_return == Interval(222, 238)
    assert figures.missing_share == 0
    assert [year.ratio for year in figures.years] == [
        Interval(48 / 102, 52 / 98),
        Interval(18 / 202, 22 / 198),
    ]


def test_a_year_with_one_count_missing_is_not_used() -> None:
    figures = return_figures(
        counts([100, 200, None], [50, None, 10]),
        country="GHA",
        reporter="NLD",
        years=range(2012, 2016),
    )

    assert figures.years_used == (2012,)
    assert (figures.orders, figures.returns) == (100, 50)
    assert figures.missing_share == 4 / 8
    assert [year.ratio is None for year in figures.years] == [False, True, True, True]
    assert figures.years[3].orders is None
    assert figures.years[1].returns is not None


def test_missing_is_not_0() -> None:
    figures = return_figures(
        counts([100], [None]), country="GHA", reporter="NLD", years=[2012]
    )

    assert figures.years_used == ()
    assert figures.orders is None
    assert figures.returns is None
    assert figures.ratio is None
    assert figures.orders_bounds is None
    assert figures.without_return is None


def test_orders_that_may_be_0_give_no_ratio() -> None:
    figures = return_figures(
        counts([0, 0], [5, 0]), country="GHA", reporter="NLD", years=(2012, 2013)
    )

    assert figures.ratio is None
    assert figures.orders_bounds == Interval(0, 4)
    assert figures.without_return == Interval(-9, 1)


def test_a_year_without_orders_counts_in_the_pooled_ratio() -> None:
    figures = return_figures(
        counts([100, 0], [50, 5]), country="GHA", reporter="NLD", years=(2012, 2013)
    )

    assert [year.ratio is None for year in figures.years] == [False, True]
    assert figures.ratio == Interval((48 + 3) / (102 + 2), (52 + 7) / 98)


@given(
    st.lists(
        st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)), min_size=1, max_size=5
    )
)
def test_pooled_bounds_contain_the_truth(truth: list[tuple[int, int]]) -> None:
    rounded = [((o + 2) // 5 * 5, (r + 2) // 5 * 5) for o, r in truth]
    figures = return_figures(
        counts([o for o, _ in rounded], [r for _, r in rounded]),
        country="GHA",
        reporter="NLD",
        years=YEARS,
    )
    orders, returns = sum(o for o, _ in truth), sum(r for _, r in truth)

    assert figures.orders_bounds is not None
    assert figures.returns_bounds is not None
    assert figures.without_return is not None
    assert orders in figures.orders_bounds
    assert returns in figures.returns_bounds
    assert orders - returns in figures.without_return
    if figures.ratio is not None:
        assert returns / orders in figures.ratio


def test_other_countries_reporters_and_indicators_are_passed_over() -> None:
    others = [
        observation(ORDERS, 2012, 5_000, country="IRQ"),
        observation(Indicator.REFUSED_ENTRY, 2012, 5_000),
        observation(ORDERS, 1999, 5_000),
    ]
    figures = return_figures(
        [*counts([100], [50]), *others], country="GHA", reporter="NLD", years=[2012]
    )

    assert (figures.orders, figures.returns) == (100, 50)


def test_countries_are_compared_in_the_order_asked_for() -> None:
    observations = [*counts([100], [50]), observation(ORDERS, 2012, 5, country="IRQ")]
    figures = compare_countries(
        observations, reporter="NLD", countries=["IRQ", "GHA", "MLI"], years=[2012]
    )

    assert [figure.country for figure in figures] == ["IRQ", "GHA", "MLI"]
    assert figures[1] == return_figures(
        observations, country="GHA", reporter="NLD", years=[2012]
    )
    assert figures[2].missing_share == 1


def test_two_counts_of_one_cell_are_refused() -> None:
    with pytest.raises(MeasurementError, match=r"MEA105 .*2012"):
        return_figures(
            counts([100], [50]) * 2, country="GHA", reporter="NLD", years=[2012]
        )


def test_no_year_at_all_is_refused() -> None:
    with pytest.raises(MeasurementError, match="MEA106"):
        return_figures([], country="GHA", reporter="NLD", years=[])


@pytest.mark.parametrize(
    ("country", "orders", "returns", "percent"),
    [("JPN", 2_110, 45, 2), ("AUS", 825, 65, 8), ("SOM", 5_975, 535, 9)],
)
def test_shipped_figures_give_the_known_ratios_of_2012_to_2016(
    country: str, orders: int, returns: int, percent: int, tmp_path: Path
) -> None:
    """The ratio ranks Japan and Australia below Somalia: it is no cooperation score."""
    observations = EvidenceStore(tmp_path).observations(
        as_of=AsOf(date(2018, 12, 31)), reporters=["NLD"]
    )
    figures = return_figures(observations, country=country, reporter="NLD", years=YEARS)

    assert (figures.orders, figures.returns) == (orders, returns)
    assert figures.ratio is not None
    assert round(100 * returns / orders) == percent
    assert returns / orders in figures.ratio

"""From published counts to the cells of the cooperation model."""

from dataclasses import replace

import numpy as np
import pytest

from landenbenadering.core.observation import Indicator
from landenbenadering.measurement.cooperation.errors import (
    NoSuchSeriesError,
    NothingToCompareError,
)
from landenbenadering.measurement.cooperation.panel import Series, build_panel
from tests.measurement_model.registers import invented_register, observation


def test_kinds_of_return_are_refused_where_no_file_has_them() -> None:
    published, _ = invented_register(1)

    with pytest.raises(NoSuchSeriesError, match="MEA204"):
        build_panel(published, series=Series.FORCED)


def test_a_kind_of_return_is_compared_alone() -> None:
    """The unknown kind is added to neither, and the total is not looked at."""
    published, _ = invented_register(1)
    forced = [
        observation(kind, item.citizenship, item.reporter, item.year, 5)
        for item in published
        if item.indicator is Indicator.RETURNED
        for kind in (Indicator.RETURNED_BY_FORCE, Indicator.RETURNED_KIND_UNKNOWN)
    ]

    panel = build_panel([*published, *forced], series=Series.FORCED)

    assert set(panel.returns) == {5}
    assert set(panel.returns_to) == {7}


def test_a_suppressed_count_lies_within_its_bounds() -> None:
    """ "Fewer than 5" of returns is 0 to 4, and not a missing count."""
    published, _ = invented_register(1)
    key = ("CAA", "SAA", 2012)
    hidden = [
        replace(item, value=None, flag="c")
        if item.indicator is Indicator.RETURNED
        and (item.citizenship, item.reporter, item.year) == key
        else item
        for item in published
    ]

    known = build_panel(hidden, suppressed={"c": (0, 4)})

    place = (known.citizenship == key[0]) & (known.reporter == key[1])
    place &= known.year == key[2]
    assert known.returns_from[place].tolist() == [0]
    assert known.returns_to[place].tolist() == [4]
    assert known.missing == 0
    assert build_panel(hidden).missing == 1


def test_suppressed_orders_spread_over_their_bounds() -> None:
    """1 to 4 persons: mean 2.5, as the four nodes have."""
    published, _ = invented_register(1)
    key = ("CAA", "SAA", 2013)
    hidden = [
        replace(item, value=None, flag="c")
        if item.indicator is Indicator.ORDERED_TO_LEAVE
        and (item.citizenship, item.reporter, item.year) == key
        else item
        for item in published
    ]

    panel = build_panel(hidden, suppressed={"c": (1, 4)})

    place = (panel.citizenship == key[0]) & (panel.reporter == key[1])
    place &= panel.year == key[2]
    assert panel.current[place].mean() == pytest.approx(2.5)
    assert panel.current[place].min() == 1
    assert panel.current[place].max() == 4


def test_counts_that_are_not_known_are_left_out_and_counted() -> None:
    published, _ = invented_register(1)
    key = ("CAA", "SAA", 2012)
    hidden = [
        observation(item.indicator, *key, None)
        if (item.citizenship, item.reporter, item.year) == key
        else item
        for item in published
    ]

    panel = build_panel(hidden)

    assert panel.missing == 1
    assert not np.any(
        (panel.citizenship == "CAA") & (panel.reporter == "SAA") & (panel.year == 2012)
    )


def test_aggregates_are_no_countries() -> None:
    published, _ = invented_register(1)
    total = observation(Indicator.ORDERED_TO_LEAVE, "TOTAL", "EU28", 2012, 100)

    panel = build_panel([*published, total])

    assert "TOTAL" not in panel.citizenship
    assert panel.missing == 0


def test_nothing_to_compare_is_refused() -> None:
    with pytest.raises(NothingToCompareError, match="MEA201"):
        build_panel([])

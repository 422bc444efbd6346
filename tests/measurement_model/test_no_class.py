"""Where no class is given, however sure the model is."""

import pytest

from landenbenadering.core.observation import Indicator
from landenbenadering.measurement.cooperation.errors import (
    NoneBesideError,
    NoStandardError,
)
from landenbenadering.measurement.cooperation.model import fit_cooperation
from landenbenadering.measurement.cooperation.panel import build_panel
from landenbenadering.measurement.cooperation.results import (
    Course,
    NoClass,
    Standard,
    average_multipliers,
    multipliers,
)
from tests.measurement_model.registers import invented_register, observation
from tests.measurement_model.test_cooperation import sampled


@pytest.mark.parametrize(
    ("threshold", "certainty"),
    [
        *((outside, 0.9) for outside in (0.0, -1.0, float("nan"), float("inf"))),
        *((1.0, outside) for outside in (0.5, 0.3, 1.0, 90.0, float("nan"))),
    ],
)
def test_a_standard_by_which_anything_could_be_said_is_refused(
    threshold: float, certainty: float
) -> None:
    with pytest.raises(NoStandardError, match="MEA207"):
        Standard(threshold, certainty)


def test_a_country_that_one_state_counts_gets_no_class_for_all_states() -> None:
    """Ten times the returns of others: sure for that state, not for the country."""
    published, _ = invented_register(1)
    for year in (2012, 2013):
        key = ("ZZZ", "SAA", year)
        published += [
            observation(Indicator.ORDERED_TO_LEAVE, *key, 1000),
            observation(Indicator.RETURNED, *key, 5000),
        ]
    drawn = sampled(fit_cooperation(build_panel(published)))

    every = {item.citizenship: item for item in average_multipliers(drawn)}
    own = average_multipliers(drawn, reporter="SAA")

    assert every["ZZZ"].below < 0.05
    assert every["ZZZ"].course is Course.CANNOT_TELL
    assert every["ZZZ"].no_class is NoClass.ONE_STATE_COUNTS
    assert {item.no_class for item in every.values() if item.states > 1} == {None}
    (of_state,) = [item for item in own if item.citizenship == "ZZZ"]
    assert (of_state.course, of_state.no_class) == (Course.SMOOTH, None)


def test_a_state_gets_no_class_in_a_year_in_which_it_counted_nothing() -> None:
    """What stands there is carried over from other years and states."""
    published, _ = invented_register(1)
    kept = [
        item
        for item in published
        if (item.citizenship, item.reporter, item.year) != ("CAC", "SAA", 2013)
    ]
    drawn = sampled(fit_cooperation(build_panel(kept)))
    sure = Standard(threshold=1000.0)

    found = multipliers(drawn, reporter="SAA", standard=sure)

    without = [item for item in found if item.no_class is not None]
    assert ("CAC", (2013,)) in {(item.citizenship, item.years) for item in without}
    assert {item.no_class for item in without} == {NoClass.NO_COUNTS}
    for item in found:
        nothing = item.states == 0
        assert (item.no_class is NoClass.NO_COUNTS) is nothing
        assert (item.course is Course.CANNOT_TELL) is nothing
        assert item.orders == 0 or not nothing


def test_a_state_that_counts_one_country_compares_it_with_nothing() -> None:
    """Beside itself alone every country is exactly average, and that says nothing."""
    published, _ = invented_register(1)
    for year in (2012, 2013):
        key = ("CAC", "ZZZ", year)
        published += [
            observation(Indicator.ORDERED_TO_LEAVE, *key, 1000),
            observation(Indicator.RETURNED, *key, 100),
        ]
    drawn = sampled(fit_cooperation(build_panel(published)))

    for compare in (multipliers, average_multipliers):
        with pytest.raises(NoneBesideError, match="MEA208"):
            compare(drawn, reporter="ZZZ")
        assert compare(drawn)

"""Checks of the cooperation model: do they pass what is right and find what is not?"""

from dataclasses import replace

import numpy as np
import pytest

from landenbenadering.measurement.cooperation.errors import TooFewStatesError
from landenbenadering.measurement.cooperation.model import (
    CooperationFit,
    fit_cooperation,
    start_of,
)
from landenbenadering.measurement.cooperation.panel import build_panel
from landenbenadering.measurement.cooperation.predictive import (
    Feature,
    PredictiveCheck,
    predictive_checks,
)
from landenbenadering.measurement.cooperation.results import (
    DEFAULT_STANDARD,
    Course,
    average_multipliers,
)
from landenbenadering.measurement.cooperation.sample import (
    CooperationSample,
    sample,
)
from landenbenadering.measurement.cooperation.sensitivity import (
    Refit,
    leave_one_state_out,
    prior_sensitivity,
    shift,
)
from tests.measurement_model.registers import invented_register


@pytest.fixture(scope="module")
def fitted() -> CooperationFit:
    """Fit a register that was drawn from the model."""
    return fit_cooperation(build_panel(invented_register(1, states=4, years=3)[0]))


@pytest.fixture(scope="module")
def drawn(fitted: CooperationFit) -> CooperationSample:
    """Draw from that fit."""
    return sample(fitted, generator=np.random.default_rng(1))


def checked(
    fitted: CooperationFit, drawn: CooperationSample
) -> dict[Feature, PredictiveCheck]:
    """Check features with a fixed seed."""
    found = predictive_checks(fitted.panel, drawn, generator=np.random.default_rng(1))
    return {item.feature: item for item in found}


def test_a_register_of_the_model_looks_like_one(
    fitted: CooperationFit, drawn: CooperationSample
) -> None:
    found = checked(fitted, drawn)

    assert set(found) == set(Feature)
    assert all(0.005 < item.above < 0.995 for item in found.values())


def test_returns_far_above_orders_are_found_unlike_the_model(
    fitted: CooperationFit, drawn: CooperationSample
) -> None:
    """Every tenth count is tripled, and the old fit held against that."""
    panel = fitted.panel
    returns = panel.returns.copy()
    returns[::10] = 3 * returns[::10] + 20
    other = replace(fitted, panel=replace(panel, returns=returns))

    found = checked(other, drawn)

    for feature in (Feature.ABOVE_ORDERS, Feature.YEARLY_CHANGE):
        assert not found[feature].reproduced


def test_priors_matter_little_and_states_more(
    fitted: CooperationFit, drawn: CooperationSample
) -> None:
    before = average_multipliers(drawn)
    refit = Refit(start_of(fitted), DEFAULT_STANDARD, seed=1)
    counted = []

    priors = prior_sensitivity(
        fitted.panel, before, refit=refit, seen=lambda: counted.append(1)
    )
    states = leave_one_state_out(fitted.panel, before, refit=refit)

    assert len(priors) == len(counted) == 3
    assert [item.name for item in states] == ["SAA", "SAB", "SAC", "SAD"]
    assert max(item.typical for item in priors) < min(item.typical for item in states)
    assert all(1.0 <= item.typical <= item.largest for item in (*priors, *states))


def test_a_state_cannot_be_left_out_of_two(
    fitted: CooperationFit,
) -> None:
    refit = Refit(start_of(fitted), DEFAULT_STANDARD, seed=1)
    panel = build_panel(invented_register(2, states=2, years=2)[0])

    with pytest.raises(TooFewStatesError, match="MEA206"):
        leave_one_state_out(panel, (), refit=refit)


def test_a_class_that_turns_is_told_from_one_that_fades(
    drawn: CooperationSample,
) -> None:
    before = average_multipliers(drawn)
    smooth = [item for item in before if item.course is Course.SMOOTH][:2]
    other = {
        smooth[0].citizenship: Course.LESS_SMOOTH,
        smooth[1].citizenship: Course.CANNOT_TELL,
    }
    after = [
        replace(item, course=other.get(item.citizenship, item.course))
        for item in before
    ]

    found = shift("other", before, after)

    assert found.changed == tuple(sorted(other))
    assert found.reversed == (smooth[0].citizenship,)
    assert found.largest == pytest.approx(1.0)


def test_a_country_that_falls_out_does_not_move_the_others(
    drawn: CooperationSample,
) -> None:
    before = average_multipliers(drawn)
    after = [
        replace(item, median=3.0 * item.median, course=item.course)
        for item in before[1:]
    ]

    found = shift("other", before, after)

    assert found.compared == len(before) - 1
    assert found.largest == pytest.approx(1.0)

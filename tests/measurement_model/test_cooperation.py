"""The cooperation model on invented registers."""

import numpy as np
import pytest

from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.measurement.cooperation.errors import (
    NothingToCompareError,
    UnknownPairError,
)
from landenbenadering.measurement.cooperation.model import (
    CooperationFit,
    fit_cooperation,
    walk_covariance,
)
from landenbenadering.measurement.cooperation.panel import build_panel
from landenbenadering.measurement.cooperation.results import (
    Course,
    Standard,
    log_multipliers,
    multipliers,
)
from landenbenadering.numerics.laplace.posterior import draw, outer_moments
from tests.measurement_model.registers import (
    Truth,
    invented_register,
    observation,
)

NORMAL_RUN = range(1, 9)
FULL_RUN = range(1000, 1500)


def fitted_register(seed: int) -> tuple[CooperationFit, Truth]:
    """Fit one invented register."""
    published, truth = invented_register(seed)
    return fit_cooperation(build_panel(published)), truth


def inside(seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Say which true multipliers the 90 % intervals of one register contain."""
    fitted, truth = fitted_register(seed)
    generator = np.random.default_rng(seed)
    draws = draw(fitted.fit, n_draws=1000, generator=generator)
    chosen, logs = log_multipliers(fitted, draws=draws)
    numbers = [
        26 * (ord(str(name)[1]) - 65) + ord(str(name)[2]) - 65
        for name in fitted.cells.citizenships[chosen]
    ]
    true = truth.course[numbers]
    true = true - true.mean(axis=0)
    low, high = np.quantile(logs, [0.05, 0.95], axis=0)
    return np.asarray((low <= true) & (true <= high))


def test_intervals_cover_the_truth_in_a_few_registers() -> None:
    """960 intervals of 240 effects: two standard errors are about 4 %."""
    covered = np.concatenate([inside(seed) for seed in NORMAL_RUN])

    assert 0.85 <= covered.mean() <= 0.95


@pytest.mark.slow
def test_intervals_cover_the_truth_in_500_registers() -> None:
    covered = np.concatenate([inside(seed) for seed in FULL_RUN])

    assert 0.88 <= covered.mean() <= 0.92


def test_deviations_dispersion_and_delay_are_found() -> None:
    """Truth: pair 0.5, state 0.6, citizenship 0.8, size 6, share 0.25."""
    fits = [fitted_register(seed)[0] for seed in (1, 2, 3)]

    state, state_year, level, step, pair = np.mean(
        [fit.fit.deviations for fit in fits], axis=0
    )
    assert state == pytest.approx(0.6, abs=0.25)
    assert state_year == pytest.approx(0.3, abs=0.1)
    assert level == pytest.approx(0.8, abs=0.15)
    assert step == pytest.approx(0.2, abs=0.1)
    assert pair == pytest.approx(0.5, abs=0.1)
    size = np.mean([fit.fit.parameters[0] for fit in fits])
    assert size == pytest.approx(np.log(6), abs=0.3)
    shares = [fit.previous_share for fit in fits]
    assert np.mean(shares) == pytest.approx(0.25, abs=0.12)


def test_full_sampling_gives_the_same_posterior() -> None:
    """Reference: NumPyro 0.22.0, NUTS, 400 + 800 draws of the same register.

    Log deviations of state, state and year, citizenship, step and pair, log size
    and logit share, under the same likelihood and priors. The effective sample
    size is at least 170; the tolerance is a quarter of a standard deviation.
    """
    fitted, _ = fitted_register(1)
    found = outer_moments(fitted.fit)

    mean = np.array([-0.474, -1.063, -0.545, -1.755, -0.692, 1.698, -1.268])
    sd = np.array([0.308, 0.165, 0.168, 0.239, 0.077, 0.105, 0.264])
    assert np.all(np.abs(found.mean - mean) < sd / 4)
    np.testing.assert_allclose(found.sd, sd, rtol=0.2)


def test_a_result_holds_together() -> None:
    fitted, _ = fitted_register(1)

    found = multipliers(fitted, generator=np.random.default_rng(1))

    assert len(found) == fitted.cells.citizenships.size * 4
    for item in found:
        assert item.ninety.lower < item.half.lower < item.median
        assert item.median < item.half.upper < item.ninety.upper
        assert item.information >= 0
        assert sum(driver.share for driver in item.drivers) <= 1 + 1e-9
    assert {item.course for item in found} == set(Course)


def test_a_country_without_information_gets_cannot_tell() -> None:
    published, _ = invented_register(1)
    for year, orders in ((2012, 5), (2013, None)):
        for indicator, value in (
            (Indicator.ORDERED_TO_LEAVE, orders),
            (Indicator.RETURNED, 0),
        ):
            published.append(observation(indicator, "ZZZ", "SAA", year, value))
    fitted = fit_cooperation(build_panel(published))

    found = multipliers(fitted, generator=np.random.default_rng(1))

    of_zzz = [item for item in found if item.citizenship == "ZZZ"]
    others = [item for item in found if item.citizenship != "ZZZ"]
    assert {item.course for item in of_zzz} == {Course.CANNOT_TELL}
    assert of_zzz[0].information < np.median([item.information for item in others])
    assert of_zzz[1].states == 0


def test_one_reporting_state_is_enough_for_an_answer() -> None:
    published, _ = invented_register(4, states=1)
    fitted = fit_cooperation(build_panel(published))

    found = multipliers(fitted, generator=np.random.default_rng(1), reporter="SAA")

    assert np.isfinite([item.median for item in found]).all()


def test_a_state_sees_its_own_pairs() -> None:
    fitted, truth = fitted_register(2)

    found = multipliers(fitted, generator=np.random.default_rng(1), reporter="SAB")

    median = {(item.citizenship, item.year): item.median for item in found}
    names = sorted({item.citizenship for item in found})
    numbers = [26 * (ord(n[1]) - 65) + ord(n[2]) - 65 for n in names]
    true = truth.eta[numbers, 1, 0]
    estimated = np.log([median[name, 2012] for name in names])
    assert np.corrcoef(true, estimated)[0, 1] > 0.8


def test_more_returns_raise_the_multiplier() -> None:
    published, _ = invented_register(3)
    more = [
        observation(item.indicator, "CAC", item.reporter, item.year, 2 * item.value)
        if item.citizenship == "CAC"
        and item.indicator is Indicator.RETURNED
        and item.value is not None
        else item
        for item in published
    ]

    before, after = (of_country(rows, "CAC") for rows in (published, more))

    assert after > before


def of_country(published: list[Observation], citizenship: str) -> float:
    """Give the median multiplier of a country in the first year."""
    fitted = fit_cooperation(build_panel(published))
    found = multipliers(fitted, generator=np.random.default_rng(1))
    return next(item.median for item in found if item.citizenship == citizenship)


def test_an_update_starts_from_the_earlier_fit_with_the_same_answer() -> None:
    published, _ = invented_register(5, years=5)
    earlier = fit_cooperation(
        build_panel(item for item in published if item.year < 2016)
    )

    cold = fit_cooperation(build_panel(published))
    warm = fit_cooperation(build_panel(published), earlier=earlier)

    assert warm.fit.evaluations <= cold.fit.evaluations
    assert warm.fit.log_evidence == pytest.approx(cold.fit.log_evidence, abs=0.1)


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


def test_a_state_without_counts_is_refused() -> None:
    fitted, _ = fitted_register(1)

    with pytest.raises(UnknownPairError, match="MEA202"):
        multipliers(fitted, generator=np.random.default_rng(1), reporter="NLD")


def test_the_walk_is_centred() -> None:
    covariance = walk_covariance(np.array([2012, 2013, 2015]))

    np.testing.assert_allclose(covariance.sum(axis=0), 1e-6, atol=1e-12)
    assert covariance[2, 2] > covariance[1, 1]


@pytest.mark.parametrize(
    ("below", "course"),
    [
        (0.95, Course.LESS_SMOOTH),
        (0.5, Course.CANNOT_TELL),
        (0.05, Course.SMOOTH),
    ],
)
def test_a_class_needs_certainty(below: float, course: Course) -> None:
    assert Standard().course(below) is course

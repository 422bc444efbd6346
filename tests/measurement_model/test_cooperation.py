"""The cooperation model on invented registers."""

from dataclasses import replace

import numpy as np
import pytest

from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.measurement.cooperation.errors import (
    OneStateError,
    UnknownPairError,
    UnknownYearsError,
)
from landenbenadering.measurement.cooperation.model import (
    CooperationFit,
    fit_cooperation,
    start_of,
    walk_covariance,
)
from landenbenadering.measurement.cooperation.panel import (
    Panel,
    build_panel,
)
from landenbenadering.measurement.cooperation.results import (
    Course,
    NoClass,
    Standard,
    average_multipliers,
    log_multipliers,
    multipliers,
)
from landenbenadering.measurement.cooperation.sample import (
    CooperationSample,
    sample,
)
from landenbenadering.numerics.laplace.posterior import outer_moments, predictor_moments
from tests.measurement_model.registers import (
    FIRST_YEAR,
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


def sampled(fitted: CooperationFit, seed: int = 1) -> CooperationSample:
    """Draw from a fit with a fixed seed."""
    return sample(fitted, generator=np.random.default_rng(seed))


def inside(seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Say which true multipliers the 90 % intervals of one register contain."""
    fitted, truth = fitted_register(seed)
    chosen, logs = log_multipliers(sampled(fitted, seed))
    numbers = [
        26 * (ord(str(name)[1]) - 65) + ord(str(name)[2]) - 65
        for name in fitted.cells.citizenships[chosen]
    ]
    true = truth.course[numbers]
    true = true - true.mean(axis=0)
    low, high = np.quantile(logs, [0.05, 0.95], axis=0)
    return np.asarray((low <= true) & (true <= high))


def inside_cells(seed: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say which true log rates of fitted cells the 90 % intervals contain."""
    fitted, truth = fitted_register(seed)
    cells, moments = fitted.cells, predictor_moments(fitted.fit)
    citizenship, state = (
        [26 * (ord(str(key)[1]) - 65) + ord(str(key)[2]) - 65 for key in keys]
        for keys in (cells.citizenships, cells.reporters)
    )
    where = (
        np.array(citizenship)[cells.citizenship],
        np.array(state)[cells.reporter],
        np.asarray(fitted.panel.year[cells.order]) - FIRST_YEAR,
    )
    score = np.abs(truth.eta[where] - moments.mean) / moments.sd
    return np.asarray(score < 1.64485)


def test_intervals_cover_the_rates_of_cells_in_a_few_registers() -> None:
    """Eight registers of some 900 cells; cells of a state and year move together."""
    covered = np.concatenate([inside_cells(seed) for seed in NORMAL_RUN])

    assert 0.86 <= covered.mean() <= 0.94


@pytest.mark.slow
def test_intervals_cover_the_rates_of_cells_in_500_registers() -> None:
    covered = np.concatenate([inside_cells(seed) for seed in FULL_RUN])

    assert 0.88 <= covered.mean() <= 0.92


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

    found = multipliers(sampled(fitted))

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

    found = multipliers(sampled(fitted))

    of_zzz = [item for item in found if item.citizenship == "ZZZ"]
    others = [item for item in found if item.citizenship != "ZZZ"]
    assert {item.course for item in of_zzz} == {Course.CANNOT_TELL}
    assert of_zzz[0].information < np.median([item.information for item in others])
    assert of_zzz[1].states == 0


def test_one_reporting_state_is_enough_for_an_answer() -> None:
    published, _ = invented_register(4, states=1)
    fitted = fit_cooperation(build_panel(published))

    found = multipliers(sampled(fitted), reporter="SAA")

    assert np.isfinite([item.median for item in found]).all()
    assert {item.course for item in found} == {Course.CANNOT_TELL}
    with pytest.raises(OneStateError, match="MEA203"):
        multipliers(sampled(fitted))


def test_a_state_sees_its_own_pairs() -> None:
    fitted, truth = fitted_register(2)

    found = multipliers(sampled(fitted), reporter="SAB")

    median = {(item.citizenship, *item.years): item.median for item in found}
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
    found = multipliers(sampled(fitted))
    return next(item.median for item in found if item.citizenship == citizenship)


def test_an_update_starts_from_the_earlier_fit_with_the_same_answer() -> None:
    published, _ = invented_register(5, years=5)
    earlier = fit_cooperation(
        build_panel(item for item in published if item.year < 2016)
    )

    cold = fit_cooperation(build_panel(published))
    warm = fit_cooperation(build_panel(published), earlier=start_of(earlier))

    assert warm.fit.evaluations <= cold.fit.evaluations
    assert warm.fit.log_evidence == pytest.approx(cold.fit.log_evidence, abs=0.01)
    pairs = zip(
        average_multipliers(sampled(cold)),
        average_multipliers(sampled(warm)),
        strict=True,
    )
    assert all(a.median == pytest.approx(b.median, rel=0.01) for a, b in pairs)


def test_an_average_over_years_lies_among_them_and_knows_more() -> None:
    drawn = sampled(fitted_register(1)[0])

    by_year = [item for item in multipliers(drawn) if item.citizenship == "CAA"]
    (all_years,) = [
        item for item in average_multipliers(drawn) if item.citizenship == "CAA"
    ]

    medians = [item.median for item in by_year]
    assert min(medians) <= all_years.median <= max(medians)
    assert all_years.years == (2012, 2013, 2014, 2015)
    assert all_years.orders == sum(item.orders for item in by_year)
    widths = [np.log(item.ninety.upper / item.ninety.lower) for item in by_year]
    width = np.log(all_years.ninety.upper / all_years.ninety.lower)
    assert width < np.mean(widths)


def test_an_average_over_one_year_is_that_year() -> None:
    drawn = sampled(fitted_register(1)[0])

    (first,) = [
        item
        for item in average_multipliers(drawn, years=[2013, 1990])
        if item.citizenship == "CAB"
    ]

    assert first in multipliers(drawn)


def test_years_without_counts_are_refused() -> None:
    with pytest.raises(UnknownYearsError, match="MEA205"):
        average_multipliers(sampled(fitted_register(1)[0]), years=[1990])


def test_series_that_contradict_each_other_leave_the_truth_open() -> None:
    """Two sources, 20 and 200 returns: anything between, and a wider interval."""
    published, _ = invented_register(1)
    second = [
        replace(item, value=10 * item.value + 50)
        for item in published
        if item.citizenship == "CAC"
        and item.indicator is Indicator.RETURNED
        and item.value is not None
    ]

    one = build_panel(published)
    both = build_panel([*published, *second])

    assert both.contradicted == len(second)
    place = both.citizenship == "CAC"
    assert np.array_equal(both.returns_from[place], one.returns_from[place])
    assert np.all(both.returns_to[place] > one.returns_to[place])
    assert width_of(both, "CAC") > 1.15 * width_of(one, "CAC")
    drawn = sampled(fit_cooperation(both))
    (of_country,) = [m for m in average_multipliers(drawn) if m.citizenship == "CAC"]
    assert of_country.course is Course.CANNOT_TELL
    assert of_country.disputed == len(second)
    assert of_country.no_class is NoClass.CONTRADICTED
    assert all(m.disputed == 0 for m in multipliers(drawn) if m.citizenship != "CAC")


def test_a_country_that_one_state_reports_on_is_less_sure() -> None:
    """The same counts from four states say more: the pair is not the country."""

    def width(reporters: tuple[str, ...]) -> float:
        published, _ = invented_register(1)
        for reporter in reporters:
            for year in (2012, 2013):
                key = ("ZZZ", reporter, year)
                orders = observation(Indicator.ORDERED_TO_LEAVE, *key, 1000)
                published += [orders, observation(Indicator.RETURNED, *key, 100)]
        return width_of(build_panel(published), "ZZZ")

    assert width(("SAA",)) > 1.5 * width(("SAA", "SAB", "SAC", "SAD"))


def test_a_suppressed_count_is_used_only_where_its_rule_is_known() -> None:
    """Returns of "fewer than 5" beside known orders say something; hidden ones not."""
    published, _ = invented_register(1)
    hidden = [
        replace(item, value=None, flag="c")
        if item.citizenship == "CAC" and item.indicator is Indicator.RETURNED
        else item
        for item in published
    ]

    without_rule = build_panel(hidden)
    with_rule = build_panel(hidden, suppressed={"c": (0, 4)})

    assert "CAC" not in without_rule.citizenship
    assert without_rule.missing == np.sum(without_rule.holes.citizenship == "CAC")
    of_country = with_rule.citizenship == "CAC"
    assert set(with_rule.returns_to[of_country]) == {4}
    assert not with_rule.disputed.any()
    (item,) = [
        m
        for m in average_multipliers(sampled(fit_cooperation(with_rule)))
        if m.citizenship == "CAC"
    ]
    assert item.ninety.upper < 0.5


def width_of(panel: Panel, citizenship: str) -> float:
    """Give the width of a 90 % interval over all years, as a logarithm."""
    drawn = sampled(fit_cooperation(panel))
    (item,) = [m for m in average_multipliers(drawn) if m.citizenship == citizenship]
    return float(np.log(item.ninety.upper / item.ninety.lower))


def test_work_that_is_stopped_stops() -> None:
    published, _ = invented_register(1)
    seen = []

    def watch(share: float) -> None:
        seen.append(share)
        if len(seen) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit_cooperation(build_panel(published), watch=watch)

    assert seen == sorted(seen)
    assert 0 < seen[0] < seen[-1] < 1


def test_a_state_without_counts_is_refused() -> None:
    fitted, _ = fitted_register(1)

    with pytest.raises(UnknownPairError, match="MEA202"):
        multipliers(sampled(fitted), reporter="NLD")


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

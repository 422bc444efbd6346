"""The model of shares against invented registers and a benchmark with known truth."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.pooling import (
    NINETY,
    fit,
    intercept,
    judge,
    mean_probability,
)
from benchmarks.register_files import Register, read_register
from landenbenadering.measurement.cooperation.keys import Reals
from landenbenadering.measurement.cooperation.shares import ShareFit, size_decay
from landenbenadering.numerics.laplace.posterior import (
    draw,
    outer_moments,
    predictor_moments,
)

Flags = npt.NDArray[np.bool_]


def invented(
    seed: int, *, citizenships: int = 40, states: int = 10, years: int = 4
) -> tuple[Register, Reals]:
    """Draw shares with crossed effects and publish both counts rounded to 5.

    The second result are the true effects of the citizenships.
    """
    generator = np.random.default_rng(seed)
    shape = (citizenships, states, years)
    effects = generator.normal(0, 0.9, citizenships)
    eta = (
        -1.2
        + effects[:, None, None]
        + generator.normal(0, 0.7, (1, states, 1))
        + generator.normal(0, 0.25, (1, 1, years))
        + generator.normal(0, 0.5, (citizenships, states, 1))
        + np.zeros(shape)
    )
    size = generator.lognormal(2.5, 1.5, (citizenships, states, 1))
    orders = generator.poisson(size + np.zeros(shape))
    returns = generator.binomial(orders, 1 / (1 + np.exp(-eta)))
    kept = 5 * ((orders + 2) // 5) > 0
    keys = np.nonzero(kept)
    register = Register(
        citizenship=keys[0],
        reporter=keys[1],
        year=keys[2],
        orders=(5 * ((orders + 2) // 5))[kept],
        returns=(5 * ((returns + 2) // 5))[kept],
        eta=eta[kept],
        without_orders=int(np.sum(~kept)),
    )
    return register, effects


def covered_cells(register: Register, fitted: ShareFit) -> Flags:
    """Say which true logits the 90 % intervals contain."""
    moments = predictor_moments(fitted.fit)
    truth = register.eta[fitted.cells.order]
    return np.asarray(np.abs(truth - moments.mean) < NINETY * moments.sd)


def covered_effects(effects: Reals, fitted: ShareFit) -> Flags:
    """Say the same of citizenships, as differences from their mean."""
    draws = draw(fitted.fit, n_draws=1000, generator=np.random.default_rng(1))
    found = draws.group[:, :, 0]
    found = found - found.mean(axis=1, keepdims=True)
    truth = effects[np.asarray(fitted.cells.citizenships, dtype=np.int64)]
    low, high = np.quantile(found, [0.05, 0.95], axis=0)
    true = truth - truth.mean()
    return np.asarray((low <= true) & (true <= high))


def test_intervals_cover_the_truth_in_a_few_registers() -> None:
    """Five registers of about 1,000 cells; cells of a pair move together."""
    covered = []
    for seed in range(5):
        register, _ = invented(seed)
        covered.append(covered_cells(register, fit(register)))

    assert 0.86 <= np.concatenate(covered).mean() <= 0.94


@pytest.mark.slow
def test_intervals_cover_the_truth_in_500_registers() -> None:
    covered, countries = [], []
    for seed in range(1000, 1500):
        register, effects = invented(seed, citizenships=25, states=6)
        fitted = fit(register)
        covered.append(covered_cells(register, fitted))
        countries.append(covered_effects(effects, fitted))

    assert 0.88 <= np.concatenate(covered).mean() <= 0.92
    assert 0.88 <= np.concatenate(countries).mean() <= 0.92


def test_the_benchmark_register_is_recovered(shared_data: Path) -> None:
    """Reference: glmmTMB 1.1.5 with pair effects, rounding ignored, errs by .097."""
    file = shared_data / "benchmarks" / "pooling" / "crossed_1.csv.gz"
    if not file.is_file():
        pytest.skip(f"{file.name} is not here")

    judged = judge(read_register(file))

    assert judged.error <= 0.058
    assert 0.88 <= judged.ninety <= 0.92
    truth = [0.9, 0.7, 0.25, 0.5]
    np.testing.assert_allclose(judged.fitted.fit.deviations, truth, atol=0.15)


def test_full_sampling_gives_the_same_posterior() -> None:
    """Reference: NumPyro 0.22.0, NUTS, 500 + 1,000 draws of the same register.

    The same likelihood and priors; the effective sample size of the deviations
    is at least 160, so that the means below are known to a twelfth of their
    standard deviation. The tolerances are a quarter of it.
    """
    fitted = fit(invented(0)[0])
    found = outer_moments(fitted.fit)

    mean = np.array([-0.3111, -0.2811, -1.2451, -0.6485])
    sd = np.array([0.1278, 0.2586, 0.4848, 0.0639])
    assert np.all(np.abs(found.mean - mean) < sd / 4)
    np.testing.assert_allclose(found.sd, sd, rtol=0.15)
    assert intercept(fitted) == pytest.approx(-0.6388, abs=0.330 / 4)


def test_order_and_names_of_keys_do_not_matter() -> None:
    register, _ = invented(7)
    generator = np.random.default_rng(1)
    shuffle = generator.permutation(register.eta.size)
    other = Register(
        citizenship=register.citizenship[shuffle] + 1000,
        reporter=register.reporter[shuffle] * 3,
        year=register.year[shuffle] + 2010,
        orders=register.orders[shuffle],
        returns=register.returns[shuffle],
        eta=register.eta[shuffle],
        without_orders=0,
    )

    first, second = fit(register), fit(other)

    assert first.fit.log_evidence == pytest.approx(second.fit.log_evidence, abs=1e-6)


@given(exponent=st.floats(0.5, 2.5), seed=st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_the_decay_of_sizes_is_found_through_rounding(
    exponent: float, seed: int
) -> None:
    counts = np.arange(1, 400)
    mass = counts**-exponent
    generator = np.random.default_rng(seed)
    drawn = generator.choice(counts, 20_000, p=mass / mass.sum())
    published = 5 * ((drawn + 2) // 5)

    assert size_decay(published[published > 0], 5) == pytest.approx(exponent, abs=0.2)


def test_exact_counts_need_no_decay() -> None:
    assert size_decay(np.array([1, 2, 3]), 1) == 0


@given(mean=st.floats(-4, 4), sd=st.floats(0.01, 2))
def test_a_mean_probability_is_nearer_to_one_half(mean: float, sd: float) -> None:
    average = mean_probability(np.array([mean]), np.array([sd]))[0]
    centre = 1 / (1 + np.exp(-mean))

    assert abs(average - 0.5) <= abs(centre - 0.5) + 1e-9

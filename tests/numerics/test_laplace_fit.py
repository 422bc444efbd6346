"""Fits against published answers, exact integrals and each other."""

import csv
import math
import time
from pathlib import Path

import numpy as np
import pytest

from landenbenadering.numerics.laplace.arrays import Indices
from landenbenadering.numerics.laplace.composite import composite
from landenbenadering.numerics.laplace.fit import Fit, integrate, optimise
from landenbenadering.numerics.laplace.likelihoods import (
    Bounds,
    WithFixedEffects,
    bounded_binomial,
)
from landenbenadering.numerics.laplace.model import (
    Layout,
    Structure,
    flat,
    independent,
)
from landenbenadering.numerics.laplace.outer import (
    OuterPrior,
    Problem,
    maximum_likelihood,
)
from landenbenadering.numerics.laplace.posterior import (
    draw,
    outer_moments,
    predictor_moments,
)
from tests.numerics.crossed import LOG_SD, binomial, crossed_case


def grouped(group: Indices, *, intercept: bool) -> Structure:
    """Make one random effect per group and no leaves."""
    n_groups = int(group.max()) + 1
    starts = np.append(np.searchsorted(group, np.arange(n_groups)), group.size)
    layout = Layout(
        shared=np.zeros((group.size, int(intercept)), dtype=np.int64),
        position=np.zeros_like(group),
        leaf_start=starts,
        group_start=np.arange(n_groups + 1),
        group_size=1,
        n_shared=int(intercept),
    )
    shared = (flat(),) if intercept else ()
    return Structure(layout, shared, independent(n_groups, 0), None, 1)


def read(file: Path) -> list[dict[str, str]]:
    """Read a CSV file, or skip where it is not."""
    if not file.is_file():
        pytest.skip(f"{file.name} is not here")
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_cbpp_as_lme4_fits_it(shared_data: Path) -> None:
    """Reference: lme4's documentation, glmer example with one quadrature point.

    Its optimiser takes no gradient and stops at sd 0.64207 and a log-likelihood
    of -92.02657; the maximum has sd 0.64226. Hence 7e-4 for the estimates.
    """
    rows = read(shared_data / "benchmarks" / "pooling" / "cbpp.csv")
    rows.sort(key=lambda row: int(row["herd"]))
    cases = np.array([int(row["incidence"]) for row in rows])
    size = np.array([int(row["size"]) for row in rows])
    period = np.array([int(row["period"]) for row in rows])
    herd = np.array([int(row["herd"]) - 1 for row in rows])
    design = np.column_stack([np.ones(herd.size), *(period == k for k in (2, 3, 4))])
    exact = bounded_binomial(successes=Bounds(cases, cases), trials=Bounds(size, size))
    problem = Problem(
        grouped(herd, intercept=False),
        WithFixedEffects(exact, design.astype(np.float64)),
        maximum_likelihood(4),
        tolerance=1e-12,
    )

    fit = optimise(problem, start=np.array([-0.5, -1, -1, -1, -1]), tolerance=1e-10)

    assert fit.deviations[0] == pytest.approx(0.6421, abs=5e-4)
    expected = [-1.3983, -0.9919, -1.1282, -1.5797]
    np.testing.assert_allclose(fit.parameters, expected, atol=7e-4)
    assert fit.log_evidence == pytest.approx(-92.0266, abs=5e-4)


def tumours(shared_data: Path) -> tuple[Indices, Indices]:
    """Give tumours and rats of 71 experiments."""
    rows = read(shared_data / "benchmarks" / "pooling" / "tumors.csv")
    pairs = np.array([(int(row["y"]), int(row["K"])) for row in rows])
    return pairs[:, 0], pairs[:, 1]


def tumour_fit(shared_data: Path) -> Fit:
    """Fit one probability per experiment around a common mean."""
    cases, size = tumours(shared_data)
    exact = bounded_binomial(successes=Bounds(cases, cases), trials=Bounds(size, size))
    structure = grouped(np.arange(cases.size), intercept=True)
    return integrate(
        Problem(structure, exact, OuterPrior(1.0, np.zeros(0), np.zeros(0))),
        start=np.zeros(1),
    )


def test_rat_tumours_spread_as_published(shared_data: Path) -> None:
    """Reference: Gelman et al. (BDA3), section 5.3: alpha 2.4, beta 14.3.

    That prior is a beta distribution, this one logit-normal: they agree on mean
    and spread, not on the tails.
    """
    fit = tumour_fit(shared_data)
    generator = np.random.default_rng(1)

    draws = draw(fit, n_draws=4000, generator=generator)
    new = draws.shared[:, 0] + np.exp(draws.outer[:, 0]) * generator.normal(size=4000)
    rate = 1 / (1 + np.exp(-new))

    assert rate.mean() == pytest.approx(2.4 / 16.7, abs=0.01)
    published_sd = math.sqrt(2.4 * 14.3 / (16.7**2 * 17.7))
    assert rate.std() == pytest.approx(published_sd, abs=0.015)


def exact_tumours(cases: Indices, size: Indices) -> tuple[float, float]:
    """Integrate the tumour model on a grid: means of intercept and log sd."""
    nodes, masses = np.polynomial.hermite_e.hermegauss(60)
    level = np.linspace(-2.8, -1.2, 81)
    log_sd = np.linspace(-1.8, 0.6, 61)
    eta = level[:, None, None] + np.exp(log_sd)[None, :, None] * nodes
    total = log_sd - np.exp(log_sd) + np.zeros((level.size, 1))
    for y, n in zip(cases, size, strict=True):
        part = np.exp(y * eta - n * np.logaddexp(0, eta)) @ masses
        total = total + np.log(part)
    density = np.exp(total - total.max())
    density /= density.sum()
    return float(density.sum(axis=1) @ level), float(density.sum(axis=0) @ log_sd)


def test_the_corrected_mean_is_near_the_exact_one(shared_data: Path) -> None:
    """Reference: quadrature over effects, intercept and deviation."""
    fit = tumour_fit(shared_data)
    level, log_sd = exact_tumours(*tumours(shared_data))

    at_mode = fit.centre.marginal.mode.field.shared[0]
    mean = sum(
        weight * (p.marginal.mode.field.shared[0] + p.marginal.correction.shared[0])
        for weight, p in zip(fit.weights, fit.points, strict=True)
    )

    assert mean == pytest.approx(level, abs=0.02)
    assert abs(mean - level) < abs(at_mode - level)
    assert outer_moments(fit).mean[0] == pytest.approx(log_sd, abs=0.06)


@pytest.mark.parametrize("n_dimensions", range(1, 9))
def test_the_design_integrates_squares_exactly(n_dimensions: int) -> None:
    design = composite(n_dimensions)
    mass = design.weights * np.exp(-0.5 * np.sum(design.points**2, axis=1))
    mass /= mass.sum()

    second = np.einsum("k,ki,kj->ij", mass, design.points, design.points)
    np.testing.assert_allclose(mass @ design.points, 0, atol=1e-12)
    np.testing.assert_allclose(second, np.eye(n_dimensions), atol=1e-12)


def small_fit(*, warm: bool = False) -> Fit:
    """Integrate the small crossed case."""
    case = crossed_case()
    problem = Problem(
        case.structure,
        binomial(case.n_cells),
        OuterPrior(1.0, np.zeros(0), np.zeros(0)),
    )
    fit = integrate(problem, start=LOG_SD)
    if not warm:
        return fit
    field = fit.centre.marginal.mode.field
    return integrate(problem, start=fit.centre.place, warm=field)


def test_draws_have_the_moments_of_the_posterior() -> None:
    fit, layout = small_fit(), crossed_case().structure.layout
    draws = draw(fit, n_draws=20_000, generator=np.random.default_rng(5))
    leaf = np.repeat(np.arange(layout.n_leaves), np.diff(layout.leaf_start))
    group = np.repeat(np.arange(6), np.diff(layout.group_start))[leaf]

    eta = draws.predictors(
        shared=layout.shared, group=group, position=layout.position, leaf=leaf
    )

    moments = predictor_moments(fit)
    np.testing.assert_allclose(eta.mean(axis=0), moments.mean, atol=0.02)
    np.testing.assert_allclose(eta.std(axis=0), moments.sd, rtol=0.05)


def test_a_thousand_draws_have_the_mean_and_deviation_they_are_drawn_from() -> None:
    """Independent draws of one outer point would err by 3 % of a deviation."""
    case = crossed_case()
    problem = Problem(case.structure, binomial(case.n_cells), maximum_likelihood(0))
    fit = optimise(problem, start=LOG_SD)

    draws = draw(fit, n_draws=1000, generator=np.random.default_rng(5))

    there = fit.centre.marginal
    sd = np.sqrt(np.diagonal(there.spread.shared))
    mean = there.mode.field.shared + there.correction.shared
    assert np.all(np.abs(draws.shared.mean(axis=0) - mean) < 1e-9)
    np.testing.assert_allclose(draws.shared.std(axis=0), sd, rtol=0.06)
    assert np.mean(draws.shared.std(axis=0) / sd) == pytest.approx(1, abs=0.02)


def test_draws_repeat_with_the_same_seed() -> None:
    fit = small_fit()

    first = draw(fit, n_draws=50, generator=np.random.default_rng(5))
    second = draw(fit, n_draws=50, generator=np.random.default_rng(5))

    np.testing.assert_array_equal(first.leaf, second.leaf)


def test_a_warm_start_gives_the_same_answer_with_less_work() -> None:
    cold, warm = small_fit(), small_fit(warm=True)

    assert warm.evaluations < cold.evaluations
    assert warm.log_evidence == pytest.approx(cold.log_evidence, abs=0.05)
    np.testing.assert_allclose(
        predictor_moments(warm).mean, predictor_moments(cold).mean, atol=0.03
    )


def test_a_thousand_draws_take_less_than_a_second() -> None:
    fit = small_fit()
    began = time.process_time()

    draw(fit, n_draws=1000, generator=np.random.default_rng(5))

    assert time.process_time() - began < 1

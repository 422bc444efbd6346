"""Leaves by quadrature against sums over a fine grid, differences, and Laplace."""

import math
from dataclasses import replace

import numpy as np
import pytest

from landenbenadering.numerics.errors import NotConvergedError
from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.fit import integrate
from landenbenadering.numerics.laplace.leaves import (
    FEW,
    MANY,
    Place,
    leaf_moments,
    rules_for,
)
from landenbenadering.numerics.laplace.likelihoods import (
    Bounds,
    Likelihood,
    WithFixedEffects,
    bounded_binomial,
    rounded,
)
from landenbenadering.numerics.laplace.model import (
    Field,
    Layout,
    Structure,
    independent,
)
from landenbenadering.numerics.laplace.outer import (
    OuterPrior,
    Problem,
    maximum_likelihood,
    place_of,
)
from landenbenadering.numerics.laplace.settled import marginal_of, settle
from tests.numerics.crossed import (
    COUNT_PARAMETERS,
    LOG_SD,
    NO_PARAMETERS,
    binomial,
    counts,
    crossed_case,
)

N_LEAVES = 12
GRID = np.linspace(-9.0, 9.0, 1801)


def one_group() -> Structure:
    """Make one group with leaves of two cells each, and nothing shared."""
    n_cells = 2 * N_LEAVES
    layout = Layout(
        shared=np.zeros((n_cells, 0), dtype=np.int64),
        position=np.zeros(n_cells, dtype=np.int64),
        leaf_start=np.arange(0, n_cells + 1, 2),
        group_start=np.array([0, N_LEAVES]),
        group_size=1,
        n_shared=0,
    )
    return Structure(layout, (), independent(1, 0), 1, 2)


def few_counts() -> Likelihood:
    """Make rounded counts of which most are published as 0."""
    trials = np.tile([5, 10, 15, 20], 2 * N_LEAVES // 4)
    successes = np.where(np.arange(2 * N_LEAVES) % 7 == 0, 5, 0)
    return bounded_binomial(successes=rounded(successes, 5), trials=rounded(trials, 5))


def on_grid(likelihood: Likelihood, log_sd: Reals) -> tuple[float, float, Reals]:
    """Give log marginal, mean of the group and means of leaves, by sums."""
    step = float(GRID[1] - GRID[0])
    terms = np.stack(
        [
            likelihood.terms(np.full(2 * N_LEAVES, eta), NO_PARAMETERS).log
            for eta in GRID
        ]
    )
    of_leaf = np.exp(terms[:, 0::2] + terms[:, 1::2])
    group_sd, leaf_sd = np.exp(log_sd)
    group = np.linspace(-4.0, 4.0, 401) * group_sd
    apart = GRID[:, None] - group
    normal = np.exp(-0.5 * (apart / leaf_sd) ** 2) * step
    normal /= leaf_sd * math.sqrt(2 * math.pi)
    inside = of_leaf.T @ normal
    prior = np.exp(-0.5 * (group / group_sd) ** 2) / (group_sd * math.sqrt(2 * math.pi))
    joint = prior * inside.prod(axis=0)
    width = float(group[1] - group[0])
    posterior = joint / joint.sum()
    means = (of_leaf.T @ (normal * apart)) / inside
    return math.log(joint.sum() * width), float(posterior @ group), means @ posterior


@pytest.mark.parametrize("leaf_sd", [0.5, 1.5])
def test_the_sum_over_a_grid_is_met(leaf_sd: float) -> None:
    """Reference: a grid of 1,801 by 401 points. Laplace errs at least five times more.

    What is left is that the group is still taken by Laplace.
    """
    structure, likelihood = one_group(), few_counts()
    log_sd = np.log([0.8, leaf_sd])
    log, group, leaves = on_grid(likelihood, log_sd)
    start = Field(np.zeros(0), np.zeros((1, 1)), np.zeros(N_LEAVES))
    problem = Problem(structure, likelihood, maximum_likelihood(0))
    by_mode = problem.at(log_sd, start)
    place = place_of(by_mode)
    rules = rules_for(structure.layout, likelihood, place.scale)

    found = marginal_of(
        structure,
        settle(structure, rules, log_sd=log_sd, parameters=NO_PARAMETERS, start=place),
        log_sd=log_sd,
        parameters=NO_PARAMETERS,
    )

    wrong = abs(found.log_likelihood - log)
    assert wrong < abs(by_mode.marginal.log_likelihood - log) / 5
    assert wrong < 0.02
    moved = found.mode.field.plus(found.correction)
    assert moved.group[0, 0] == pytest.approx(group, abs=0.02)
    np.testing.assert_allclose(moved.leaf, leaves, atol=0.02 * leaf_sd)


@pytest.mark.parametrize("parameters", [NO_PARAMETERS, COUNT_PARAMETERS])
def test_the_mean_slope_is_the_gradient(parameters: Reals) -> None:
    """Reference: differences of the integrated likelihood, a fixed effect per cell."""
    case = crossed_case()
    make = counts if parameters.size else binomial
    likelihood = WithFixedEffects(make(case.n_cells), np.eye(case.n_cells))
    layout = case.structure.layout
    zero = Field(np.zeros(8), np.zeros((6, 3)), np.zeros(layout.n_leaves))
    place = Place(zero, np.linspace(0.2, 0.7, layout.n_leaves))
    rules = rules_for(layout, likelihood, place.scale)

    def moments(moved: Reals) -> tuple[float, Reals]:
        found = leaf_moments(
            case.structure,
            rules,
            log_sd=LOG_SD,
            parameters=np.concatenate([moved, parameters]),
            place=place,
        )
        return float(np.sum(found.log)), found.first

    none, step = np.zeros(case.n_cells), 1e-5
    first = moments(none)[1]

    for cell in range(0, case.n_cells, 5):
        change = np.zeros(case.n_cells)
        change[cell] = step
        slope = (moments(change)[0] - moments(-change)[0]) / (2 * step)
        assert first[cell] == pytest.approx(slope, rel=1e-5, abs=1e-6)
    assert {rule.nodes.size for rule in rules} == {FEW, MANY}


def test_leaves_with_many_counts_are_as_by_laplace() -> None:
    """With thousands of trials a leaf is normal, so that both ways agree."""
    structure = one_group()
    trials = np.full(2 * N_LEAVES, 20_000)
    successes = np.arange(2 * N_LEAVES) * 100 + 4_000
    likelihood = bounded_binomial(
        successes=Bounds(successes, successes), trials=Bounds(trials, trials)
    )
    problem = Problem(structure, likelihood, OuterPrior(1.0, np.zeros(0), np.zeros(0)))

    by_mode = integrate(problem, start=np.zeros(2), tolerance=1e-7)
    by_nodes = replace(problem, quadrature=True)
    found = integrate(by_nodes, start=np.zeros(2), tolerance=1e-7)

    assert found.log_evidence == pytest.approx(by_mode.log_evidence, abs=0.01)
    np.testing.assert_allclose(found.deviations, by_mode.deviations, rtol=0.01)


def test_what_does_not_settle_is_said() -> None:
    structure, likelihood = one_group(), few_counts()
    far = Place(
        Field(np.zeros(0), np.full((1, 1), 500.0), np.zeros(N_LEAVES)),
        np.ones(N_LEAVES),
    )
    rules = rules_for(structure.layout, likelihood, far.scale)

    with pytest.raises(NotConvergedError, match="NUM102"):
        settle(
            structure,
            rules,
            log_sd=np.log([0.8, 0.5]),
            parameters=NO_PARAMETERS,
            start=far,
        )

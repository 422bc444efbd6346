"""Designs over outer parameters integrate what they are made for."""

import numpy as np
import pytest

from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.designs import (
    Design,
    normal_design,
    split_design,
)


def integral(design: Design, logs: Reals) -> float:
    """Integrate a density whose logarithm is given at the points."""
    total = np.sum(design.weights * np.exp(logs - logs[0]))
    return float(np.exp(logs[0] + design.log_volume) * total)


def log_normal(values: Reals, covariance: Reals) -> Reals:
    """Give the log density of a normal vector with mean 0."""
    square = np.einsum("na,ab,nb->n", values, np.linalg.inv(covariance), values)
    volume = np.linalg.slogdet(2.0 * np.pi * covariance)[1]
    return np.asarray(-0.5 * (square + volume))


@pytest.mark.parametrize("size", [1, 3, 5])
def test_a_normal_posterior_is_integrated_exactly(size: int) -> None:
    generator = np.random.default_rng(size)
    root = generator.normal(size=(size, size))
    covariance = root @ root.T + 0.1 * np.eye(size)
    design = normal_design(covariance)

    logs = log_normal(design.moves, covariance)

    assert integral(design, logs) == pytest.approx(1.0, rel=1e-9)
    weights = design.weights * np.exp(logs - logs[0])
    found = (design.moves.T * weights) @ design.moves / weights.sum()
    np.testing.assert_allclose(found, covariance, rtol=1e-6, atol=1e-9)


def split() -> tuple[Design, Reals, Reals]:
    """Lay a design where counts know the total and a third parameter, and no angle."""
    place = np.log([0.8, 0.3, 0.6])  # the first and the last are alike
    known = np.array([[0.04, 0.01], [0.01, 0.09]])  # of log total and the middle
    angle = np.arctan2(0.6, 0.8)
    # The covariance of the three logarithms, with the angle known to 0.5.
    along = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    turn = np.array([-np.tan(angle), 0.0, 1.0 / np.tan(angle)])
    covariance = along @ known @ along.T + 0.25 * np.outer(turn, turn)
    design = split_design(place, covariance, (0, 2))
    first, other = (np.exp(place[i] + design.moves[:, i]) for i in (0, 2))
    angles = np.arctan2(other, first)
    total = np.log(np.hypot(first, other) / np.hypot(0.8, 0.6))
    # Uniform in the angle; a density in the logarithms of both.
    logs = log_normal(np.column_stack([total, design.moves[:, 1]]), known)
    logs += np.log(2.0 / np.pi * np.sin(angles) * np.cos(angles))
    return design, logs, angles


def test_a_split_that_counts_leave_open_is_what_was_thought_beforehand() -> None:
    """A beta distribution with parameters 2 and 3: mean 2/5, variance 1/25."""
    design, logs, angles = split()
    weights = design.weights * np.exp(logs - logs[0])
    weights /= weights.sum()

    share = np.sin(angles) ** 2

    assert integral(design, logs) == pytest.approx(1.0, rel=0.01)
    assert weights @ share == pytest.approx(0.4, abs=0.005)
    assert weights @ share**2 - (weights @ share) ** 2 == pytest.approx(0.04, rel=0.05)


def test_all_else_is_integrated_beside_the_split() -> None:
    design, logs, _ = split()
    weights = design.weights * np.exp(logs - logs[0])

    found = weights @ design.moves[:, 1] ** 2 / weights.sum()

    assert found == pytest.approx(0.09, rel=0.02)
    assert weights[0] == 0
    np.testing.assert_array_equal(design.moves[0], 0)

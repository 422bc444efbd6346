"""Compiled log-likelihoods of counts summed over all values within bounds.

The terms of such a sum have log-derivatives s1, s2, s3 to the predictor. With
the average over terms taken in proportion to their size,

    l'   = E[s1]
    l''  = E[s2] + Var(s1)
    l''' = E[s3] + 3 Cov(s1, s2) + k3(s1),   k3 the third central moment.
"""

import math

import numpy as np

from landenbenadering.numerics.compiled import compiled
from landenbenadering.numerics.laplace.arrays import Indices, Reals

# Small enough that what a block needs stays near the processor.
BLOCK = 512


@compiled
def _derivatives(
    mass: float, m1: float, m11: float, m111: float, m2: float, m12: float, m3: float
) -> tuple[float, float, float]:
    a, b, c = m1 / mass, m11 / mass, m111 / mass
    second, mixed, third = m2 / mass, m12 / mass, m3 / mass
    return (
        a,
        second + b - a * a,
        third + 3.0 * (mixed - a * second) + c - 3.0 * a * b + 2.0 * a * a * a,
    )


@compiled
def binomial_table(
    kinds: Indices, trials_width: int, successes_width: int
) -> tuple[Reals, Reals]:
    """Tabulate binomial coefficients for every kind of bounds.

    `kinds` has the columns: trials from, trials to, successes from, successes to.
    """
    table = np.full((kinds.shape[0], trials_width, successes_width), -np.inf)
    reference = np.full(kinds.shape[0], -np.inf)
    for kind in range(kinds.shape[0]):
        from_n, to_n, from_y, to_y = kinds[kind]
        for n in range(from_n, to_n + 1):
            for y in range(from_y, min(to_y, n) + 1):
                value = (
                    math.lgamma(n + 1.0)
                    - math.lgamma(y + 1.0)
                    - math.lgamma(n - y + 1.0)
                )
                table[kind, n - from_n, y - from_y] = value
                reference[kind] = max(reference[kind], value)
        table[kind] -= reference[kind]
    return np.exp(table), reference


@compiled
def binomial_polynomials(
    table: Reals, kinds: Indices, kind: Indices, weights: Reals
) -> Reals:
    """Collect the sum over counts within bounds by powers of the odds.

    With o the odds, N the most trials and Y the fewest successes of a cell, n trials
    with y successes have a probability of

        C(n, y) o^y (1 + o)^-n = o^Y (1 + o)^-N  C(n, y) o^(y - Y) (1 + o)^(N - n),

    so that the sum is o^Y (1 + o)^-N times a polynomial whose coefficients, none
    below 0, do not depend on the odds. The result has one column per cell, the
    constant first. Arguments are as in `binomial_table`; `weights` says per cell how
    much each number of trials counts.
    """
    n_trials, n_successes = table.shape[1], table.shape[2]
    width = n_trials + n_successes - 1
    of_kind = np.zeros((kinds.shape[0], n_trials, width))
    for row in range(kinds.shape[0]):
        most = kinds[row, 1] - kinds[row, 0]
        for i in range(most + 1):
            factor = 1.0
            for power in range(most - i + 1):
                for j in range(n_successes):
                    of_kind[row, i, power + j] += factor * table[row, i, j]
                factor *= (most - i - power) / (power + 1.0)
    coefficients = np.zeros((width, kind.size))
    for cell in range(kind.size):
        row = kind[cell]
        for i in range(kinds[row, 1] - kinds[row, 0] + 1):
            for j in range(width):
                coefficients[j, cell] += weights[cell, i] * of_kind[row, i, j]
    return coefficients


def binomial_terms(
    eta: Reals,
    coefficients: Reals,
    reference: Reals,
    successes: Indices,
    trials: Indices,
) -> tuple[Reals, Reals, Reals, Reals]:
    """Evaluate binomial counts within bounds at logit predictors.

    `coefficients` are as from `binomial_polynomials`, `successes` the fewest and
    `trials` the most of each cell, `reference` what its log-likelihood lacks.
    """
    odds = np.exp(eta)
    value, first, second, third, fail = _binomial_derivatives(
        odds, coefficients, successes, trials
    )
    log = np.log(value) + trials * np.log(fail) + successes * eta + reference
    return log, first, second, third


@compiled
def _binomial_derivatives(
    odds: Reals, coefficients: Reals, successes: Indices, trials: Indices
) -> tuple[Reals, Reals, Reals, Reals, Reals]:
    """Give the polynomials, three derivatives of the logarithms, and 1 - p.

    Cells are taken in blocks with the powers outside, so that the processor works on
    several cells at once.
    """
    a, b, c, d = (
        np.empty(odds.size),
        np.zeros(odds.size),
        np.zeros(odds.size),
        np.zeros(odds.size),
    )
    fails = np.empty(odds.size)
    last = coefficients.shape[0] - 1
    for begin in range(0, odds.size, BLOCK):
        end = min(begin + BLOCK, odds.size)
        o, n, y = odds[begin:end], trials[begin:end], successes[begin:end]
        q, q1, q2, q3 = a[begin:end], b[begin:end], c[begin:end], d[begin:end]
        fail = fails[begin:end]
        q[:] = coefficients[last, begin:end]
        # The polynomial and its derivatives, each over the factorial of its order.
        for power in range(last - 1, -1, -1):
            more = coefficients[power, begin:end]
            for i in range(o.size):
                q3[i] = q3[i] * o[i] + q2[i]
                q2[i] = q2[i] * o[i] + q1[i]
                q1[i] = q1[i] * o[i] + q[i]
                q[i] = q[i] * o[i] + more[i]
        for i in range(o.size):
            fail[i] = 1.0 / (1.0 + o[i])
            p, scale = o[i] * fail[i], o[i] / q[i]
            m1 = q1[i] * scale
            m2 = 2.0 * q2[i] * scale * o[i] + m1
            m3 = 6.0 * q3[i] * scale * o[i] * o[i] + 3.0 * m2 - 2.0 * m1
            spread = n[i] * p * fail[i]
            q1[i] = y[i] + m1 - n[i] * p
            q2[i] = m2 - m1 * m1 - spread
            q3[i] = m3 - 3.0 * m1 * m2 + 2.0 * m1 * m1 * m1 - spread * (1.0 - 2.0 * p)
    return a, b, c, d, fails


def negative_binomial_terms(
    eta: Reals,
    exposure: Reals,
    lower: Indices,
    upper: Indices,
    kinds: Indices,
    kind: Indices,
    size: float,
) -> tuple[Reals, Reals, Reals, Reals]:
    """Evaluate overdispersed counts within bounds at log predictors.

    `size` is r in the variance mean + mean^2 / r; exposure has one column per
    equally weighted node. `kinds` are the different lower bounds, `kind` which of
    them each cell has.
    """
    mean = exposure * np.exp(eta)[:, None]
    fewest = lower[:, None]
    both = np.log(mean + size)
    start = fewest * (np.log(mean) - both) - size * (both - math.log(size))
    top = start[:, 0].copy()
    for node in range(1, start.shape[1]):
        np.maximum(top, start[:, node], out=top)
    sums, first, second, third = _count_derivatives(
        mean, np.exp(start - top[:, None]), lower, upper, size
    )
    heads = _log_coefficients(kinds, size)
    return np.log(sums / mean.shape[1]) + top + heads[kind], first, second, third


@compiled
def _count_derivatives(
    means: Reals, start: Reals, lower: Indices, upper: Indices, size: float
) -> tuple[Reals, Reals, Reals, Reals]:
    """Give the sums over counts and nodes, and three derivatives of their logarithm.

    `start` is the part of the lower bound. Beside the mean, s1 and s2 are linear in
    the count, so that three moments of the counts are all that a node has to sum.
    """
    n_cells, n_nodes = means.shape
    sums, first = np.empty(n_cells), np.empty(n_cells)
    second, third = np.empty(n_cells), np.empty(n_cells)
    growth = np.empty(np.max(upper - lower) + 1 if n_cells else 1)
    for cell in range(n_cells):
        y0, width = float(lower[cell]), upper[cell] - lower[cell]
        for j in range(width + 1):
            growth[j] = (y0 + j + size) / (y0 + j + 1.0)
        mass, m1, m11, m111, m2, m12, m3 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for node in range(n_nodes):
            mean, part = means[cell, node], start[cell, node]
            damp = size / (mean + size)
            ratio = mean / (mean + size)
            z, z1, z2, z3 = 0.0, 0.0, 0.0, 0.0
            for j in range(width + 1):
                moment = part
                z += moment
                moment *= j
                z1 += moment
                moment *= j
                z2 += moment
                z3 += moment * j
                part *= ratio * growth[j]
            # From counts above the lower bound to counts above the mean.
            e = y0 - mean
            d1 = z1 + e * z
            d2 = z2 + e * (2.0 * z1 + e * z)
            d3 = z3 + e * (3.0 * z2 + e * (3.0 * z1 + e * z))
            bend = -ratio * damp * (d1 + (mean + size) * z)
            mass += z
            m1 += damp * d1
            m11 += damp * damp * d2
            m111 += damp * damp * damp * d3
            m2 += bend
            m12 -= damp * damp * ratio * (d2 + (mean + size) * d1)
            m3 += bend * (1.0 - 2.0 * ratio)
        sums[cell] = mass
        first[cell], second[cell], third[cell] = _derivatives(
            mass, m1, m11, m111, m2, m12, m3
        )
    return sums, first, second, third


@compiled
def _log_coefficients(counts: Indices, size: float) -> Reals:
    """Give the logarithm of how many ways there are to each count."""
    logs = np.empty(counts.size)
    head = math.lgamma(size)
    for number in range(counts.size):
        y = counts[number]
        logs[number] = 0.0
        if y > 0:
            logs[number] = math.lgamma(y + size) - head - math.lgamma(y + 1.0)
    return logs

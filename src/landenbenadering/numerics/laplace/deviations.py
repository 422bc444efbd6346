"""Cells that deviate from their predictor, each by a normal deviation of its own.

With L the likelihood of a cell's counts at a predictor u, its average over deviations
with standard deviation s is the integral of L(u) N(u; eta, s^2). L bends only where it
bends, whatever eta and s are, so that it is taken once at equally spaced nodes
u_k = middle + k step, k from -m to m. The sum of L(u_k) exp(-(u_k - eta)^2 / 2 s^2)
then needs no more of L, and each normal density follows from the one beside it.
Moments of k under the terms give all derivatives to eta.
"""

import math
from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.compiled import compiled, woven
from landenbenadering.numerics.laplace.arrays import Indices, Reals
from landenbenadering.numerics.laplace.likelihoods import Likelihood, Terms

# Nodes reach so many standard deviations of what is integrated, and lie so many apart;
# the error of the sum is then below 1e-4 (Trefethen and Weideman 2014, section 5).
REACH, APART = 4.5, 1.2
FEWEST, MOST = 5, 40
# Designs go so many standard deviations of a logarithm to either side.
DESIGN = 4.0
NEWTON_STEPS, LONGEST = 8, 2.0
# Terms that are smaller, relative to all before, are left out.
NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class DeviatingCells:
    """A likelihood averaged over a deviation of each cell.

    Its parameter is the logarithm of the deviations' standard deviation.

    Attributes
    ----------
    middle, step : Reals, shape (n_cells,)
        Of the nodes of each cell.
    values : Reals, shape (n_cells, n_nodes)
        Likelihood at the nodes, over the largest of them.
    reference : Reals, shape (n_cells,)
        Logarithm of that largest value.
    least, most : float
        Standard deviations that the nodes bear; others are taken as the nearest.
    """

    middle: Reals
    step: Reals
    values: Reals
    reference: Reals
    least: float
    most: float

    @property
    def n_parameters(self) -> int:
        """One: log standard deviation."""
        return 1

    def terms(self, eta: Reals, parameters: Reals) -> Terms:
        """Evaluate every cell at the predictors from which the cells deviate."""
        sd = self.deviation(parameters)
        apart = self.step / sd
        log, first, second, third = _moments(
            (eta - self.middle) / sd, apart, self.values
        )
        log += np.log(apart) - 0.5 * math.log(2.0 * math.pi) + self.reference
        return Terms(log, first / sd, second / sd**2, third / sd**3)

    def deviation(self, parameters: Reals) -> float:
        """Give the standard deviation that `terms` takes."""
        return float(np.clip(np.exp(parameters[0]), self.least, self.most))

    def part(self, cells: Indices) -> "DeviatingCells":
        """Give the likelihood of some of the cells."""
        return DeviatingCells(
            self.middle[cells],
            self.step[cells],
            self.values[cells],
            self.reference[cells],
            self.least,
            self.most,
        )


@dataclass(frozen=True, slots=True)
class KnownDeviations:
    """The same with a standard deviation that is known, and no parameter.

    Attributes
    ----------
    cells : DeviatingCells
    log_sd : Reals, shape (1,)
    """

    cells: DeviatingCells
    log_sd: Reals

    @property
    def n_parameters(self) -> int:
        """None."""
        return 0

    def terms(self, eta: Reals, parameters: Reals) -> Terms:  # noqa: ARG002
        """Evaluate every cell at the predictors from which the cells deviate."""
        return self.cells.terms(eta, self.log_sd)

    def deviation(self, parameters: Reals) -> float:  # noqa: ARG002
        """Give the standard deviation."""
        return self.cells.deviation(self.log_sd)

    def part(self, cells: Indices) -> "KnownDeviations":
        """Give the likelihood of some of the cells."""
        return KnownDeviations(self.cells.part(cells), self.log_sd)


def deviating(
    likelihood: Likelihood, *, eta: Reals, variance: Reals, sd: float, doubt: float
) -> DeviatingCells:
    """Lay nodes for deviations from predictors that are about known.

    Parameters
    ----------
    likelihood : Likelihood
        Without parameters.
    eta, variance : Reals, shape (n_cells,)
        Where the predictors are, and how far they may still be from there.
    sd : float
        About the standard deviation of the deviations.
    doubt : float
        How far its logarithm may still be from there: nodes are laid closer and
        farther for it.
    """
    none = np.zeros(0)
    precision = 1.0 / sd**2
    place = eta
    for _ in range(NEWTON_STEPS):
        terms = likelihood.terms(place, none)
        bend = np.maximum(-terms.second, 0.0) + precision
        move = (terms.first - (place - eta) * precision) / bend
        place = place + np.clip(move, -LONGEST, LONGEST)
    bend = np.maximum(-likelihood.terms(place, none).second, 0.0)
    least, most = sd * math.exp(-DESIGN * doubt), sd * math.exp(DESIGN * doubt)
    alone = 1.0 / (bend + 1.0 / most**2)
    wide = np.sqrt(alone + (alone / most**2) ** 2 * variance)
    # As many nodes as the worst cell needs: between nodes that lie too far apart a
    # likelihood has valleys. Were these too many, small deviations are not looked at.
    needed = REACH / APART * np.max(wide * np.sqrt(bend + 1.0 / least**2), initial=1.0)
    if needed > MOST:
        room = (MOST * APART / REACH / wide) ** 2 - bend
        least = min(most, float(np.max(1.0 / np.sqrt(np.maximum(room, 1e-12)))))
    half = int(np.clip(math.ceil(needed), FEWEST, MOST))
    step = APART / np.sqrt(bend + 1.0 / least**2)
    numbers = np.arange(-half, half + 1)
    logs = np.column_stack(
        [likelihood.terms(place + k * step, none).log for k in numbers]
    )
    reference = logs.max(axis=1)
    values = np.exp(logs - reference[:, None])
    return DeviatingCells(place, step, values, reference, least, most)


@woven
def _swept(
    values: Reals, start: int, direction: int, ratio: float, fall: float, sums: Reals
) -> None:
    """Add the terms on one side of `start`, each from the one before.

    They have one summit, as logarithms of counts and densities are concave.
    """
    density, number, node, before = 1.0, 0.0, start, values[start]
    while 0 <= node + direction < values.size:
        node += direction
        density *= ratio
        ratio *= fall
        number += direction
        term = density * values[node]
        if term < before and term < NOTHING * sums[0]:
            break
        before = term
        sums[0] += term
        term *= number
        sums[1] += term
        term *= number
        sums[2] += term
        sums[3] += term * number


@compiled
def _moments(
    far: Reals, apart: Reals, values: Reals
) -> tuple[Reals, Reals, Reals, Reals]:
    """Sum the products at all nodes, and give three derivatives of the logarithm.

    `far` is the distance of the predictor from the middle and `apart` that of nodes, in
    standard deviations of the deviation, and so are the derivatives. Terms are counted
    from the node next to the predictor, so that densities only fall.
    """
    logs, first = np.empty(far.size), np.empty(far.size)
    second, third = np.empty(far.size), np.empty(far.size)
    last = values.shape[1] - 1
    sums = np.empty(4)
    for cell in range(far.size):
        h = apart[cell]
        start = min(max(round(far[cell] / h) + last // 2, 0), last)
        rest = (start - last // 2) * h - far[cell]
        row = values[cell]
        sums[:] = 0.0
        sums[0] = row[start]
        fall, below = math.exp(-h * h), math.exp(-h * rest)
        lean = math.exp(-0.5 * h * h)
        _swept(row, start, 1, below * lean, fall, sums)
        _swept(row, start, -1, lean / below, fall, sums)
        m1, m2, m3 = sums[1] / sums[0], sums[2] / sums[0], sums[3] / sums[0]
        logs[cell] = math.log(sums[0]) - 0.5 * rest * rest
        first[cell] = h * m1 + rest
        second[cell] = h * h * (m2 - m1 * m1) - 1.0
        third[cell] = h * h * h * (m3 - 3.0 * m1 * m2 + 2.0 * m1 * m1 * m1)
    return logs, first, second, third

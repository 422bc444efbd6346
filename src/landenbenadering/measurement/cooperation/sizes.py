"""How many orders lie behind a rounded number of them.

Between 3 and 7 small numbers are not always the likelier: where a state orders some
seven people of a country to leave every year, a published 5 was rather 6 or 7. The
sizes of a pair's other years say which. Orders n of a pair have a negative binomial
distribution with the pair's own mean; how the means are distributed over pairs is
left free, and estimated from the published numbers.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from landenbenadering.measurement.cooperation.keys import Indices, Reals
from landenbenadering.numerics.threads import side_by_side

# Above this, the slope of the sizes within five persons hardly matters.
LARGEST = 100
MEANS = np.geomspace(1.2, 1.3 * LARGEST, 28)
SPREADS = (1.0, 3.0, 10.0, 40.0, 200.0)
ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Sizes:
    """What the published orders say about the true ones.

    Attributes
    ----------
    weights : Reals, shape (n_cells, base)
        Probability of each true number behind a published one, the smallest
        first, before any return is looked at.
    spread : float
        Size r of the variance m + m^2 / r between the years of a pair with mean m,
        one of `SPREADS`.
    """

    weights: Reals
    spread: float


def order_sizes(published: Indices, *, pair_start: Indices, base: int) -> Sizes:
    """Estimate what lies behind published orders from those of the same pair.

    Parameters
    ----------
    published : Indices, shape (n_cells,)
        Multiples of `base` above 0, in order of pair. That numbers which round to
        0 are not among them is allowed for.
    pair_start : Indices, shape (n_pairs + 1,)
        First cell of each pair, closed by the number of cells.
    base : int
        Rounding base, halves up; 1 leaves nothing open.

    References
    ----------
    Laird (1978), JASA 73:805-811 (a distribution left free, by EM).
    """
    if base == 1:
        return Sizes(np.ones((published.size, 1)), SPREADS[-1])
    n_bins = LARGEST // base
    spot = np.clip(published // base, 1, n_bins + 1) - 1
    pair = np.repeat(np.arange(pair_start.size - 1), np.diff(pair_start))
    seen = np.zeros((pair_start.size - 1, n_bins + 1))
    np.add.at(seen, (pair, spot), 1.0)
    tasks = [partial(_fitted, seen, _chances(spread, base)) for spread in SPREADS]
    found = list(side_by_side(tasks))
    best = int(np.argmax([value for value, _ in found]))
    of_pair = found[best][1]
    within = _within(SPREADS[best], base)
    weights = np.full((published.size, base), 1.0 / base)
    for number in range(n_bins):
        cells = np.flatnonzero(spot == number)
        weights[cells] = of_pair[pair[cells]] @ within[number]
    return Sizes(weights, SPREADS[best])


def _masses(spread: float) -> Reals:
    """Give the probability of 0 to `LARGEST` and a little more for each mean."""
    counts = np.arange(1, LARGEST + LARGEST // 2)
    steps = (
        np.log((counts - 1 + spread) / counts)[None]
        + np.log(MEANS / (MEANS + spread))[:, None]
    )
    first = -spread * np.log1p(MEANS / spread)
    logs = np.concatenate([first[:, None], first[:, None] + np.cumsum(steps, 1)], 1)
    return np.asarray(np.exp(logs))


def _bins(spread: float, base: int) -> Reals:
    """Give the probability of each number, shape (n_bins, n_means, base)."""
    first, n_bins = base - base // 2, LARGEST // base
    masses = _masses(spread)[:, first : first + n_bins * base]
    return masses.reshape(MEANS.size, n_bins, base).transpose(1, 0, 2)


def _within(spread: float, base: int) -> Reals:
    bins = _bins(spread, base)
    return np.asarray(bins / bins.sum(axis=2, keepdims=True))


def _chances(spread: float, base: int) -> Reals:
    """Give the log probability of each bin, given that it is not that of 0.

    Shape (n_bins + 1, n_means); the last bin holds all that is larger.
    """
    bins = _bins(spread, base).sum(axis=2)
    nothing = _masses(spread)[:, : base - base // 2].sum(axis=1)
    more = np.maximum(1.0 - nothing - bins.sum(axis=0), 1e-300)
    return np.asarray(np.log(np.concatenate([bins, more[None]])) - np.log1p(-nothing))


def _fitted(seen: Reals, chances: Reals) -> tuple[float, Reals]:
    """Give the log-likelihood, and the probability of each mean for each pair."""
    logs = seen @ chances
    top = logs.max(axis=1, keepdims=True)
    likely = np.exp(logs - top)
    share = np.full(MEANS.size, 1.0 / MEANS.size)
    of_all = likely @ share
    for _ in range(ROUNDS):
        share = share * ((1.0 / of_all) @ likely) / of_all.size
        of_all = likely @ share
    value = float(np.sum(top)) + float(np.sum(np.log(of_all)))
    return value, likely * share / of_all[:, None]

"""How a fitted register of shares is judged by the truth behind it."""

import numpy as np
import numpy.typing as npt

from landenbenadering.measurement.cooperation.dispersion import deviation
from landenbenadering.measurement.cooperation.keys import Arrangement, Reals
from landenbenadering.measurement.cooperation.shares import ShareFit, share_moments
from landenbenadering.numerics.laplace.posterior import (
    Draws,
    Moments,
    predictor_moments,
)

SWEEPS = 50
# Truths are written with some five digits.
EXACT = 1e-3


def cells_deviate(cells: Arrangement, truth: Reals) -> bool:
    """Say whether true logits have more to them than pairs and years.

    Parameters
    ----------
    cells : Arrangement
    truth : Reals, shape (n_cells,)
        In the order of `cells`; not a number where it is not told.
    """
    told = np.isfinite(truth)
    left = truth[told]
    for _ in range(SWEEPS):
        for keys in (cells.pair[told], cells.year[told]):
            total = np.bincount(keys, left)
            left = left - (total / np.maximum(np.bincount(keys), 1))[keys]
    return bool(left.size) and float(np.sqrt(np.mean(left**2))) > EXACT


def judged_moments(fitted: ShareFit, truth: Reals) -> Moments:
    """Give what the fit says of what the truth tells of.

    That is the logit of each cell's share, deviations of cells included, or without
    these where the truth has none: in a register with beta-binomial counts it may tell
    of expected shares.
    """
    if cells_deviate(fitted.cells, truth):
        return share_moments(fitted)
    return predictor_moments(fitted.fit)


def covered_citizenships(fitted: ShareFit, draws: Draws, truth: Reals) -> float:
    """Give the share of citizenships whose 90 % interval holds their true average.

    The average is over the cells of a citizenship whose truth is told, less the mean
    of these averages: how it differs from others under the practice that it met.
    """
    cells, told = fitted.cells, np.isfinite(truth)
    n_citizenships = cells.citizenships.size
    citizenship = cells.citizenship[told]
    count = np.bincount(citizenship, minlength=n_citizenships)
    if not count.all():
        return float("nan")
    slope, start, noise = (
        np.ones(truth.size),
        np.zeros(truth.size),
        np.zeros(truth.size),
    )
    if fitted.deviating is not None and cells_deviate(cells, truth):
        eta = predictor_moments(fitted.fit)
        centre = fitted.fit.centre.marginal
        own = deviation(
            fitted.deviating,
            eta=eta.mean,
            variance=eta.sd**2,
            log_sd=centre.parameters,
        )
        slope, noise = own.slope, own.variance
        start = eta.mean + own.mean - slope * eta.mean
    found = _averages(fitted, draws, np.where(told, slope, 0.0), count)
    found += np.bincount(citizenship, start[told], n_citizenships) / count
    doubt = np.sqrt(np.bincount(citizenship, noise[told], n_citizenships)) / count
    found += doubt * np.random.default_rng(1).normal(size=found.shape)
    found -= found.mean(axis=1, keepdims=True)
    true = np.bincount(citizenship, truth[told], n_citizenships) / count
    low, high = np.quantile(found, [0.05, 0.95], axis=0)
    inside = (low <= true - true.mean()) & (true - true.mean() <= high)
    return float(np.mean(inside))


def _averages(
    fitted: ShareFit, draws: Draws, slope: Reals, count: npt.NDArray[np.int64]
) -> Reals:
    """Average predictors, each times its slope, over the cells of citizenships."""
    cells, layout = fitted.cells, fitted.fit.structure.layout
    shared = np.zeros((layout.n_shared, count.size))
    for column in layout.shared.T:
        np.add.at(shared, (column, cells.citizenship), slope)
    of_pair = np.bincount(cells.pair, slope, layout.n_leaves)
    leaf = np.add.reduceat(draws.leaf * of_pair, cells.citizenship_start[:-1], axis=1)
    group = draws.group[:, :, 0] * np.bincount(cells.citizenship, slope, count.size)
    total: Reals = (group + draws.shared @ shared + leaf) / count
    return total

"""Whether registers drawn from the fitted model look like the published one."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from landenbenadering.core.interval import Interval
from landenbenadering.measurement.cooperation.keys import Indices, Reals
from landenbenadering.measurement.cooperation.panel import Panel
from landenbenadering.measurement.cooperation.sample import CooperationSample

REPLICATES = 200
NINETY = (0.05, 0.95)
MOST_UNLIKELY = 0.025
LARGEST_CELLS = 10


class Feature(StrEnum):
    """What is compared between the published register and drawn ones."""

    ZEROS = "zeros"
    ABOVE_ORDERS = "above_orders"
    LARGEST_CELLS = "largest_cells"
    YEARLY_CHANGE = "yearly_change"


@dataclass(frozen=True, slots=True)
class PredictiveCheck:
    """One feature of the published register among those of drawn ones.

    Attributes
    ----------
    feature : Feature
    published : float
        Share of cells, or of persons; for the yearly change the mean absolute
        difference of logarithms.
    drawn : Interval
        Contains the feature in 90 % of drawn registers.
    above : float
        Share of drawn registers in which the feature is at least as large.
    """

    feature: Feature
    published: float
    drawn: Interval
    above: float

    @property
    def reproduced(self) -> bool:
        """Whether the published register is not unusual among the drawn ones."""
        return MOST_UNLIKELY <= self.above <= 1.0 - MOST_UNLIKELY


def predictive_checks(
    panel: Panel,
    sampled: CooperationSample,
    *,
    generator: np.random.Generator,
    base: int = 5,
) -> tuple[PredictiveCheck, ...]:
    """Draw registers of the same cells from the posterior and compare features.

    Parameters
    ----------
    panel : Panel
    sampled : CooperationSample
        Of that panel.
    generator : numpy.random.Generator
    base : int
        Rounding base of the publisher: drawn counts are published the same way.

    Notes
    -----
    The counts were fitted before they are checked, so that the checks are mild:
    what they find is surely there. A count against its own interval would be no
    check at all, since it drew the interval towards itself.

    References
    ----------
    Gelman, Meng and Stern (1996), Statistica Sinica 6:733-760 (posterior
    predictive checks).
    """
    drawn = drawn_registers(panel, sampled, generator=generator, base=base)
    before = _year_before(panel)
    checks = []
    for feature in Feature:
        values = np.array([_value(feature, panel, row, before) for row in drawn])
        published = _value(feature, panel, panel.returns, before)
        checks.append(
            PredictiveCheck(
                feature=feature,
                published=published,
                drawn=Interval(*map(float, np.quantile(values, NINETY))),
                above=float(np.mean(values >= published)),
            )
        )
    return tuple(checks)


def drawn_registers(
    panel: Panel,
    sampled: CooperationSample,
    *,
    generator: np.random.Generator,
    base: int = 5,
) -> Indices:
    """Draw returns of every cell and publish them, shape (n_replicates, n_cells)."""
    names = sampled.names
    citizenship = np.searchsorted(names.citizenships, panel.citizenship)
    state = np.searchsorted(names.reporters, panel.reporter)
    year = np.searchsorted(names.years, panel.year)
    width = names.reporters.size
    pair = np.searchsorted(
        names.pair_citizenship * width + names.pair_reporter,
        citizenship * width + state,
    )
    n_draws = sampled.course.shape[0]
    rows = []
    for draw in np.linspace(0, n_draws - 1, min(REPLICATES, n_draws)).astype(np.int64):
        eta = (
            sampled.practice[draw, state, year].astype(np.float64)
            + sampled.course[draw, citizenship, year]
            + sampled.pair[draw, pair]
        )
        size = float(np.exp(sampled.outer[draw, -2]))
        share = float(1.0 / (1.0 + np.exp(-sampled.outer[draw, -1])))
        mean = _exposure(panel, share, generator) * np.exp(eta)
        returns = generator.negative_binomial(size, size / (size + mean))
        rows.append(base * ((returns + base // 2) // base))
    return np.array(rows, dtype=np.int64)


def _exposure(panel: Panel, share: float, generator: np.random.Generator) -> Reals:
    """Draw one of the nodes that stand for the true orders of each cell."""
    cells = np.arange(panel.year.size)
    node = generator.integers(panel.current.shape[1], size=cells.size)
    now, last = panel.current[cells, node], panel.previous[cells, node]
    exposure: Reals = (1.0 - share) * now + share * last
    return exposure


def _value(
    feature: Feature,
    panel: Panel,
    returns: Indices,
    before: tuple[Indices, Indices],
) -> float:
    match feature:
        case Feature.ZEROS:
            return float(np.mean(returns == 0))
        case Feature.ABOVE_ORDERS:
            return float(np.mean(returns > panel.orders))
        case Feature.LARGEST_CELLS:
            largest = np.partition(returns, -min(LARGEST_CELLS, returns.size))
            top = largest[-LARGEST_CELLS:].sum()
            return float(top / max(int(returns.sum()), 1))
        case Feature.YEARLY_CHANGE:
            logs = np.log(returns + 2.5)
            earlier, later = before
            changes = np.abs(logs[later] - logs[earlier])
            return float(changes.mean()) if changes.size else 0.0


def _year_before(panel: Panel) -> tuple[Indices, Indices]:
    """Find the cells of one pair in successive years: the earlier, the later."""
    order = np.lexsort((panel.year, panel.reporter, panel.citizenship))
    earlier, later = order[:-1], order[1:]
    same = (
        (panel.citizenship[earlier] == panel.citizenship[later])
        & (panel.reporter[earlier] == panel.reporter[later])
        & (panel.year[earlier] + 1 == panel.year[later])
    )
    return earlier[same], later[same]

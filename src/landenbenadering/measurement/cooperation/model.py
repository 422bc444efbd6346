"""Returns given orders, with crossed effects of practice and cooperation.

The returns y of citizens of c from state s in year t are negative binomial with
mean

    [(1 - q) orders(t) + q orders(t - 1)] exp(a + u[s] + v[s,t] + g[c,t] + p[c,s]).

u and v are the practice of the state: how it counts orders and returns, and how
it enforces. g is the citizenship's course over the years, a level with a random
walk around it, and p what is particular to the pair.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from landenbenadering.measurement.cooperation.keys import (
    Arrangement,
    Indices,
    Names,
    Reals,
    arrange,
    names_of,
)
from landenbenadering.measurement.cooperation.panel import Panel
from landenbenadering.numerics.laplace.fit import Fit, integrate
from landenbenadering.numerics.laplace.likelihoods import (
    BoundedNegativeBinomial,
    Bounds,
)
from landenbenadering.numerics.laplace.model import (
    Block,
    Field,
    Layout,
    Structure,
    flat,
)
from landenbenadering.numerics.laplace.outer import OuterPrior, Problem

STATE, STATE_YEAR, LEVEL, STEP, PAIR = range(5)
START = np.array([*np.log([0.8, 0.4, 0.8, 0.2, 0.6]), 1.0, -1.0])
INNER_TOLERANCE = 1e-6
# Two starts then end within a hundredth of a standard deviation of each other,
# so that what is shown does not depend on what was computed before.
OUTER_TOLERANCE = 5e-5
# Log size of the dispersion and logit share of last year's orders: wide enough
# that sizes from 0.1 to 50 and shares from 2 % to 88 % are all plausible.
OUTER_PRIOR = OuterPrior(1.0, mean=np.array([1.0, -1.0]), sd=np.array([1.5, 1.5]))


@dataclass(frozen=True, slots=True)
class CooperationFit:
    """A fitted panel.

    Attributes
    ----------
    panel : Panel
    cells : Arrangement
    fit : Fit
        Log standard deviations of state, state and year, citizenship, its
        yearly step and pair; then log dispersion size and the logit of the
        share of orders of the year before.
    """

    panel: Panel
    cells: Arrangement
    fit: Fit

    @property
    def previous_share(self) -> float:
        """Share of a year's returns that follows orders of the year before."""
        return float(1.0 / (1.0 + np.exp(-self.fit.parameters[1])))


def fit_cooperation(
    panel: Panel,
    *,
    earlier: "Start | None" = None,
    prior: OuterPrior = OUTER_PRIOR,
    watch: Callable[[float], None] | None = None,
) -> CooperationFit:
    """Estimate practice and cooperation together, outer parameters integrated.

    Parameters
    ----------
    panel : Panel
    earlier : Start or None
        An earlier fit to start from, as that of the register before its last
        update; it changes the time needed, not the answer.
    prior : OuterPrior
        Of the five standard deviations, the log size and the logit share.
    watch : callable or None
        Is told now and then which share of the work is done, 0 to 1; what it
        raises stops the work.

    References
    ----------
    Rue, Martino and Chopin (2009), JRSS B 71:319-392.
    """
    cells = arrange(
        citizenship=panel.citizenship, reporter=panel.reporter, year=panel.year
    )
    likelihood = likelihood_of(panel, cells)
    problem = Problem(
        structure(cells), likelihood, prior, INNER_TOLERANCE, quadrature=True
    )
    fit = integrate(
        problem,
        start=START if earlier is None else earlier.place,
        warm=None if earlier is None else carry_over(earlier, cells),
        curvature=_curvature(cells) if earlier is None else earlier.curvature,
        tolerance=OUTER_TOLERANCE,
        watch=watch,
    )
    return CooperationFit(panel, cells, fit)


def likelihood_of(panel: Panel, cells: Arrangement) -> BoundedNegativeBinomial:
    """Make the likelihood of the arranged cells of a panel."""
    return BoundedNegativeBinomial(
        Bounds(panel.returns_from[cells.order], panel.returns_to[cells.order]),
        panel.current[cells.order],
        panel.previous[cells.order],
    )


def structure(cells: Arrangement) -> Structure:
    """Lay out the effects of the arranged cells with their priors."""
    n_states, n_years = cells.reporters.size, cells.years.size
    layout = Layout(
        shared=np.column_stack(
            [np.zeros_like(cells.year), 1 + cells.reporter * n_years + cells.year]
        ),
        position=cells.year,
        leaf_start=cells.pair_start,
        group_start=cells.citizenship_start,
        group_size=n_years,
        n_shared=1 + n_states * n_years,
    )
    constant = np.ones((n_years, n_years))
    practice = np.stack([constant, np.eye(n_years)])
    course = np.stack([constant, walk_covariance(_whole_years(cells))])
    return Structure(
        layout=layout,
        shared=(flat(), Block(n_states, practice, (STATE, STATE_YEAR))),
        group=Block(cells.citizenships.size, course, (LEVEL, STEP)),
        leaf=PAIR,
        n_deviations=5,
    )


def walk_covariance(years: Indices) -> Reals:
    """Give the covariance of a random walk around its own mean.

    Parameters
    ----------
    years : Indices, shape (n_years,)
        Increasing; a gap of two years counts as two steps. A single year leaves
        a small variance of its own, so that the step keeps a meaning.
    """
    since = (years - years[0]).astype(np.float64)
    walk = np.minimum(since[:, None], since[None, :])
    centring = np.eye(years.size) - 1.0 / years.size
    covariance: Reals = centring @ walk @ centring.T + 1e-6 * np.eye(years.size)
    return covariance


@dataclass(frozen=True, slots=True)
class Start:
    """Where a fit ended, to begin the next one from.

    Attributes
    ----------
    names : Names
    place : Reals
        Outer parameters at the centre.
    curvature : Reals, shape (n_outer, n_outer)
        Inverse of the covariance of the outer parameters.
    field : Field
        Effects at the centre.
    """

    names: Names
    place: Reals
    curvature: Reals
    field: Field


def start_of(fitted: CooperationFit) -> Start:
    """Keep of a fit what the next one needs."""
    return Start(
        names=names_of(fitted.cells),
        place=fitted.fit.centre.place,
        curvature=np.linalg.inv(fitted.fit.covariance).astype(np.float64),
        field=fitted.fit.centre.marginal.mode.field,
    )


def carry_over(earlier: Start, cells: Arrangement) -> Field:
    """Place the effects of an earlier fit where they belong among new cells."""
    old, new, field = earlier.names, names_of(cells), earlier.field
    year = _nearest(old.years, new.years)
    state, state_known = _match(old.reporters, new.reporters)
    practice = field.shared[1:].reshape(-1, old.years.size)[state][:, year]
    citizenship, known = _match(old.citizenships, new.citizenships)
    course = field.group[citizenship][:, year] * known[:, None]
    pair, pair_known = _match(old.pairs, new.pairs)
    shared = (practice * state_known[:, None]).reshape(-1)
    return Field(
        np.append(field.shared[0], shared), course, field.leaf[pair] * pair_known
    )


def _whole_years(cells: Arrangement) -> Indices:
    return np.asarray(cells.years, dtype=np.int64)


def _nearest(old: Indices, new: Indices) -> Indices:
    distance = np.abs(old[None, :] - new[:, None])
    return np.asarray(np.argmin(distance, axis=1), dtype=np.int64)


def _match(
    old: np.typing.NDArray[np.generic], new: np.typing.NDArray[np.generic]
) -> tuple[Indices, Reals]:
    """Find new keys among old ones in sorted order; 1.0 where found."""
    index = np.minimum(np.searchsorted(old, new), old.size - 1)
    return index, (old[index] == new).astype(np.float64)


def _curvature(cells: Arrangement) -> Reals:
    """Guess the curvature towards each outer parameter from the numbers of effects."""
    states, citizenships = cells.reporters.size, cells.citizenships.size
    years, pairs = cells.years.size, cells.pair_start.size - 1
    guess = (states, states * years, citizenships, 0.2 * citizenships * years)
    rough = np.array([*guess, 0.5 * pairs, 0.2 * cells.year.size, 0.02 * pairs])
    return np.asarray(np.maximum(rough, 5.0), dtype=np.float64)

"""How far the multipliers rest on the priors, and on any one reporting state."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from landenbenadering.measurement.cooperation.errors import TooFewStatesError
from landenbenadering.measurement.cooperation.keys import Strings
from landenbenadering.measurement.cooperation.model import (
    OUTER_PRIOR,
    Start,
    fit_cooperation,
)
from landenbenadering.measurement.cooperation.panel import Panel
from landenbenadering.measurement.cooperation.results import (
    Course,
    Multiplier,
    Standard,
    average_multipliers,
)
from landenbenadering.measurement.cooperation.sample import sample
from landenbenadering.numerics.laplace.outer import OuterPrior

Seen = Callable[[], None]
# The prior of the standard deviations with half and twice its mean; that of
# dispersion and delay twice as wide.
PRIORS = {
    "deviations_half": replace(OUTER_PRIOR, deviation_rate=2.0),
    "deviations_double": replace(OUTER_PRIOR, deviation_rate=0.5),
    "counts_double": replace(OUTER_PRIOR, sd=2.0 * OUTER_PRIOR.sd),
}


@dataclass(frozen=True, slots=True)
class Shift:
    """How multipliers over all years move when something is done otherwise.

    Attributes
    ----------
    name : str
        A prior of `PRIORS`, or the state that was left out.
    compared : int
        Citizenships in both.
    typical, largest : float
        Factor by which a multiplier moves, up or down, at least 1: the median,
        and the largest.
    moved_most : str
        The citizenship of the largest.
    changed, reversed : tuple of str
        Citizenships with another class, and those that went from smooth to less
        smooth or back.
    """

    name: str
    compared: int
    typical: float
    largest: float
    moved_most: str
    changed: tuple[str, ...]
    reversed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refit:
    """How fits for comparison are made.

    Attributes
    ----------
    earlier : Start
        Where they begin.
    standard : Standard
    seed : int
        Of the draws; the same for all, so that chance does not move them apart.
    """

    earlier: Start
    standard: Standard
    seed: int

    def __call__(
        self, panel: Panel, prior: OuterPrior = OUTER_PRIOR
    ) -> tuple[Multiplier, ...]:
        """Fit, draw and average over all years."""
        fitted = fit_cooperation(panel, earlier=self.earlier, prior=prior)
        drawn = sample(fitted, generator=np.random.default_rng(self.seed))
        return average_multipliers(drawn, standard=self.standard)


def prior_sensitivity(
    panel: Panel,
    before: Iterable[Multiplier],
    *,
    refit: Refit,
    seen: Seen = lambda: None,
) -> tuple[Shift, ...]:
    """Fit under each of `PRIORS` and compare with `before`.

    Parameters
    ----------
    panel : Panel
    before : iterable of Multiplier
        Averages over all years, all states together.
    refit : Refit
    seen : callable
        Is called after each fit; what it raises stops the work.
    """
    known = tuple(before)
    shifts = []
    for name, prior in PRIORS.items():
        shifts.append(shift(name, known, refit(panel, prior)))
        seen()
    return tuple(shifts)


def leave_one_state_out(
    panel: Panel,
    before: Iterable[Multiplier],
    *,
    refit: Refit,
    seen: Seen = lambda: None,
) -> tuple[Shift, ...]:
    """Fit without each reporting state in turn and compare with `before`.

    Parameters
    ----------
    panel, before, refit, seen
        As in `prior_sensitivity`.

    Raises
    ------
    TooFewStatesError
        MEA206: fewer than three states, so that at most one would remain.
    """
    states = np.unique(panel.reporter)
    require_three_states(states)
    known = tuple(before)
    shifts = []
    for state in states:
        rest = of_cells(panel, panel.reporter != state)
        shifts.append(shift(str(state), known, refit(rest)))
        seen()
    return tuple(shifts)


def require_three_states(states: Strings) -> None:
    """Refuse if at most one state would remain once one is left out."""
    if states.size < 3:
        raise TooFewStatesError(tuple(str(state) for state in states))


def of_cells(panel: Panel, kept: npt.NDArray[np.bool_]) -> Panel:
    """Keep some cells of a panel."""
    return replace(
        panel,
        reporter=panel.reporter[kept],
        citizenship=panel.citizenship[kept],
        year=panel.year[kept],
        returns_from=panel.returns_from[kept],
        returns_to=panel.returns_to[kept],
        orders=panel.orders[kept],
        returns=panel.returns[kept],
        orders_before=panel.orders_before[kept],
        current=panel.current[kept],
        previous=panel.previous[kept],
        disputed=panel.disputed[kept],
    )


def shift(
    name: str, before: Iterable[Multiplier], after: Iterable[Multiplier]
) -> Shift:
    """Compare two sets of multipliers on the citizenships of both.

    Each is first set against the average of those, so that a country that falls
    out does not move all others.
    """
    was = {item.citizenship: item for item in before}
    now = {item.citizenship: item for item in after}
    both = sorted(was.keys() & now.keys())
    old = np.log([was[one].median for one in both])
    new = np.log([now[one].median for one in both])
    moves = np.abs((new - new.mean()) - (old - old.mean()))
    changed = tuple(one for one in both if was[one].course is not now[one].course)
    return Shift(
        name=name,
        compared=len(both),
        typical=float(np.exp(np.median(moves))),
        largest=float(np.exp(moves.max())),
        moved_most=both[int(moves.argmax())],
        changed=changed,
        reversed=tuple(
            one
            for one in changed
            if Course.CANNOT_TELL not in {was[one].course, now[one].course}
        ),
    )

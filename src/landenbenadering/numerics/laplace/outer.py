"""Standard deviations and likelihood parameters, with the effects integrated out."""

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.linalg import LinAlgError

from landenbenadering.numerics.errors import NotConvergedError
from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.leaves import Place, Rule
from landenbenadering.numerics.laplace.likelihoods import Likelihood
from landenbenadering.numerics.laplace.marginal import Marginal, laplace
from landenbenadering.numerics.laplace.model import Field, Structure
from landenbenadering.numerics.laplace.newton import TOLERANCE
from landenbenadering.numerics.laplace.settled import Settled, marginal_of, settle
from landenbenadering.numerics.threads import side_by_side

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OuterPrior:
    """Priors of standard deviations and likelihood parameters.

    Attributes
    ----------
    deviation_rate : float or None
        Rate of the exponential prior that every standard deviation has; `None`
        for a prior flat in its logarithm, which is maximum likelihood.
    mean, sd : Reals, shape (n_parameters,)
        Normal prior of the likelihood's parameters; an infinite `sd` is flat.

    References
    ----------
    Simpson, Rue, Riebler, Martins and Sørbye (2017), Statistical Science
    32:1-28, section 3.3 (exponential prior of a standard deviation).
    """

    deviation_rate: float | None
    mean: Reals
    sd: Reals

    def log_density(self, log_sd: Reals, parameters: Reals) -> float:
        """Give the log density of the outer point, up to a constant."""
        total = -0.5 * float(np.sum(((parameters - self.mean) / self.sd) ** 2))
        if self.deviation_rate is not None:
            total += float(np.sum(log_sd - self.deviation_rate * np.exp(log_sd)))
        return total

    def gradient(self, log_sd: Reals, parameters: Reals) -> Reals:
        """Give the gradient of the log density."""
        of_deviations = np.zeros_like(log_sd)
        if self.deviation_rate is not None:
            of_deviations = 1.0 - self.deviation_rate * np.exp(log_sd)
        of_parameters = -(parameters - self.mean) / self.sd**2
        return np.concatenate([of_deviations, of_parameters])


def maximum_likelihood(n_parameters: int) -> OuterPrior:
    """Make the prior that adds nothing."""
    return OuterPrior(None, np.zeros(n_parameters), np.full(n_parameters, np.inf))


@dataclass(frozen=True, slots=True)
class OuterPoint:
    """One outer point with its posterior of the effects.

    Attributes
    ----------
    place : Reals
        Log standard deviations, then parameters.
    marginal : Marginal
    value : float
        Log posterior of the point, up to a constant.
    gradient : Reals
        Of `value`; empty where it was not asked for.
    """

    place: Reals
    marginal: Marginal
    value: float
    gradient: Reals


@dataclass(frozen=True, slots=True)
class Problem:
    """What is to be fitted: effects with their priors, and the counts.

    Attributes
    ----------
    structure : Structure
    likelihood : Likelihood
    prior : OuterPrior
    tolerance : float
        How exactly the mode of the effects is found.
    seen : callable
        Called after each outer point; what it raises stops the fit.
    quadrature : bool
        Whether leaves, if they have effects, are integrated by quadrature where the
        outer parameters are integrated over; the climb takes them by Laplace.
    alike : tuple of int or None
        Two standard deviations of effects that the cells may not tell apart, as those
        of groups and of leaves where a group has one leaf.
    """

    structure: Structure
    likelihood: Likelihood
    prior: OuterPrior
    tolerance: float = TOLERANCE
    seen: Callable[[], None] = lambda: None
    quadrature: bool = False
    alike: tuple[int, int] | None = None

    def at(
        self, place: Reals, start: Field, *, with_gradient: bool = True
    ) -> OuterPoint:
        """Integrate the effects out at one outer point, and say that it is done."""
        point = self.beside(place, start, with_gradient=with_gradient)
        self.seen()
        return point

    def beside(
        self, place: Reals, start: Field, *, with_gradient: bool = True
    ) -> OuterPoint:
        """Do the same without a word, so that it may be done in any thread."""
        log_sd, parameters = self.parted(place)
        marginal = laplace(
            self.structure,
            self.likelihood,
            log_sd=log_sd,
            parameters=parameters,
            start=start,
            tolerance=self.tolerance,
            with_gradient=with_gradient,
        )
        slope = self.prior.gradient(log_sd, parameters)
        return OuterPoint(
            place=place,
            marginal=marginal,
            value=marginal.log_likelihood + self.prior.log_density(log_sd, parameters),
            gradient=marginal.gradient + slope if with_gradient else np.zeros(0),
        )

    def settled(self, place: Reals, start: Place, rules: tuple[Rule, ...]) -> Settled:
        """Integrate the leaves out by quadrature, from where all effects about are.

        From a start that is too far away, the mode of all effects is found first.
        """
        with suppress(NotConvergedError, LinAlgError):
            return self._settled(place, start, rules)
        peak = place_of(self.beside(place, start.field, with_gradient=False))
        return self._settled(place, peak, rules)

    def _settled(self, place: Reals, start: Place, rules: tuple[Rule, ...]) -> Settled:
        log_sd, parameters = self.parted(place)
        return settle(
            self.structure, rules, log_sd=log_sd, parameters=parameters, start=start
        )

    def quadrature_point(self, place: Reals, settled: Settled) -> OuterPoint:
        """Complete what `settled` found at an outer point."""
        log_sd, parameters = self.parted(place)
        marginal = marginal_of(
            self.structure, settled, log_sd=log_sd, parameters=parameters
        )
        density = self.prior.log_density(log_sd, parameters)
        value = marginal.log_likelihood + density
        return OuterPoint(place, marginal, value, np.zeros(0))

    def parted(self, place: Reals) -> tuple[Reals, Reals]:
        """Give log standard deviations and parameters apart."""
        n_deviations = self.structure.n_deviations
        return place[:n_deviations], place[n_deviations:]


def place_of(point: OuterPoint) -> Place:
    """Give the effects, and the deviations of leaves, to lay nodes by."""
    mode = point.marginal.mode
    return Place(mode.field, np.sqrt(mode.factor.leaf_inverse))


def answers(problem: Problem, tasks: Sequence[Callable[[], T]]) -> list[T]:
    """Visit outer points side by side; only this thread says which are done."""
    points = []
    with closing(side_by_side(tasks)) as found:
        for point in found:
            points.append(point)
            problem.seen()
    return points

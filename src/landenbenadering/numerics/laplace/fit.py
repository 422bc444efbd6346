"""Fitting a latent Gaussian model: optimise outer parameters, integrate over them."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from landenbenadering.numerics.errors import LayoutError
from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.climb import climb
from landenbenadering.numerics.laplace.composite import composite
from landenbenadering.numerics.laplace.likelihoods import Likelihood
from landenbenadering.numerics.laplace.marginal import Marginal, laplace
from landenbenadering.numerics.laplace.model import Field, Structure, zero_field
from landenbenadering.numerics.laplace.newton import TOLERANCE
from landenbenadering.numerics.threads import one_thread, side_by_side

DIFFERENCE = 0.05
CLIMB = 15


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
class Fit:
    """A fitted model.

    Attributes
    ----------
    structure : Structure
    centre : OuterPoint
        The outer point of highest posterior.
    covariance : Reals
        Normal approximation of the outer parameters' posterior at `centre`.
    points : tuple of OuterPoint
        Where the posterior of the effects was computed; only `centre` if the
        outer parameters were optimised.
    weights : Reals, shape (n_points,)
        Posterior weights, sum 1.
    log_evidence : float
        Log marginal likelihood, the outer parameters integrated out if there is
        more than one point, otherwise at `centre`.
    evaluations : int
        How often the effects were integrated out.
    """

    structure: Structure
    centre: OuterPoint
    covariance: Reals
    points: tuple[OuterPoint, ...]
    weights: Reals
    log_evidence: float
    evaluations: int

    @property
    def deviations(self) -> Reals:
        """Standard deviations at the centre."""
        return np.exp(self.centre.marginal.log_sd)

    @property
    def parameters(self) -> Reals:
        """Parameters of the likelihood at the centre."""
        return self.centre.marginal.parameters


@dataclass(frozen=True, slots=True)
class Problem:
    """What is to be fitted: effects with their priors, and the counts.

    `seen` is called after each outer point; what it raises stops the fit.
    """

    structure: Structure
    likelihood: Likelihood
    prior: OuterPrior
    tolerance: float = TOLERANCE
    seen: Callable[[], None] = lambda: None

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
        n_deviations = self.structure.n_deviations
        log_sd, parameters = place[:n_deviations], place[n_deviations:]
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


@one_thread()
def optimise(
    problem: Problem,
    *,
    start: Reals,
    warm: Field | None = None,
    curvature: Reals | None = None,
    tolerance: float = 1e-3,
) -> Fit:
    """Find the outer point of highest posterior and stay there.

    Parameters
    ----------
    problem : Problem
    start : Reals
        Log standard deviations, then parameters.
    warm : Field or None
        Effects of an earlier fit to start from.
    curvature : Reals or None
        Guess of the curvature towards each outer parameter, or of all together,
        shape (n, n), as the inverse of an earlier fit's covariance.
    tolerance : float
        Ends once less than this can be gained in log posterior.
    """
    summit, count = _summit(problem, start, warm, curvature, tolerance)
    covariance, _, extra = _curvature(problem, summit)
    return Fit(
        structure=problem.structure,
        centre=summit,
        covariance=covariance,
        points=(summit,),
        weights=np.ones(1),
        log_evidence=summit.marginal.log_likelihood,
        evaluations=count + extra,
    )


@one_thread()
def integrate(
    problem: Problem,
    *,
    start: Reals,
    warm: Field | None = None,
    curvature: Reals | None = None,
    tolerance: float = 1e-3,
    watch: Callable[[float], None] | None = None,
) -> Fit:
    """Optimise, then integrate over the outer parameters on a composite design.

    Parameters
    ----------
    problem, start, warm, curvature, tolerance
        As in `optimise`.
    watch : callable or None
        Is told after each outer point which share of the work is about done.
    """
    design = composite(start.size)
    seen = _watched(problem, watch, expected=start.size + design.weights.size)
    summit, count = _summit(seen, start, warm, curvature, tolerance)
    covariance, slopes, extra = _curvature(seen, summit)
    values, vectors = np.linalg.eigh(covariance)
    # Of the two directions of an axis one must always be taken, so that nearly
    # equal fits have nearly equal points.
    largest = np.argmax(np.abs(vectors), axis=0)
    vectors *= np.sign(np.take_along_axis(vectors, largest[None], axis=0))
    moves = design.points @ (vectors * np.sqrt(values)).T
    tasks = []
    for move in moves[1:]:
        predicted = summit.marginal.mode.field
        for slope, length in zip(slopes, move, strict=True):
            predicted = predicted.plus(slope, float(length))
        task = partial(seen.beside, summit.place + move, predicted, with_gradient=False)
        tasks.append(task)
    points = [summit, *_answers(seen, tasks)]
    logs = np.array([point.value for point in points]) - summit.value
    masses = design.weights * np.exp(logs)
    volume = 0.5 * float(np.sum(np.log(2.0 * np.pi * values)))
    at_normal = np.exp(-0.5 * np.sum(design.points**2, axis=1))
    share = np.sum(masses) / np.sum(design.weights * at_normal)
    return Fit(
        structure=problem.structure,
        centre=summit,
        covariance=covariance,
        points=tuple(points),
        weights=masses / masses.sum(),
        log_evidence=summit.value + volume + float(np.log(share)),
        evaluations=count + extra + len(points) - 1,
    )


def _answers(
    problem: Problem, tasks: Sequence[Callable[[], OuterPoint]]
) -> list[OuterPoint]:
    """Visit outer points side by side; only this thread says which are done."""
    points = []
    with closing(side_by_side(tasks)) as answers:
        for point in answers:
            points.append(point)
            problem.seen()
    return points


def _watched(
    problem: Problem, watch: Callable[[float], None] | None, *, expected: int
) -> Problem:
    """Let `watch` know of each outer point; a climb takes some `CLIMB` of them."""
    if watch is None:
        return problem
    done = 0

    def seen() -> None:
        nonlocal done
        done += 1
        watch(min(done / (CLIMB + expected), 1.0))

    return replace(problem, seen=seen)


def _summit(
    problem: Problem,
    start: Reals,
    warm: Field | None,
    curvature: Reals | None,
    tolerance: float,
) -> tuple[OuterPoint, int]:
    expected = problem.structure.n_deviations + problem.likelihood.n_parameters
    if start.size != expected:
        raise LayoutError(f"There are {expected} outer parameters, not {start.size}.")
    first = zero_field(problem.structure.layout) if warm is None else warm

    def evaluate(place: Reals, last: OuterPoint | None) -> OuterPoint:
        return problem.at(place, first if last is None else last.marginal.mode.field)

    guess = np.full(expected, 20.0) if curvature is None else curvature
    metric = np.linalg.inv(guess if guess.ndim == 2 else np.diag(guess))
    summit = climb(evaluate, start=start, metric=metric, tolerance=tolerance)
    return summit.height, summit.evaluations


def _curvature(problem: Problem, summit: OuterPoint) -> tuple[Reals, list[Field], int]:
    """Difference the gradient; give the covariance and how the mode moves."""
    n_outer = summit.place.size
    hessian = np.empty((n_outer, n_outer))
    field = summit.marginal.mode.field
    moved = summit.place + DIFFERENCE * np.eye(n_outer)
    tasks = [partial(problem.beside, place, field) for place in moved]
    slopes = []
    for index, point in enumerate(_answers(problem, tasks)):
        hessian[index] = (summit.gradient - point.gradient) / DIFFERENCE
        change = point.marginal.mode.field.plus(field, -1.0)
        slopes.append(zero_field(problem.structure.layout).plus(change, 1 / DIFFERENCE))
    values, vectors = np.linalg.eigh(0.5 * (hessian + hessian.T))
    # An outer parameter that the data say little about: no wider than sd 2.
    values = np.maximum(values, 0.25)
    covariance: Reals = (vectors / values) @ vectors.T
    return covariance, slopes, n_outer

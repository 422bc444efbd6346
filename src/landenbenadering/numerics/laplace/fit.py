"""Fitting a latent Gaussian model: optimise outer parameters, integrate over them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from landenbenadering.numerics.errors import LayoutError, NotConvergedError
from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.climb import Summit, climb
from landenbenadering.numerics.laplace.composite import composite
from landenbenadering.numerics.laplace.designs import (
    Design,
    normal_design,
    split_design,
)
from landenbenadering.numerics.laplace.footing import (
    DIFFERENCE,
    on_modes,
    on_quadrature,
)
from landenbenadering.numerics.laplace.model import Field, Structure, zero_field
from landenbenadering.numerics.laplace.outer import OuterPoint, Problem, answers
from landenbenadering.numerics.threads import one_thread

CLIMB = 15
SLACK = 0.05
# What the quadrature adds need not be linear: a centre that is lower is come back from.
SHARES_OF_SHIFT = (1.0, 0.4, 0.1, 0.0)
# Of the logarithm of a ratio of deviations: a normal posterior then says too little.
UNKNOWN, FEW_LEAVES = 0.75, 1.2


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
    found = _summit(problem, start, warm, curvature, tolerance)
    summit, count = found.height, found.evaluations
    sides = _sides(problem, summit)
    return Fit(
        structure=problem.structure,
        centre=summit,
        covariance=_covariance(summit, sides),
        points=(summit,),
        weights=np.ones(1),
        log_evidence=summit.marginal.log_likelihood,
        evaluations=count + len(sides),
    )


@one_thread()
def ascend(
    problem: Problem,
    *,
    start: Reals,
    warm: Field | None = None,
    curvature: Reals | None = None,
    tolerance: float = 1e-3,
) -> Summit[OuterPoint]:
    """Find the outer point of highest posterior by Laplace, and no more.

    Parameters
    ----------
    problem, start, warm, curvature, tolerance
        As in `optimise`.
    """
    return _summit(problem, start, warm, curvature, tolerance)


@one_thread()
def integrate(
    problem: Problem,
    *,
    start: Reals,
    warm: Field | None = None,
    curvature: Reals | None = None,
    tolerance: float = 1e-3,
    watch: Callable[[float], None] | None = None,
    ascended: Summit[OuterPoint] | None = None,
) -> Fit:
    """Optimise, then integrate over the outer parameters on a composite design.

    Parameters
    ----------
    problem, start, warm, curvature, tolerance
        As in `optimise`.
    watch : callable or None
        Is told after each outer point which share of the work is about done.
    ascended : Summit or None
        What `ascend` found for this problem, not to be climbed again.
    """
    expected = 2 * start.size + composite(start.size).weights.size
    seen = _watched(problem, watch, expected=expected)
    found = ascended or _summit(seen, start, warm, curvature, tolerance)
    summit, count = found.height, found.evaluations
    sides = _sides(seen, summit)
    covariance = _covariance(summit, sides)
    if problem.alike is not None and _split_unknown(problem, covariance):
        design = split_design(summit.place, covariance, problem.alike)
    else:
        design = normal_design(covariance)
    points = _design_points(seen, summit, sides, design)
    centre = points[0]
    masses = design.weights * np.exp(
        np.array([point.value for point in points]) - centre.value
    )
    total = float(np.sum(masses))
    return Fit(
        structure=problem.structure,
        centre=centre,
        covariance=covariance,
        points=tuple(points),
        weights=masses / total,
        log_evidence=centre.value + design.log_volume + float(np.log(total)),
        evaluations=count + len(sides) + len(points),
    )


def _split_unknown(problem: Problem, covariance: Reals) -> bool:
    """Say whether the ratio of two deviations is hardly known.

    So it is where nearly every group has one leaf, whatever the normal posterior says.
    """
    if problem.alike is None:
        return False
    one, other = problem.alike
    variance = covariance[one, one] + covariance[other, other]
    layout = problem.structure.layout
    alone = layout.n_leaves < FEW_LEAVES * layout.n_groups
    return alone or variance - 2.0 * covariance[one, other] > UNKNOWN**2


def _design_points(
    problem: Problem,
    summit: OuterPoint,
    sides: list[OuterPoint],
    design: Design,
) -> list[OuterPoint]:
    """Integrate the effects out on the design, the centre first."""
    moves = design.moves
    if problem.quadrature and problem.structure.leaf is not None:
        with suppress(NotConvergedError):
            footing, shift = on_quadrature(problem, summit, sides, design.covariance)
            least = summit.value + footing.added
            for share in SHARES_OF_SHIFT:
                tasks = [partial(footing.point, share * shift + move) for move in moves]
                points = answers(problem, tasks)
                if points[0].value >= least - SLACK:
                    return points
            return points
    footing = on_modes(problem, summit, sides)
    tasks = [partial(footing.point, move) for move in moves[1:]]
    return [summit, *answers(problem, tasks)]


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
) -> Summit[OuterPoint]:
    expected = problem.structure.n_deviations + problem.likelihood.n_parameters
    if start.size != expected:
        raise LayoutError(f"There are {expected} outer parameters, not {start.size}.")
    first = zero_field(problem.structure.layout) if warm is None else warm

    def evaluate(place: Reals, last: OuterPoint | None) -> OuterPoint:
        return problem.at(place, first if last is None else last.marginal.mode.field)

    guess = np.full(expected, 20.0) if curvature is None else curvature
    metric = np.linalg.inv(guess if guess.ndim == 2 else np.diag(guess))
    return climb(evaluate, start=start, metric=metric, tolerance=tolerance)


def _sides(problem: Problem, summit: OuterPoint) -> list[OuterPoint]:
    """Integrate the effects out a little beside the summit, in each direction."""
    moved = summit.place + DIFFERENCE * np.eye(summit.place.size)
    field = summit.marginal.mode.field
    return answers(problem, [partial(problem.beside, place, field) for place in moved])


def _covariance(summit: OuterPoint, sides: list[OuterPoint]) -> Reals:
    """Difference the gradient, and invert."""
    hessian = np.stack([summit.gradient - side.gradient for side in sides]) / DIFFERENCE
    values, vectors = np.linalg.eigh(0.5 * (hessian + hessian.T))
    # An outer parameter that the data say little about: no wider than sd 2.
    values = np.maximum(values, 0.25)
    covariance: Reals = (vectors / values) @ vectors.T
    return covariance

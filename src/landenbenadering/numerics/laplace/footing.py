"""Where a design over the outer parameters stands, and how effects move from there."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from landenbenadering.numerics.errors import NotConvergedError
from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.leaves import Place, Rule, rules_for
from landenbenadering.numerics.laplace.model import Field
from landenbenadering.numerics.laplace.outer import (
    OuterPoint,
    Problem,
    answers,
    place_of,
)
from landenbenadering.numerics.laplace.settled import Settled

DIFFERENCE = 0.05
# In standard deviations: how far the quadrature may move the centre.
FARTHEST = 3.0


@dataclass(frozen=True, slots=True)
class Footing:
    """An outer point to go out from.

    Attributes
    ----------
    problem : Problem
    place : Reals
    field : Field
        The effects there.
    slopes : tuple of Field
        How they move with each outer parameter.
    settled : Settled or None
        The leaves by quadrature; `None` if they are taken by Laplace.
    rules : tuple of Rule
        Nodes of the leaves.
    added : float
        What the quadrature adds here to the log marginal likelihood.
    """

    problem: Problem
    place: Reals
    field: Field
    slopes: tuple[Field, ...]
    settled: Settled | None = None
    rules: tuple[Rule, ...] = ()
    added: float = 0.0

    def point(self, move: Reals) -> OuterPoint:
        """Integrate the effects out at a movement from here.

        Where the quadrature does not settle, as far out where the counts say
        nothing, leaves are taken by Laplace and the difference as it is here.
        """
        place, field = self.place + move, self.field
        for slope, length in zip(self.slopes, move, strict=True):
            field = field.plus(slope, float(length))
        if self.settled is not None:
            with suppress(NotConvergedError):
                return self._by_quadrature(place, field, self.settled)
        point = self.problem.beside(place, field, with_gradient=False)
        return replace(point, value=point.value + self.added)

    def _by_quadrature(
        self, place: Reals, field: Field, settled: Settled
    ) -> OuterPoint:
        leaf = self.problem.structure.leaf
        assert leaf is not None  # noqa: S101  # else nothing would have settled
        change = np.exp(-2.0 * place[leaf]) - np.exp(-2.0 * self.place[leaf])
        start = Place(field, settled.scale(float(change)))
        found = self.problem.settled(place, start, self.rules)
        return self.problem.quadrature_point(place, found)


def on_modes(problem: Problem, summit: OuterPoint, sides: list[OuterPoint]) -> Footing:
    """Stand on the summit of the Laplace approximation.

    Parameters
    ----------
    problem : Problem
    summit : OuterPoint
    sides : list of OuterPoint
        At `DIFFERENCE` from the summit towards each outer parameter.
    """
    field = summit.marginal.mode.field
    slopes = [_slope(field, side.marginal.mode.field) for side in sides]
    return Footing(problem, summit.place, field, tuple(slopes))


def on_quadrature(
    problem: Problem, summit: OuterPoint, sides: list[OuterPoint], covariance: Reals
) -> tuple[Footing, Reals]:
    """Integrate leaves by quadrature at the summit and beside it.

    Returns
    -------
    Footing
        At the summit.
    Reals
        From there to where the log posterior is highest, if what the quadrature
        adds to it is linear in the outer parameters. It makes up as well for a climb
        that ended early.
    """
    here = place_of(summit)
    rules = rules_for(problem.structure.layout, problem.likelihood, here.scale)
    first = problem.settled(summit.place, here, rules)
    tasks = [
        partial(problem.settled, side.place, _beside(side, summit, first), rules)
        for side in sides
    ]
    others = answers(problem, tasks)
    added = [
        settled.log_likelihood - point.marginal.log_likelihood
        for settled, point in zip((first, *others), (summit, *sides), strict=True)
    ]
    slope = summit.gradient + (np.array(added[1:]) - added[0]) / DIFFERENCE
    move = covariance @ slope
    length = float(np.sqrt(slope @ move))
    slopes = tuple(_slope(first.field, other.field) for other in others)
    footing = Footing(
        problem, summit.place, first.field, slopes, first, rules, added[0]
    )
    return footing, move * min(1.0, FARTHEST / max(length, 1e-12))


def _beside(side: OuterPoint, summit: OuterPoint, settled: Settled) -> Place:
    """Foretell where effects settle: as far from the mode as at the summit."""
    place = place_of(side)
    apart = settled.field.plus(summit.marginal.mode.field, -1.0)
    return Place(place.field.plus(apart), place.scale)


def _slope(here: Field, beside: Field) -> Field:
    return Field(
        (beside.shared - here.shared) / DIFFERENCE,
        (beside.group - here.group) / DIFFERENCE,
        (beside.leaf - here.leaf) / DIFFERENCE,
    )

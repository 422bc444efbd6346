"""What each statement settles: those that were made, and one more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from landenbenadering.appraisal.preferences import Statement, matters_more
from landenbenadering.appraisal.robust import (
    Solution,
    Standing,
    core_index,
    solve,
    standing,
    whole_numbers,
)
from landenbenadering.numerics.interval_problem import Proceed
from landenbenadering.numerics.package_comparison import undominated
from landenbenadering.numerics.weight_cuts import cut_weights

MOST_COMPARED = 1500


@dataclass(frozen=True, slots=True)
class StatementEffect:
    """What changes with a statement.

    Attributes
    ----------
    statement : Statement
    packages : int
        Non-dominated packages with it (one more) or without it (one made).
    moves : mapping of str to Standing
        Instruments that get another standing, and which.
    """

    statement: Statement
    packages: int
    moves: Mapping[str, Standing]


def effects_of_one_more(
    solution: Solution, *, said_by: str
) -> tuple[StatementEffect, ...] | None:
    """Say what it would settle that one criterion weighs at least another.

    Every pair that the statements leave open is tried, each alone. A statement can
    only remove packages, so those at hand are compared again. The most telling come
    first. `None` when there are too many packages to compare.

    References
    ----------
    J. Liesiö, P. Mild and A. Salo (2007), European Journal of Operational Research
    181(3), 1488-1505, theorem 2 (more information gives a subset).
    """
    if len(solution.chosen) > MOST_COMPARED:
        return None
    found = []
    for more, less in permutations(solution.problem.criteria, 2):
        statement = matters_more(more, less, said_by=said_by)
        row = tuple(
            statement.coefficients.get(name, Fraction(0))
            for name in solution.problem.criteria
        )
        corners = cut_weights(solution.corners, row)
        if corners is not None:
            numbers, _ = whole_numbers(solution.problem, corners)
            left = solution.chosen[undominated(numbers, solution.chosen)]
            shares = core_index(solution.problem, left)
            found.append(
                StatementEffect(statement, len(left), _moves(solution, shares))
            )
    return tuple(sorted(found, key=lambda effect: effect.packages))


def effects_of_withdrawing(
    solution: Solution,
    statements: Sequence[Statement],
    *,
    proceed: Proceed | None = None,
) -> tuple[StatementEffect, ...]:
    """Say of each statement what would be left open without it."""
    found = []
    for i, statement in enumerate(statements):
        others = [other for j, other in enumerate(statements) if j != i]
        wider = solve(solution.problem, others, proceed=proceed)
        moves = _moves(solution, wider.core_index)
        found.append(StatementEffect(statement, len(wider.chosen), moves))
    return tuple(found)


def _moves(solution: Solution, shares: Mapping[str, Fraction]) -> dict[str, Standing]:
    before = solution.core_index
    return {
        code: standing(share)
        for code, share in shares.items()
        if standing(share) is not standing(before[code])
    }

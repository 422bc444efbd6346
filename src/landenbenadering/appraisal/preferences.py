"""What people agree on about the weights of criteria, and no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.numerics.weight_polytope import (
    Row,
    extreme_weights,
    smallest_conflict,
)

CONTRADICTION = "APP301"


@dataclass(frozen=True, slots=True)
class Statement:
    """A linear statement: the sum of coefficient × weight is at least 0.

    `said_by` is a department or `joint`; `text` is how it was put.
    """

    coefficients: Mapping[str, Fraction]
    said_by: str
    text: str


def matters_more(
    more: str, less: str, *, times: Fraction = Fraction(1), said_by: str
) -> Statement:
    """State that one criterion weighs at least so many times another."""
    text = f"{more} weighs at least {times} × {less}"
    return Statement({more: Fraction(1), less: -times}, said_by, text)


def ranking(criteria: Sequence[str], *, said_by: str) -> tuple[Statement, ...]:
    """State an order of criteria, the weightiest first."""
    return tuple(
        matters_more(more, less, said_by=said_by) for more, less in pairwise(criteria)
    )


def weight_between(
    criterion: str,
    *,
    lower: Fraction,
    upper: Fraction,
    criteria: Sequence[str],
    said_by: str,
) -> tuple[Statement, Statement]:
    """State bounds on a weight, as a share of all weights."""
    own = {name: Fraction(name == criterion) for name in criteria}
    return (
        Statement(
            {name: part - lower for name, part in own.items()},
            said_by,
            f"{criterion} weighs at least {lower}",
        ),
        Statement(
            {name: upper - part for name, part in own.items()},
            said_by,
            f"{criterion} weighs at most {upper}",
        ),
    )


def trade_off(
    gain: Mapping[str, Fraction], loss: Mapping[str, Fraction], *, said_by: str
) -> Statement:
    """State that this much gain outweighs that much loss, in units of the scores."""
    names = {*gain, *loss}
    parts = {
        name: gain.get(name, Fraction(0)) - loss.get(name, Fraction(0))
        for name in names
    }
    return Statement(parts, said_by, "the gain outweighs the loss")


def possible_weights(
    statements: Sequence[Statement], criteria: Sequence[str]
) -> tuple[Row, ...]:
    """Give the corners of the weights that keep every statement.

    Raises
    ------
    AppraisalError
        APP301 when no weights do, with a smallest set of statements that conflict;
        APP302 when a statement names an unknown criterion.
    """
    rows = [_row(statement, criteria) for statement in statements]
    corners = extreme_weights(rows, len(criteria))
    if corners:
        return corners
    conflict = conflicting_statements(statements, criteria)
    told = "; ".join(f"{one.text} ({one.said_by})" for one in conflict)
    raise AppraisalError(
        CONTRADICTION,
        problem=f"These statements contradict each other: {told}.",
        remedy="Withdraw or soften one of them.",
    )


def conflicting_statements(
    statements: Sequence[Statement], criteria: Sequence[str]
) -> tuple[Statement, ...]:
    """Find a smallest set of statements that no weights keep; empty if some do."""
    rows = [_row(statement, criteria) for statement in statements]
    places = smallest_conflict(rows, len(criteria)) or ()
    return tuple(statements[place] for place in places)


def _row(statement: Statement, criteria: Sequence[str]) -> Row:
    unknown = sorted(set(statement.coefficients) - set(criteria))
    if unknown:
        raise AppraisalError(
            "APP302",
            problem=f"A statement names {', '.join(unknown)}, which is no criterion.",
            remedy="Name criteria of this appraisal.",
        )
    return tuple(statement.coefficients.get(name, Fraction(0)) for name in criteria)

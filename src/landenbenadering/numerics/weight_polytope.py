"""Weights that keep a set of linear statements, in exact fractions."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

Row = tuple[Fraction, ...]


def extreme_weights(rows: Sequence[Row], criteria: int) -> tuple[Row, ...]:
    """Find the corners of the weights that keep every statement.

    Parameters
    ----------
    rows : sequence of tuple of Fraction
        A statement holds for weights w if the sum of row × w is at least 0.
    criteria : int
        Number of weights; they are at least 0 and sum to 1.

    Returns
    -------
    tuple of tuple of Fraction
        In rising order; empty if no weights keep all.
    """
    unit = [tuple(Fraction(i == j) for j in range(criteria)) for i in range(criteria)]
    every = [*unit, *rows]
    corners: set[Row] = set()
    for tight in combinations(every, criteria - 1):
        corner = _solve(tight, criteria)
        if corner is not None and all(_value(row, corner) >= 0 for row in every):
            corners.add(corner)
    return tuple(sorted(corners))


def smallest_conflict(rows: Sequence[Row], criteria: int) -> tuple[int, ...] | None:
    """Find a smallest set of statements that no weights keep together.

    Gives their places; `None` if all can be kept.
    """
    if extreme_weights(rows, criteria):
        return None
    for size in range(1, len(rows) + 1):
        for places in combinations(range(len(rows)), size):
            if not extreme_weights([rows[place] for place in places], criteria):
                return places
    return None


def _value(row: Row, weights: Row) -> Fraction:
    return sum((a * w for a, w in zip(row, weights, strict=True)), Fraction(0))


def _solve(tight: Sequence[Row], criteria: int) -> Row | None:
    """Solve for weights that sum to 1 and keep each row with equality."""
    table = [[*row, Fraction(0)] for row in tight] + [[Fraction(1)] * (criteria + 1)]
    for column in range(criteria):
        pivot = next((r for r in range(column, criteria) if table[r][column]), None)
        if pivot is None:
            return None
        table[column], table[pivot] = table[pivot], table[column]
        lead = table[column][column]
        table[column] = [value / lead for value in table[column]]
        for r in range(criteria):
            factor = table[r][column]
            if r != column and factor:
                table[r] = [
                    a - factor * b for a, b in zip(table[r], table[column], strict=True)
                ]
    return tuple(row[-1] for row in table)

"""What one more statement leaves of a set of weights, in exact fractions."""

from collections.abc import Sequence
from fractions import Fraction

from landenbenadering.numerics.weight_polytope import Row


def cut_weights(corners: Sequence[Row], row: Row) -> tuple[Row, ...] | None:
    """Cut the hull of some weights by one statement.

    Parameters
    ----------
    corners : sequence of tuple of Fraction
        Points whose hull is the set of weights.
    row : tuple of Fraction
        The statement holds where the sum of row × weights is at least 0.

    Returns
    -------
    tuple of tuple of Fraction, or None
        Points whose hull is what is left, corners and perhaps others; `None` if the
        statement is kept by all of them, or leaves nothing of their inside.
    """
    values = [
        sum((a * w for a, w in zip(row, c, strict=True)), Fraction(0)) for c in corners
    ]
    if min(values) >= 0 or max(values) <= 0:
        return None
    left = {c for c, value in zip(corners, values, strict=True) if value >= 0}
    for inside, high in zip(corners, values, strict=True):
        for outside, low in zip(corners, values, strict=True):
            if high > 0 > low:
                share = high / (high - low)
                left.add(
                    tuple(
                        a + share * (b - a)
                        for a, b in zip(inside, outside, strict=True)
                    )
                )
    return tuple(sorted(left))

"""Shares of wholes, with the bounds that rounding leaves."""

from landenbenadering.core.exposure import Missing, Share
from landenbenadering.core.interval import Interval


def share_within(part: Interval | None, rest: Interval | None, partners: int) -> Share:
    """Bound a part over the whole that it makes up with the rest.

    The part stands in both, so the bounds are narrower than those of a quotient of
    two numbers. The share is monotone in each, so its extremes lie at the corners.

    Parameters
    ----------
    part : Interval or None
        `None` where there is no figure.
    rest : Interval or None
        The other partners' figures; `None` where not all of them are here.
    partners : int
        Partners in part and rest together.
    """
    if part is None:
        return missing(Missing.NO_FIGURE)
    if rest is None:
        return missing(Missing.NO_WHOLE)
    whole = part + rest
    if whole.lower <= 0:
        return Share(None, whole, partners, Missing.NOT_ABOVE_ZERO)
    corners = [
        a / (a + b) for a in (part.lower, part.upper) for b in (rest.lower, rest.upper)
    ]
    return Share(Interval(min(corners), max(corners)), whole, partners, None)


def share_of(part: Interval | None, whole: Interval | None, partners: int) -> Share:
    """Bound an amount over a whole that it need not be part of; may pass 1."""
    if part is None:
        return missing(Missing.NO_FIGURE)
    if whole is None:
        return missing(Missing.NO_WHOLE)
    if whole.lower <= 0:
        return Share(None, whole, partners, Missing.NOT_ABOVE_ZERO)
    interval = quotient(part, whole)
    return Share(interval, whole, partners, None)


def quotient(part: Interval, whole: Interval) -> Interval:
    """Bound a quotient by a whole that is certainly above 0."""
    corners = [
        a / b for a in (part.lower, part.upper) for b in (whole.lower, whole.upper)
    ]
    return Interval(min(corners), max(corners))


def missing(reason: Missing) -> Share:
    """Give the share that cannot be told."""
    return Share(None, None, 0, reason)

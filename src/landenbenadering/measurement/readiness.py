"""Whether the own chain uses what a partner grants."""

from collections.abc import Sequence
from itertools import pairwise

from landenbenadering.core.interval import Interval
from landenbenadering.core.readiness import Grant, Readiness
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.measurement.published import part_of, published_bounds

Pair = tuple[Interval, Interval]


def readiness(country: str, grants: Sequence[Grant]) -> Readiness:
    """Put together what became of the documents that `country` granted.

    Where a source says how many people could no longer be found and not how many
    left, at most the others can have left: the share gets an upper bound and a lower
    bound of 0. Periods must not overlap, or documents would count twice.

    Parameters
    ----------
    grants : sequence of Grant
        Of any countries; those of others are passed over.

    Raises
    ------
    MeasurementError
        MEA411 more documents used or people not found than granted; MEA412 two
        periods overlap.
    """
    own = sorted((g for g in grants if g.country == country), key=lambda g: g.since)
    _require_apart(own)
    granted = [(grant, published_bounds(grant.granted)) for grant in own]
    used = [(n, part) for g, n in granted if n and (part := _used(g, n))]
    lost = [
        (n, part) for g, n in granted if n and (part := published_bounds(g.not_found))
    ]
    days = [grant.available_days for grant in own if grant.available_days]
    return Readiness(
        country=country,
        granted=_sum([n for _, n in granted if n]),
        used=_sum([part for _, part in used]),
        used_share=_share(used, country),
        not_found_share=_share(lost, country),
        available_days=(
            Interval(min(d.lower for d in days), max(d.upper for d in days))
            if days
            else None
        ),
        grants=len(used),
        without_use=len(own) - len(used),
        documents=tuple(dict.fromkeys(d for g in own for d in g.documents)),
    )


def overlapping(grants: Sequence[Grant]) -> bool:
    """Say whether periods overlap, so that documents would count twice."""
    ordered = sorted(grants, key=lambda grant: grant.since)
    return any(after.since <= before.until for before, after in pairwise(ordered))


def _used(grant: Grant, granted: Interval) -> Interval | None:
    stated = published_bounds(grant.used)
    lost = published_bounds(grant.not_found)
    if stated is not None or lost is None:
        return stated
    return Interval(0, max(granted.upper - lost.lower, 0))


def _share(pairs: Sequence[Pair], country: str) -> Interval | None:
    whole, part = _sum([n for n, _ in pairs]), _sum([p for _, p in pairs])
    share = part_of(part, whole) if part and whole else None
    if share is None:
        return None
    if share.lower > 1:
        raise MeasurementError(
            "MEA411",
            problem=f"More documents of {country} were used or lost than it granted.",
            remedy="Check the counts: all must be of the same documents.",
        )
    return Interval(share.lower, min(share.upper, 1))


def _sum(intervals: Sequence[Interval]) -> Interval | None:
    return sum(intervals, start=Interval(0, 0)) if intervals else None


def _require_apart(grants: Sequence[Grant]) -> None:
    for before, after in pairwise(grants):
        if after.since <= before.until:
            raise MeasurementError(
                "MEA412",
                problem=f"The periods from {before.since} and from {after.since} "
                "overlap.",
                remedy="Keep the one source that says most of the period.",
            )

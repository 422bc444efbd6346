"""From the register to whether the own chain uses what a country grants."""

from landenbenadering.core.funnel import PublishedCount
from landenbenadering.core.interval import Interval
from landenbenadering.core.readiness import Grant, Readiness
from landenbenadering.measurement.readiness import readiness
from landenbenadering.policy.dealings import DocumentGrant
from landenbenadering.policy.record import Record


def readiness_of(record: Record, fact: DocumentGrant) -> Readiness:
    """Say what share of the documents of one grant was used.

    Where the source says only how many holders could no longer be found, at most the
    others can have left.
    """
    return readiness(fact.country, (grant_of(record, fact),))


def grant_of(record: Record, fact: DocumentGrant) -> Grant:
    """Read the record of a grant."""
    since, until = record.valid_from, record.valid_until
    shortest, longest = fact.shortest_days, fact.longest_days
    known = shortest is not None and longest is not None
    return Grant(
        country=fact.country,
        since=since.earliest if since else record.known_from,
        until=until.latest if until else record.known_from,
        granted=PublishedCount(fact.granted),
        used=PublishedCount(fact.used, fewer_than=fact.used_below),
        not_found=PublishedCount(fact.not_found),
        documents=(record.id,),
        available_days=Interval(shortest or 0, longest or 0) if known else None,
    )

"""Whether the own chain uses what a partner grants."""

from dataclasses import dataclass
from datetime import date

from landenbenadering.core.funnel import PublishedCount
from landenbenadering.core.interval import Interval


@dataclass(frozen=True, slots=True)
class Grant:
    """Documents that a partner granted in a period, and what became of them.

    Attributes
    ----------
    granted : PublishedCount
        Documents granted or promised.
    used : PublishedCount
        Of these, documents with which a person left.
    not_found : PublishedCount
        Of these, documents whose person could no longer be found.
    available_days : Interval or None
        How long people were available after the grant, in days; `None` if no
        source says it.
    documents : tuple of str
        Record ids of the documents that say so.
    """

    country: str
    since: date
    until: date
    granted: PublishedCount
    used: PublishedCount
    not_found: PublishedCount
    documents: tuple[str, ...]
    available_days: Interval | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """What the own chain did with the documents of one or more grants.

    Attributes
    ----------
    granted, used : Interval or None
        `None` if no grant states it.
    used_share : Interval or None
        Within 0 to 1; `None` when it cannot be told.
    not_found_share : Interval or None
        The same of people who could no longer be found.
    available_days : Interval or None
        Shortest and longest that any grant states.
    grants : int
        Grants that the shares rest on.
    without_use : int
        Grants that say nothing on use; in no share.
    """

    country: str
    granted: Interval | None
    used: Interval | None
    used_share: Interval | None
    not_found_share: Interval | None
    available_days: Interval | None
    grants: int
    without_use: int
    documents: tuple[str, ...]

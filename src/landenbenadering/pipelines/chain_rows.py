"""What is recorded of the chain to departure, as rows for files and programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isinf
from typing import TypedDict

from landenbenadering.core.interval import Interval
from landenbenadering.core.readiness import Readiness
from landenbenadering.measurement.published import published_bounds
from landenbenadering.measurement.readiness import overlapping, readiness
from landenbenadering.pipelines.readiness import grant_of, readiness_of
from landenbenadering.pipelines.recorded_chain import (
    RecordedFunnel,
    contradictions,
    recorded_funnels,
)
from landenbenadering.policy.dealings import DocumentGrant
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register

# The kinds of fact that tell of the chain.
CHAIN_KINDS = ("chain_counts", "document_grant", "agreement")


class ChainRow(TypedDict):
    """One count of one record; not its version, of which a gap would tell.

    `published` is the count as the source gives it, `fewer_than` stands in its place
    where the source only says that; `lower` and `upper` bound the true count.
    """

    record: str
    disclosure: str
    known_from: str
    country: str
    reporter: str
    counted_nl: str
    counted_en: str
    follow: str
    since: str
    until: str
    stage: str
    departure: str | None
    published: int | None
    fewer_than: int | None
    rounded_to: int
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class ChainTold:
    """All that a register tells of the chain of one country.

    Attributes
    ----------
    grants : tuple of (Record, Readiness)
        Documents that the country granted, by day.
    together : Readiness or None
        All grants; `None` without any, or where their periods overlap.
    overlapping : bool
        Whether periods of grants overlap, so that documents would count twice.
    """

    country: str
    funnels: tuple[RecordedFunnel, ...]
    grants: tuple[tuple[Record, Readiness], ...]
    together: Readiness | None
    overlapping: bool = False

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record that it rests on."""
        counted = (one.record for one in self.funnels)
        agreed = {
            held.agreement.id: held.agreement
            for one in self.funnels
            for held in one.terms
        }
        granted = (record for record, _ in self.grants)
        return (*counted, *granted, *agreed.values())


def chain_told(register: Register, *, country: str) -> ChainTold:
    """Find what a register tells of the chain of a country."""
    held = [
        (record, fact)
        for record, fact in register.of(DocumentGrant)
        if fact.country == country
    ]
    held.sort(key=lambda one: (str(one[0].valid_from or ""), one[0].id))
    grants = tuple(grant_of(record, fact) for record, fact in held)
    twice = overlapping(grants)
    return ChainTold(
        country=country,
        funnels=recorded_funnels(register, country=country),
        grants=tuple((record, readiness_of(record, fact)) for record, fact in held),
        together=readiness(country, grants) if grants and not twice else None,
        overlapping=twice,
    )


def chain_rows(told: ChainTold) -> list[ChainRow]:
    """Give every count, with its bounds."""
    return [
        ChainRow(
            record=one.record.id,
            disclosure=one.record.disclosure.value,
            known_from=one.record.known_from.isoformat(),
            country=one.population.country,
            reporter=one.population.reporter,
            counted_nl=one.fact.counted.nl,
            counted_en=one.fact.counted.en,
            follow=one.population.follow.value,
            since=one.population.since.isoformat(),
            until=one.population.until.isoformat(),
            stage=count.stage.value,
            departure=None if count.departure is None else count.departure.value,
            published=count.count.value,
            fewer_than=count.count.fewer_than,
            rounded_to=one.fact.rounded_to,
            lower=_lower(bounds),
            upper=_upper(bounds),
        )
        for one in told.funnels
        for count, bounds in one.funnel.bounds
    ]


def chain_as_plain(told: ChainTold) -> dict[str, object]:
    """Give everything as what JSON can hold; `None` is what cannot be told."""
    return {
        "country": told.country,
        "counts": chain_rows(told),
        "not_counted": {
            one.record.id: [stage.value for stage in one.funnel.not_counted]
            for one in told.funnels
        },
        "rates": [rate for one in told.funnels for rate in _rates(one)],
        "waits": [_waits(one) for one in told.funnels],
        "within_terms": [
            {
                "record": one.record.id,
                "disclosure": held.disclosure(one.record).value,
                "agreement": held.agreement.id,
                "term": held.term.name,
                "term_days": held.term.limit,
                "lower": _lower(held.share),
                "upper": _upper(held.share),
                "held_throughout": held.throughout,
            }
            for one in told.funnels
            for held in one.terms
        ],
        "larger_than_before": [
            {"record": one.record.id, "earlier": before.value, "later": after.value}
            for one in told.funnels
            for before, after in one.larger_than_before
        ],
        "contradictions": [
            {
                "stage": found.stage.value,
                "departure": None if found.departure is None else found.departure.value,
                "records": [found.one[0].record.id, found.other[0].record.id],
                "bounds": [_ends(found.one[1]), _ends(found.other[1])],
            }
            for found in contradictions(told.funnels)
        ],
        "grants": [
            {
                "record": record.id,
                "disclosure": record.disclosure.value,
                **_readiness(found),
            }
            for record, found in told.grants
        ],
        "grants_overlap": told.overlapping,
        "grants_together": None
        if told.together is None
        else {**_readiness(told.together), "without_use": told.together.without_use},
    }


def _rates(one: RecordedFunnel) -> Sequence[dict[str, object]]:
    issuance = [] if one.funnel.issuance is None else [one.funnel.issuance]
    return [
        {
            "record": one.record.id,
            "from": rate.earlier.value,
            "to": rate.later.value,
            "departure": None if rate.departure is None else rate.departure.value,
            "lower": _lower(rate.interval),
            "upper": _upper(rate.interval),
            "passed_over": [stage.value for stage in rate.passed_over],
        }
        for rate in (*one.funnel.rates, *issuance)
    ]


def _waits(one: RecordedFunnel) -> dict[str, object]:
    days = None if one.waits is None else one.waits.median_days
    return {
        "record": one.record.id,
        "bands": [
            {
                "since_days": band.since_days,
                "until_days": band.until_days,
                "published": band.count.value,
                "fewer_than": band.count.fewer_than,
                "bounds": _ends(published_bounds(band.count)),
            }
            for band in one.bands
        ],
        "documents": None if one.waits is None else _ends(one.waits.documents),
        "median_days": _ends(days),
        "waiting": _ends(one.waiting),
    }


def _readiness(found: Readiness) -> dict[str, object]:
    return {
        "granted": _ends(found.granted),
        "used": _ends(found.used),
        "used_share": _ends(found.used_share),
        "not_found_share": _ends(found.not_found_share),
        "available_days": _ends(found.available_days),
    }


def _ends(bounds: Interval | None) -> list[float | None] | None:
    return None if bounds is None else [_lower(bounds), _upper(bounds)]


def _lower(bounds: Interval | None) -> float | None:
    return None if bounds is None else bounds.lower


def _upper(bounds: Interval | None) -> float | None:
    return None if bounds is None or isinf(bounds.upper) else bounds.upper

"""Where the rules are broken as the register stands, read part by part.

Holding the rules against all that a large register holds takes longer than a page
may. What holds at all times is held against the records on which it can hang, and
each open proposal against what its own page reads: the records on its country, what
belongs to it, and what is named. Findings on a country are kept by the rows they rest
on, so that a change elsewhere does not undo them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.references import references_of
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.book import (
    OPEN_STATES,
    BrokenBy,
    Verdict,
    open_breaches,
    verdicts,
)
from landenbenadering.policy.rules.breach import Moment
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.read_records import READ
from landenbenadering.web.register.remembering import remembered
from landenbenadering.web.register.selectors import rows_that_hold
from landenbenadering.web.register.waiting import register_of_waiting

Levels = frozenset[Disclosure]
Key = tuple[int, datetime]
MOST = 100
_COUNTRIES_KEPT = 1000
# A space, the three letters of the only country, a space.
_ONE_COUNTRY = 5


@remembered
def standing_verdicts(as_of: AsOf, disclosure: Levels) -> tuple[Verdict, ...]:
    """Hold the rules at all times against what readers of these levels may read."""
    today = as_of.known_on
    register = register_of_waiting(as_of, disclosure=disclosure, until=today)
    return verdicts(register, Moment.ALWAYS, today=today)


@remembered
def standing_proposals(as_of: AsOf, disclosure: Levels) -> Mapping[str, BrokenBy]:
    """Give by rule the open proposals that break it as they stand, newest first.

    The same as `open_breaches` finds in the whole register.
    """
    reading = _Reading(as_of, disclosure)
    proposals = reading.open_proposals()[:MOST]
    place = {record.id: number for number, record in enumerate(proposals)}
    found: dict[str, list[tuple[Record, BrokenBy]]] = {}
    for keys in reading.parts(proposals).values():
        for number, broken in _on_country(keys, as_of.known_on).items():
            lines = found.setdefault(number, [])
            lines += [(line[0], (line,)) for line in broken if line[0].id in place]
    return {
        number: tuple(
            line
            for _, lines in sorted(broken, key=lambda item: place[item[0].id])
            for line in lines
        )
        for number, broken in found.items()
        if broken
    }


@lru_cache(maxsize=_COUNTRIES_KEPT)
def _on_country(keys: frozenset[Key], today: date) -> Mapping[str, BrokenBy]:
    """Hold the rules against the open proposals among these rows.

    Rows never change: the same rows give the same findings, whoever may read them.
    """
    records = sorted(READ.records(keys), key=lambda record: record.id)
    register = Register(AsOf(today), tuple(records))
    return open_breaches(register, today=today, most=len(records))


@dataclass(frozen=True, slots=True)
class _Reading:
    """Finds the rows that belong together, as they hold at a moment."""

    as_of: AsOf
    disclosure: Levels

    def open_proposals(self) -> list[Record]:
        """Give the open proposals, the newest first."""
        states = Q(state__in=sorted(map(str, OPEN_STATES)))
        rows = self._rows("proposal", where=states).values_list("pk", "entered")
        return sorted(
            READ.records(rows), key=lambda r: (r.known_from, r.id), reverse=True
        )

    def parts(self, proposals: Collection[Record]) -> dict[str, frozenset[Key]]:
        """Give by country the rows that the rules may read of its proposals."""
        country_of = {
            record.id: record.fact.country
            for record in proposals
            if isinstance(record.fact, Proposal)
        }
        parts: dict[str, set[Key]] = {code: set() for code in country_of.values()}
        on = self._rows(where=_naming(parts)).values_list(
            "pk", "entered", "kind", "countries"
        )
        naming: list[tuple[Key, str]] = []
        for number, entered, kind, countries in on:
            for code in parts.keys() & set(countries.split()):
                parts[code].add((number, entered))
                if kind in ("proposal", "linkage"):
                    naming.append(((number, entered), code))
        about = self._rows(where=Q(about__in=sorted(country_of)))
        for number, entered, held in about.values_list("pk", "entered", "about"):
            parts[country_of[held]].add((number, entered))
        self._add_named(parts, naming)
        return {code: frozenset(keys) for code, keys in parts.items()}

    def _add_named(
        self, parts: dict[str, set[Key]], naming: Iterable[tuple[Key, str]]
    ) -> None:
        """Add what proposals and linkages name, as instruments and papers."""
        wanted: dict[str, set[str]] = {}
        pairs = list(naming)
        codes = [code for _, code in pairs]
        records = READ.records(key for key, _ in pairs)
        for record, code in zip(records, codes, strict=True):
            if isinstance(record.fact, Linkage | Proposal):
                for named in references_of(record.fact):
                    wanted.setdefault(named.record_id, set()).add(code)
        rows = self._rows(where=Q(record_id__in=sorted(wanted)))
        for number, entered, record_id in rows.values_list(
            "pk", "entered", "record_id"
        ):
            for code in wanted[record_id]:
                parts[code].add((number, entered))

    def _rows(self, *kinds: str, where: Q) -> QuerySet[RecordVersion, RecordVersion]:
        return rows_that_hold(self.as_of, self.disclosure, kinds=kinds, where=where)


def _naming(countries: Iterable[str]) -> Q:
    """Select rows that name one of some countries, alone or among others."""
    codes = sorted(countries)
    several = Q()
    for code in codes:
        several |= Q(countries__contains=f" {code} ")
    alone = Q(countries__in=[f" {code} " for code in codes])
    return alone | (Q(GreaterThan(Length("countries"), _ONE_COUNTRY)) & several)

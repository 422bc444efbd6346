"""From which day to which each version holds, kept at hand for every kind of reader.

Which version of a fact holds on a day follows from its versions alone, as
`policy.register.known_versions` says; working it out for all facts at each page
takes longer than the page may. So the days are kept beside the rows, worked out
anew for a fact in the transaction that adds a version to it. They stand for what
is entered by now: a page that asks what was entered by an earlier day works it out.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from landenbenadering.policy.checks import citations_of
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.models import HoldingVersion, RecordVersion
from landenbenadering.web.register.rows import record_of

# What a reader may read goes by these steps: who reads one level reads those before.
READERS: Mapping[frozenset[Disclosure], str] = {
    frozenset({Disclosure.PUBLIC}): Disclosure.PUBLIC.value,
    frozenset({Disclosure.PUBLIC, Disclosure.HOUSE}): Disclosure.HOUSE.value,
    frozenset(Disclosure): Disclosure.INTERNAL.value,
}
_CHUNK = 500
# All that says when a version holds.
_DAYS = ("record_id", "kind", "version", "known_from", "disclosure", "corrects")


def keep_holding(record_ids: Iterable[str]) -> None:
    """Work out anew when the versions of these facts hold, within a transaction."""
    names = sorted(set(record_ids))
    for start in range(0, len(names), _CHUNK):
        chunk = names[start : start + _CHUNK]
        rows = RecordVersion.objects.filter(record_id__in=chunk)
        # A fact may have hundreds of versions: what they say is read only of those
        # that hold, since whoever else writes waits for this.
        light = rows.order_by("record_id", "version").only(*_DAYS)
        days = list(holding_rows(light, cited=lambda _row: ""))
        held = RecordVersion.objects.in_bulk({day.row_id for day in days})
        cites = {key: cited_text(row) for key, row in held.items()}
        for day in days:
            day.cites = cites[day.row_id]
        HoldingVersion.objects.filter(record_id__in=chunk).delete()
        HoldingVersion.objects.bulk_create(days)


def holding_rows(
    rows: Iterable[RecordVersion],
    *,
    cited: Callable[[RecordVersion], str] | None = None,
) -> Iterator[HoldingVersion]:
    """Give when each version holds, from all versions of some facts in order.

    Parameters
    ----------
    cited : callable or None
        Gives what to keep of the documents that a version cites; `None` means
        `cited_text`. Asked once for each version that holds.
    """
    reading = cited_text if cited is None else cited
    for _, versions in groupby(rows, key=lambda row: row.record_id):
        held = list(versions)
        cites = _Cites(reading)
        for levels, reader in READERS.items():
            yield from _of_one(held, levels=levels, reader=reader, cites=cites)


def cited_text(row: RecordVersion) -> str:
    """Give every document that a version cites, a space on both sides of each."""
    names = dict.fromkeys(place.document for place in citations_of(record_of(row)))
    return f" {' '.join(names)} " if names else ""


@dataclass(slots=True)
class _Cites:
    """What each version cites, read once."""

    reading: Callable[[RecordVersion], str]
    known: dict[int, str] = field(default_factory=dict)

    def of(self, row: RecordVersion) -> str:
        if row.pk not in self.known:
            self.known[row.pk] = self.reading(row)
        return self.known[row.pk]


def _of_one(
    versions: Collection[RecordVersion],
    *,
    levels: frozenset[Disclosure],
    reader: str,
    cites: _Cites,
) -> Iterator[HoldingVersion]:
    read = [row for row in versions if row.disclosure in levels]
    corrected = {row.corrects for row in read}
    last_of_day = {
        row.known_from: row
        for row in sorted(read, key=lambda row: row.version)
        if row.version not in corrected
    }
    days = [*sorted(last_of_day), None]
    for since, until in pairwise(days):
        if since is None:
            continue
        row = last_of_day[since]
        yield HoldingVersion(
            record_id=row.record_id,
            row_id=row.pk,
            reader=reader,
            kind=row.kind,
            since=since,
            until=until,
            cites=cites.of(row),
        )

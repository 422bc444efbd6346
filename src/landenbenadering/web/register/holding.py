"""From which day to which each version holds, kept at hand for every kind of reader.

Which version of a fact holds on a day follows from its versions alone, as
`policy.register.known_versions` says; working it out for all facts at each page
takes longer than the page may. So the days are kept beside the rows, worked out
anew for a fact in the transaction that adds a version to it. They stand for what
is entered by now: a page that asks what was entered by an earlier day works it out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
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


def keep_holding(record_ids: Iterable[str]) -> None:
    """Work out anew when the versions of these facts hold, within a transaction."""
    names = sorted(set(record_ids))
    for start in range(0, len(names), _CHUNK):
        chunk = names[start : start + _CHUNK]
        rows = RecordVersion.objects.filter(record_id__in=chunk)
        HoldingVersion.objects.filter(record_id__in=chunk).delete()
        HoldingVersion.objects.bulk_create(
            holding_rows(rows.order_by("record_id", "version"))
        )


def holding_rows(rows: Iterable[RecordVersion]) -> Iterator[HoldingVersion]:
    """Give when each version holds, from all versions of some facts in order."""
    for _, versions in groupby(rows, key=lambda row: row.record_id):
        held = list(versions)
        cites = {row.pk: cited_text(row) for row in held}
        for levels, reader in READERS.items():
            yield from _of_one(held, levels=levels, reader=reader, cites=cites)


def cited_text(row: RecordVersion) -> str:
    """Give every document that a version cites, a space on both sides of each."""
    names = dict.fromkeys(place.document for place in citations_of(record_of(row)))
    return f" {' '.join(names)} " if names else ""


def _of_one(
    versions: Collection[RecordVersion],
    *,
    levels: frozenset[Disclosure],
    reader: str,
    cites: Mapping[int, str],
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
            cites=cites[row.pk],
        )

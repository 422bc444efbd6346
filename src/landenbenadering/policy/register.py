"""The register as it stands at one moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.facts import Fact
from landenbenadering.policy.record import Record

F = TypeVar("F", bound=Fact)


def known_versions(records: Iterable[Record], as_of: AsOf) -> tuple[Record, ...]:
    """Pick, for every fact, the version that holds at `as_of`, in order of id.

    Of the versions known and entered by then, the one known last holds; of two
    known from the same day, the higher version. A version that another corrects
    counts no longer once that other is entered, on whatever day that is known.
    """
    entered = [record for record in records if not _entered_after(record, as_of)]
    corrected = {(r.id, r.corrects) for r in entered if r.corrects is not None}
    latest: dict[str, Record] = {}
    for record in entered:
        if record.known_from > as_of.known_on:
            continue
        if (record.id, record.version) in corrected:
            continue
        held = latest.get(record.id)
        if held is None or _rank(held) < _rank(record):
            latest[record.id] = record
    return tuple(latest[key] for key in sorted(latest))


def _rank(record: Record) -> tuple[int, int]:
    return record.known_from.toordinal(), record.version


def _entered_after(record: Record, as_of: AsOf) -> bool:
    if as_of.entered_by is None or record.entered is None:
        return False
    return record.entered > as_of.entered_by


@dataclass(frozen=True, slots=True)
class Register:
    """All facts that hold at one moment, at most one version of each.

    Build it with `known_versions` or from a query that does the same.
    """

    as_of: AsOf
    records: tuple[Record, ...]

    def of(self, kind: type[F]) -> list[tuple[Record, F]]:
        """Give the records whose fact is a `kind`, with the fact, in order of id."""
        return [(r, r.fact) for r in self.records if isinstance(r.fact, kind)]

    def get(self, record_id: str) -> Record:
        """Give one record, or raise POL101 when it is not known at this moment."""
        for record in self.records:
            if record.id == record_id:
                return record
        raise PolicyError(
            "POL101",
            problem=f"The register holds no {record_id!r} as known on "
            f"{self.as_of.known_on.isoformat()}.",
            remedy="Look at a later date, or record the fact with its source first.",
        )

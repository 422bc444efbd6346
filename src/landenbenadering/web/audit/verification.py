"""Finding what was changed behind the back of this software, and where.

The chain is read with plain cursors and hashed as bytes: a million events are
checked in seconds. What the anchor saw must still be there, and every row of an
audited table must be as its latest event left it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from landenbenadering.web.audit.anchor import AnchorLine, read_anchor
from landenbenadering.web.audit.canonical import GENESIS, SEPARATOR, row_digest
from landenbenadering.web.audit.reading import Row, chain_rows, odd_types, total_events
from landenbenadering.web.audit.subjects import REMOVED, AuditedTable, audited_tables

SHOWN = 100
_MARK = SEPARATOR.encode("ascii")
_REMOVED = REMOVED.encode("ascii")

Progress = Callable[[int, int], None]
Digests = dict[bytes, bytes]


class FindingKind(StrEnum):
    """What can be wrong."""

    EVENT_CHANGED = "event-changed"
    EVENTS_MISSING = "events-missing"
    LINK_BROKEN = "link-broken"
    TAIL_CUT = "tail-cut"
    ANCHOR_DIFFERS = "anchor-differs"
    ROW_CHANGED = "row-changed"
    ROW_ADDED = "row-added"
    ROW_REMOVED = "row-removed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where."""

    kind: FindingKind
    place: str
    problem: str


@dataclass(slots=True)
class Findings:
    """What was found so far: the first ones in full, and how many in all."""

    shown: list[Finding] = field(default_factory=list)
    total: int = 0

    def add(self, kind: FindingKind, place: str, problem: str) -> None:
        """Note one; beyond the first hundred they are only counted."""
        self.total += 1
        if len(self.shown) < SHOWN:
            self.shown.append(Finding(kind, place, problem))


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification went through and found.

    Attributes
    ----------
    events, rows, anchor_lines : int
        How many of each were checked.
    findings : tuple of Finding
        The first hundred.
    total : int
        How many findings there are in all; 0 when nothing is wrong.
    """

    events: int
    rows: int
    anchor_lines: int
    findings: tuple[Finding, ...]
    total: int


def verify(
    *, anchor: Path | None, progress: Progress = lambda _done, _total: None
) -> Verification:
    """Check chain, anchor and rows, all as they stood at one moment.

    Parameters
    ----------
    anchor : Path or None
        `None` leaves the anchor out, for a chain that never had one.
    progress : callable
        Told how many events of how many were read.

    Raises
    ------
    AuditError
        AUD107 the anchor cannot be read.
    """
    findings = Findings()
    # Read before the chain: what is committed meanwhile is in both or in neither.
    lines = {line.sequence: line for line in read_anchor(anchor)} if anchor else {}
    with _one_moment():
        chain = _Chain(findings=findings, anchored=lines)
        chain.follow(progress)
        rows = _check_rows(chain.digests, findings)
    return Verification(
        events=chain.events,
        rows=rows,
        anchor_lines=len(lines),
        findings=tuple(findings.shown),
        total=findings.total,
    )


@dataclass(slots=True)
class _Chain:
    """The chain as far as it was followed."""

    findings: Findings
    anchored: Mapping[int, AnchorLine]
    events: int = 0
    last: int = 0
    hashed: bytes = GENESIS.encode("ascii")
    digests: Digests = field(default_factory=dict)

    def follow(self, progress: Progress) -> None:
        """Go through every event from the first to the last."""
        total = total_events()
        try:
            for number in odd_types():
                self._changed(number, "a column holds another type of value")
            for rows in chain_rows():
                self._check(rows)
                progress(self.events, total)
        except DatabaseError as error:
            self.findings.add(
                FindingKind.UNREADABLE,
                f"after event {self.last}",
                f"the database cannot read on: {error}",
            )
            return
        self._check_tail()

    def _check(self, rows: list[Row]) -> None:
        """Hash each event of a batch; the inner loop of the verification."""
        last, hashed, anchored, digests = (
            self.last,
            self.hashed,
            self.anchored,
            self.digests,
        )
        for row in rows:
            number, columns, written = row[0], row[1:14], row[14]
            if number != last + 1:
                self._missing(last + 1, number - 1)
            elif row[13] != hashed:
                self._link(number)
            body = b"%d\x1f%b" % (number, _MARK.join(columns))
            hashed = sha256(body).hexdigest().encode("ascii")
            if hashed != written:
                self._changed(number, "its columns do not give the hash that it holds")
                hashed = written
            if row[12]:
                digests[row[6] + _MARK + row[7]] = row[12]
            if number in anchored:
                self._check_anchor(number, hashed)
            last = number
        self.events += len(rows)
        self.last, self.hashed = last, hashed

    def _changed(self, number: int, problem: str) -> None:
        self.findings.add(FindingKind.EVENT_CHANGED, f"event {number}", problem)

    def _missing(self, first: int, last: int) -> None:
        place = f"event {first}" if first == last else f"events {first} to {last}"
        self.findings.add(FindingKind.EVENTS_MISSING, place, "not there any more")

    def _link(self, number: int) -> None:
        self.findings.add(
            FindingKind.LINK_BROKEN,
            f"event {number}",
            f"it does not hold the hash of event {number - 1}",
        )

    def _check_anchor(self, number: int, hashed: bytes) -> None:
        if self.anchored[number].hash.encode("ascii") != hashed:
            self.findings.add(
                FindingKind.ANCHOR_DIFFERS,
                f"event {number}",
                f"the anchor saw another event on {self.anchored[number].at} UTC",
            )

    def _check_tail(self) -> None:
        last = max(self.anchored, default=0)
        if last > self.last:
            self.findings.add(
                FindingKind.TAIL_CUT,
                f"events {self.last + 1} to {last}",
                f"the anchor saw event {last} on {self.anchored[last].at} UTC; the "
                f"chain ends with event {self.last}",
            )


def _check_rows(digests: Digests, findings: Findings) -> int:
    """Hold every row of every audited table against its latest event."""
    checked = 0
    for table in audited_tables().values():
        checked += _check_table(table, digests, findings)
    known = {kind.encode("utf-8") for kind in audited_tables()}
    for key, digest in digests.items():
        kind, _, subject = key.partition(_MARK)
        if kind in known and digest != _REMOVED:
            findings.add(
                FindingKind.ROW_REMOVED,
                f"{kind.decode()} {subject.decode(errors='replace')}",
                "the row is gone, and no event removed it",
            )
    return checked


def _check_table(table: AuditedTable, digests: Digests, findings: Findings) -> int:
    """Check one table; what is found in it is taken out of `digests`."""
    prefix = table.kind.encode("utf-8") + _MARK
    checked = 0
    for row in table.rows():
        checked += 1
        expected = digests.pop(prefix + row.subject_id.encode("utf-8"), None)
        place = f"{table.kind} {row.subject_id}"
        if expected is None or expected == _REMOVED:
            problem = "the row is there, and no event put it there"
            findings.add(FindingKind.ROW_ADDED, place, problem)
        elif row_digest(row.columns).encode("ascii") != expected:
            problem = "the row is not as its latest event left it"
            findings.add(FindingKind.ROW_CHANGED, place, problem)
    return checked


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything within as it stood when the block began, and block nobody."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # Django would begin with a lock against all writers.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")

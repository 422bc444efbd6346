"""Records that a process has read before, so that it need not read them again."""

from collections.abc import Iterable
from datetime import datetime
from threading import Lock

from landenbenadering.policy.record import Record
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.rows import record_of

_CHUNK = 500


class ReadRecords:
    """Records that this process has read before: a row never changes.

    The moment of entry is part of the key, since a number may come back after a
    rollback.
    """

    _most = 20_000

    def __init__(self) -> None:
        self._held: dict[tuple[int, datetime], Record] = {}
        self._lock = Lock()

    def records(self, wanted: Iterable[tuple[int, datetime]]) -> list[Record]:
        """Give the records of rows in their order, reading only those that are new."""
        keys = list(wanted)
        known = self._held
        held = {key: known[key] for key in keys if key in known}
        new = {}
        missing = [key[0] for key in keys if key not in held]
        for start in range(0, len(missing), _CHUNK):
            numbers = missing[start : start + _CHUNK]
            rows = RecordVersion.objects.filter(pk__in=numbers)
            for row in rows.defer("search_nl", "search_en"):
                new[(row.pk, row.entered)] = record_of(row)
        self._keep(new)
        found = held | new
        return [found[key] for key in keys if key in found]

    def forget(self) -> None:
        """Read everything anew from now on."""
        with self._lock:
            self._held = {}

    def _keep(self, new: dict[tuple[int, datetime], Record]) -> None:
        with self._lock:
            full = len(self._held) + len(new) > self._most
            self._held = dict(new) if full else {**self._held, **new}


READ = ReadRecords()

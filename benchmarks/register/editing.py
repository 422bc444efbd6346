"""People who change the same few facts at the same time, with forms over HTTP."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count

from benchmarks.load import served
from benchmarks.register.forms import form_values
from benchmarks.register.visitors import WRITERS, Visitor
from landenbenadering.pipelines.settings import data_home
from landenbenadering.web.accounts.demonstration import PASSWORD_FILE
from landenbenadering.web.register.models import RecordVersion

EDITORS = 8
_FACTS = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the edits.

    Attributes
    ----------
    lost : int
        How many are not in the register though the server said they are, or are in
        it though it said they are not.
    """

    stored: int
    refused: int
    lost: int


def edit_at_once(*, seconds: float) -> Told:
    """Have eight people edit for so long, and hold the register against it."""
    rows = RecordVersion.objects.filter(kind="linkage", record_id__startswith="full-")
    # Facts that all may read: their forms are the same for every writer.
    some = rows.filter(disclosure="public").order_by("record_id").distinct()
    names = list(some.values_list("record_id", flat=True)[:_FACTS])
    passwords = json.loads((data_home() / PASSWORD_FILE).read_text("ascii"))
    with served(2) as port, ThreadPoolExecutor(EDITORS) as pool:
        editors = []
        for number in range(EDITORS):
            who = WRITERS[number % len(WRITERS)]
            editor = Visitor("127.0.0.1", port)
            editor.sign_in(who, passwords[who])
            editors.append(editor)
        work = _Work(names, until=time.monotonic() + seconds)
        answers = dict(pair for part in pool.map(work.do, editors) for pair in part)
    held = {
        row.content.get("outcome", {}).get("nl")
        for row in RecordVersion.objects.filter(record_id__in=names)
    }
    stored = {mark for mark, status in answers.items() if status == HTTPStatus.FOUND}
    refused = {
        mark for mark, status in answers.items() if status == HTTPStatus.CONFLICT
    }
    lost = (set(answers) - stored - refused) | (stored - held) | (refused & held)
    return Told(len(stored), len(refused), len(lost))


class _Work:
    """The edits, numbered through for all who do them."""

    def __init__(self, names: list[str], *, until: float) -> None:
        self._names = names
        self._until = until
        self._numbers = count()
        self._lock = threading.Lock()

    def do(self, editor: Visitor) -> list[tuple[str, int]]:
        """Edit until the time is over; give what was answered to each mark."""
        answers = []
        while time.monotonic() < self._until:
            number = self._next()
            name = self._names[number % len(self._names)]
            place, mark = f"/nl/register/{name}/change", f"uitkomst {number} van velen"
            _status, page = editor.ask(place)
            words = {"fact-outcome-nl": mark, "fact-outcome-en": mark}
            status, _page = editor.ask(place, {**form_values(page), **words})
            answers.append((mark, status))
        return answers

    def _next(self) -> int:
        with self._lock:
            return next(self._numbers)

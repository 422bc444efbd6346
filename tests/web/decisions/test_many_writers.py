"""Many who write at once lose nothing, and a kill at any moment leaves a whole.

Real processes on the database of the test: what they did they say line by line, and
what the register holds must agree with it.
"""

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from benchmarks.register.forms import form_values
from benchmarks.register.visitors import Visitor
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.services import REFUSED
from landenbenadering.web.operations.databases import own_settings
from landenbenadering.web.register.events import STORED
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.services import add_records
from tests.web.decisions.conftest import People
from tests.web.decisions.intact import flaws
from tests.web.decisions.writing import edited
from tests.web.operations.test_cut_off import address

WRITERS = 4
FACTS = 12


@pytest.fixture
def anchor(data_home: Path) -> Iterator[Path]:
    with override_settings(AUDIT_ANCHOR=data_home / "audit-anchor"):
        yield data_home / "audit-anchor"


@pytest.fixture
def environment(anchor: Path) -> dict[str, str]:
    """Give what brings a process to the database of this test."""
    return {
        **os.environ,
        "LANDENBENADERING_HOME": str(anchor.parent),
        "LANDENBENADERING_DATABASE_URL": address(own_settings()),
        "LANDENBENADERING_SECRET_KEY": settings.SECRET_KEY,
    }


@pytest.fixture
def register(
    transactional_db: None, anchor: Path, people: People, papers: tuple[str, ...]
) -> People:
    """Commit what the writers write in, with the people who do."""
    add_records([edited(number) for number in range(FACTS)])
    return people


def writer(
    what: str, log: Path, *numbers: int, environment: dict[str, str]
) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.web.decisions.writing", what, str(log)]
    return subprocess.Popen(
        [*command, *map(str, numbers)], env=environment, start_new_session=True
    )


def marks() -> dict[str, tuple[str, int]]:
    """Give fact and version of every mark that the register holds."""
    rows = RecordVersion.objects.filter(record_id__startswith="edited-", version__gt=1)
    return {
        row.content["outcome"]["nl"]: (row.record_id, row.version)
        for row in rows.order_by("pk")
    }


@pytest.mark.parametrize("edits", [400, pytest.param(10_000, marks=pytest.mark.slow)])
def test_of_many_edits_at_once_none_is_lost(
    register: People, environment: dict[str, str], anchor: Path, edits: int
) -> None:
    before = AuditEvent.objects.count()
    logs = [anchor.parent / f"log-{number}" for number in range(WRITERS)]
    writers = [
        writer("edit", log, number, edits // WRITERS, FACTS, environment=environment)
        for number, log in enumerate(logs)
    ]
    assert [process.wait() for process in writers] == [0] * WRITERS

    lines = [line.split() for log in logs for line in log.read_text().splitlines()]
    stored = {mark: (name, int(n)) for how, name, n, mark in lines if how == "stored"}
    refused = [mark for how, _, _, mark in lines if how == "refused"]
    assert len(stored) + len(refused) == edits
    assert refused, "nobody was in anybody's way: this shows nothing"
    assert marks() == stored
    assert RecordVersion.objects.filter(record_id__startswith="edited-").count() == (
        FACTS + len(stored)
    )
    events = AuditEvent.objects.filter(sequence__gt=before)
    assert Counter(events.values_list("action", flat=True)) == {
        STORED: len(stored),
        REFUSED: len(refused),
    }
    versions = events.filter(action=STORED).values_list("subject_id", flat=True)
    assert set(versions) == {f"{name}/{number}" for name, number in stored.values()}
    assert flaws(anchor) == []


@dataclass(slots=True)
class Editor:
    """A person with a browser who edits one fact after another, until told to stop.

    Attributes
    ----------
    stored : list of str
        The marks of the edits that the server said it recorded, and every answer that
        is neither that nor a conflict with another's edit.
    """

    cookies: dict[str, str]
    name: str
    stored: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def edit(self, port: int) -> None:
        """Edit until the server is gone."""
        visitor = Visitor("127.0.0.1", port, cookies=dict(self.cookies))
        try:
            self._edit_with(visitor, port)
        finally:
            visitor.close()

    def _edit_with(self, visitor: Visitor, port: int) -> None:
        number = 0
        while not self.stop.is_set():
            place = f"/nl/register/edited-{hash((self.name, number)) % FACTS}/change"
            # Words between the numbers: nine digits can pass for a BSN.
            mark = f"{self.name} at {port} number {number}"
            number += 1
            try:
                status, page = visitor.ask(place)
                if status != 200:
                    self.stored.append(f"status {status} of the form: {mark}")
                    continue
                form = form_values(page)
                words = {"fact-outcome-nl": mark, "fact-outcome-en": mark}
                status, page = visitor.ask(place, {**form, **words})
            except (OSError, http.client.HTTPException):
                continue
            if status == 302:
                self.stored.append(mark)
            elif status != 409:
                self.stored.append(f"status {status}: {mark} {problems(page)}")


def problems(page: str) -> str:
    """Give what a page complains of, as text."""
    alert = page.partition('id="problems"')[2].partition("</ul>")[0]
    return " ".join(re.sub("<[^>]*>", " ", alert).split())


@contextmanager
def served(
    environment: dict[str, str],
) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Serve the pages in a process group of their own, to be killed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    place = ["127.0.0.1", str(port), "2"]
    server = subprocess.Popen(
        [sys.executable, "-m", "landenbenadering.cli.server", *place],
        env=environment,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/nl/about")
        yield port, server
    finally:
        kill(server)


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url):  # noqa: S310  (our own server)
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process with all that it started, as a machine would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def signed_in(account: Account) -> dict[str, str]:
    """Give the cookies of who signed in before the server started, and still is."""
    browser = Client()
    browser.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return {name: cookie.value for name, cookie in browser.cookies.items()}


@pytest.mark.parametrize("kills", [2, pytest.param(25, marks=pytest.mark.slow)])
def test_a_kill_at_any_moment_leaves_the_register_whole(
    register: People, environment: dict[str, str], anchor: Path, kills: int
) -> None:
    cookies = signed_in(register["desk"])
    chance = random.Random(7)  # noqa: S311  (the same moments each time)
    log = anchor.parent / "decided"
    told: list[str] = []
    log.touch()
    for round_ in range(kills):
        editors = [Editor(cookies, f"round {round_} editor {n}") for n in range(3)]
        decider = writer("decide", log, environment=environment)
        steps = log.read_text("utf-8").count("\n")
        with served(environment) as (port, server):
            threads = [
                threading.Thread(target=editor.edit, args=(port,)) for editor in editors
            ]
            for thread in threads:
                thread.start()
            begun(log, steps, editors)
            time.sleep(chance.uniform(0, 2.5))
            for process in chance.sample([server, decider], 2):
                kill(process)
            for editor in editors:
                editor.stop.set()
            for thread in threads:
                thread.join()
        told += [mark for editor in editors for mark in editor.stored]
        assert flaws(anchor) == []
        assert set(told) - set(marks()) == set()
    decided = [line.split() for line in log.read_text("utf-8").splitlines()]
    assert all(
        RecordVersion.objects.filter(record_id=name, version=number).exists()
        for name, number in decided
    )
    assert told
    assert decided


def begun(log: Path, steps: int, editors: list[Editor]) -> None:
    """Wait until there is something to break off: an edit and a step of a package."""
    for _ in range(600):
        stepped = log.read_text("utf-8").count("\n") > steps
        if stepped and any(editor.stored for editor in editors):
            return
        time.sleep(0.05)
    raise AssertionError("nothing was written")

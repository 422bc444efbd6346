"""Let people read a register of full size at the same time.

Run as `python -m benchmarks.load` on a register that `benchmarks.seed` filled, with
the same environment. It starts the server, lets everyone sign in, and prints what
each address took against what was asked.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table

from benchmarks.figure import Figure
from benchmarks.register.visitors import Answer, Crowd
from landenbenadering.cli.prepare import connect
from landenbenadering.pipelines.settings import data_home

MEDIAN_MS, MOST_MS = 200.0, 500.0
# 409: someone else changed the same fact while the form was open.
_GOOD = frozenset({200, 302, 404, 409})
_SOME = 200
# Of how many answers a median says something.
_OFTEN = 8


def main() -> int:
    """Measure, and print a table; the exit status tells whether all was reached."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.load")
    reader.add_argument("--visitors", type=int, default=50)
    reader.add_argument("--seconds", type=float, default=120.0)
    reader.add_argument("--workers", type=int, default=2)
    asked = reader.parse_args()
    answers = measured(
        visitors=asked.visitors, seconds=asked.seconds, workers=asked.workers
    )
    return show(answers)


def measured(*, visitors: int, seconds: float, workers: int = 2) -> list[Answer]:
    """Serve the register and let people read it."""
    connect()
    from landenbenadering.web.accounts.demonstration import (
        PASSWORD_FILE,
        demonstration_accounts,
    )

    demonstration_accounts()
    with served(workers) as port:
        crowd = Crowd(
            host="127.0.0.1",
            port=port,
            visitors=visitors,
            seconds=seconds,
            passwords=json.loads((data_home() / PASSWORD_FILE).read_text("ascii")),
            places=_places(),
        )
        return crowd.visit()


def load_figures(*, visitors: int = 50, seconds: float = 60.0) -> list[Figure]:
    """Give median and 95th percentile of all answers, and of the slowest address."""
    answers = measured(visitors=visitors, seconds=seconds)
    wrong = [answer for answer in answers if answer.status not in _GOOD]
    took = [answer.took_ms for answer in answers]
    by_address: dict[str, list[float]] = {}
    for answer in answers:
        by_address.setdefault(answer.address, []).append(answer.took_ms)
    often = {path: each for path, each in by_address.items() if len(each) >= _OFTEN}
    slowest = max(often, key=lambda path: _median(often[path]), default="")
    how = (
        f"{visitors} visitors who read and change, {len(took)} answers from "
        f"{len(by_address)} kinds of address in {seconds:.0f} s, {len(wrong)} wrong; "
        f"load of the machine {os.getloadavg()[0]:.1f}"
    )
    found = [
        Figure("any page, full register: median", MEDIAN_MS, "ms", _median(took), how),
        Figure("any page, full register: p95", MOST_MS, "ms", _p95(took), how),
    ]
    if slowest:
        what = "the slowest kind of page, full register: median"
        median = _median(often[slowest])
        found.append(Figure(what, MEDIAN_MS, "ms", median, slowest))
    return found


def show(answers: Sequence[Answer]) -> int:
    """Print what each address took; 1 if one of them took too long or failed."""
    table = Table("Address", title="50 at the same time, or as asked (ms)")
    for heading in ("n", "median", "p95", "largest", ""):
        table.add_column(heading, justify="right")
    wrong = [answer for answer in answers if answer.status not in _GOOD]
    slow = 0
    for path in sorted({answer.address for answer in answers}):
        took = [answer.took_ms for answer in answers if answer.address == path]
        slow += _too_slow(took)
        table.add_row(*_cells(path, took))
    took = [answer.took_ms for answer in answers]
    table.add_row(*_cells("all", took))
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(table)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    console.print(f"Load average {load}; {len(wrong)} answers went wrong.")
    for answer in wrong[:10]:
        console.print(f"{answer.status} {answer.address}", markup=False)
    return 1 if slow or wrong else 0


def _cells(path: str, took: list[float]) -> tuple[str, ...]:
    numbers = (_median(took), _p95(took), max(took))
    mark = "SLOW" if _too_slow(took) else ""
    return (path, str(len(took)), *(f"{number:,.0f}" for number in numbers), mark)


def _too_slow(took: list[float]) -> bool:
    return _median(took) > MEDIAN_MS or _p95(took) > MOST_MS


def _median(took: list[float]) -> float:
    return statistics.median(took)


def _p95(took: list[float]) -> float:
    return sorted(took)[min(len(took) - 1, int(0.95 * len(took)))]


def _places() -> dict[str, list[str]]:
    """Give some hundred records of each kind that addresses name."""
    from django.db import connections

    from landenbenadering.web.register.models import RecordVersion

    def some(kind: str) -> list[str]:
        rows = RecordVersion.objects.filter(kind=kind, record_id__startswith="full-")
        names = rows.order_by("record_id").values_list("record_id", flat=True)
        found = list(names.distinct())
        return found[:: max(1, len(found) // _SOME)]

    strategies = some("strategy")
    places = {
        "country": sorted({name.split("-")[1].upper() for name in strategies}),
        "linkage": some("linkage"),
        "proposal": some("proposal"),
        "paper": some("document"),
        "agreement": some("agreement"),
        "contact": some("contact"),
        "number": [str(number) for number in range(1, 100)],
    }
    connections.close_all()
    return places


@contextmanager
def served(workers: int) -> Iterator[int]:
    """Serve this installation's pages on a free port while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "landenbenadering.cli", "serve"]
    server = subprocess.Popen(
        [*command, "--port", str(port), "--workers", str(workers)],
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/nl/about", server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("the server did not start")
        try:
            with urllib.request.urlopen(address):  # noqa: S310  (our own server)
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError("the server does not answer")


if __name__ == "__main__":
    sys.exit(main())

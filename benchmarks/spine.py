"""The figures of the spine: import, cycle, pages, tests."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figure import Figure

CHECKOUT = Path(__file__).resolve().parents[1]
COMMAND = Path(sys.executable).parent / "landenbenadering"
EIL = CHECKOUT.parent / "shared" / "data" / "eurostat_eil"
FILES = ("migr_eiord_Data_allcitizens.csv", "migr_eirtn_Data_allcitizens.csv")
RUNS = 5
PAGES = (
    "/nl/",
    "/en/",
    "/nl/?known-on=2013-03-06",
    "/nl/countries/GHA",
    "/en/countries/IRQ?known-on=2013-03-06",
    "/nl/figures/ordered_to_leave/NLD/GHA/2012",
    "/nl/sources",
    "/nl/sources/eurostat-eil",
    "/nl/register",
    "/nl/letter?known-on=2013-03-06",
    "/nl/countries.csv",
)


@dataclass(frozen=True, slots=True)
class Process:
    """What one whole process took: seconds on the clock, MB of memory at its peak."""

    seconds: float
    peak_mb: float


def timed(arguments: list[str], home: Path) -> Process:
    """Run the command as a process of its own and weigh it."""
    environment = {**os.environ, "LANDENBENADERING_HOME": str(home)}
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(COMMAND), *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}")
    return Process(seconds, usage.ru_maxrss / 1024)


def spine_figures() -> list[Figure]:
    """Measure every figure that the spine must reach, on this machine."""
    with tempfile.TemporaryDirectory(prefix="landenbenadering-bench-") as folder:
        return [*import_figures(Path(folder)), *cycle_figures(Path(folder)), tests()]


def import_figures(folder: Path) -> Iterator[Figure]:
    """Import both files of Eurostat into an empty store, several times."""
    what = "import of both EIL files (57,090 rows)"
    paths = [EIL / name for name in FILES]
    if not all(path.is_file() for path in paths):
        how = f"{EIL.name} is not beside the checkout"
        yield Figure(what, 2.0, "s", None, how)
        yield Figure(f"{what}, memory", 300.0, "MB", None, how)
        return
    arguments = ["import", "eurostat-eil", *map(str, paths)]
    runs = [timed(arguments, folder / f"import-{run}") for run in range(RUNS)]
    how = f"whole process, median of {RUNS}"
    seconds = statistics.median(run.seconds for run in runs)
    yield Figure(what, 2.0, "s", seconds, how)
    peak = max(run.peak_mb for run in runs)
    yield Figure(f"{what}, memory", 300.0, "MB", peak, "largest peak")


def cycle_figures(folder: Path) -> Iterator[Figure]:
    """Run the cycle after a first run set the databases up, then ask for pages."""
    home = folder / "cycle"
    arguments = ["run", "--no-serve", "--out", str(folder / "out")]
    timed(arguments, home)
    letter = ["letter", "--known-on", "2013-03-06", "--with-later-figures"]
    letter += ["--out", str(folder / "out")]
    for what, words in (
        ("the cycle with the letter in three formats, two languages", arguments),
        ("the letter alone, three formats", letter),
    ):
        runs = [timed(words, home).seconds for _ in range(RUNS)]
        how = f"whole process, median of {RUNS}"
        yield Figure(what, 10.0, "s", statistics.median(runs), how)
    with served(home) as address:
        for path in PAGES:
            yield page_figure(address, path)


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve the pages on a free port while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "LANDENBENADERING_HOME": str(home)}
    server = subprocess.Popen(
        [str(COMMAND), "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                answer(address + "/nl/")
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


def answer(url: str) -> float:
    """Ask for a page and give the milliseconds until its last byte."""
    began = time.perf_counter()
    with urllib.request.urlopen(url) as response:  # noqa: S310  (our own server)
        response.read()
    return (time.perf_counter() - began) * 1000


def page_figure(address: str, path: str) -> Figure:
    """Ask for one page often and give the median, the first answer left out."""
    answer(address + path)
    times = [answer(address + path) for _ in range(20)]
    how = f"20 in a row, slowest {max(times):,.0f} ms"
    return Figure(f"page {path}", 200.0, "ms", statistics.median(times), how)


def tests() -> Figure:
    """Give what the last `make test` took, since running it here would take as long."""
    file = CHECKOUT / "var" / "last-test-seconds"
    what = "make test"
    if not file.is_file():
        return Figure(what, 600.0, "s", None, "run make test first")
    seconds = float(file.read_text(encoding="utf-8"))
    return Figure(what, 600.0, "s", seconds, "the last run that passed")

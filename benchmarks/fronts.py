"""What fronts of public instances must reach, against the programs of others.

The times of programs that cannot be run here were recorded on one machine, where
pyaugmecon found 2kp50 in `RECORDED_2KP50` seconds; they are rescaled by what it needs
here in the same run.
"""

import csv
import gzip
import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.figure import Figure
from benchmarks.peers import PeerFront, peer_front, peer_instances
from benchmarks.portfolio import digest, front
from benchmarks.portfolio_files import Instance, read_dat, read_tables
from landenbenadering.numerics.packages import PackageProblem, efficient_packages

Int64s = npt.NDArray[np.int64]

CHECKOUT = Path(__file__).resolve().parents[1]
FOLDER = CHECKOUT.parent / "shared" / "data" / "benchmarks" / "portfolio"
RECORDED_2KP50 = 5.1
# Seconds recorded: instances, their folder, and the program.
MOIPTIMISER = {"KP_p-3_n-30_ins-*.dat": 5.8, "KP_p-3_n-50_ins-*.dat": 65.0}
MOBKP_FEW = {
    "MOKP_p-2_n-200_*.dat": 8.0,
    "MOKP_p-3_n-100_5.dat": 37.0,
    "MOKP_p-4_n-50_2.dat": 15.0,
}
MOBKP_MANY = {"MOKP_p-6_n-30_1.dat": 1.8}
PEER_INSTANCES = ("2kp50", "2kp100", "3kp40")
LARGE = ("3kp50", "4kp40")
SECONDS = 60.0


def front_figures() -> Iterator[Figure]:
    """Measure fronts, and hold them against what is published."""
    if not FOLDER.is_dir():
        yield Figure("fronts", 0.0, "differ", None, "the instances are not here")
        return
    _warm()
    stopwatch = _Stopwatch()
    peers = {name: peer_front(name) for name in PEER_INSTANCES}
    yield from _against_augmecon(stopwatch, peers)
    yield from _large(stopwatch)
    small = peers["2kp50"]
    scale = None if small is None else small.seconds / RECORDED_2KP50
    for what, target, folder, times in (
        ("moiptimiser, 3 objectives", 0.01, "kirlik_mokp", MOIPTIMISER),
        ("mobkp, 2 to 4 objectives", 0.2, "tamby_mokp", MOBKP_FEW),
        ("mobkp, 6 objectives", 1.0, "tamby_mokp", MOBKP_MANY),
    ):
        yield _against_recorded(stopwatch, what, target, FOLDER / folder, times, scale)
    yield Figure(
        "fronts that differ from those published",
        0.0,
        "fronts",
        float(stopwatch.different),
        f"of {stopwatch.compared} compared",
    )


class _Stopwatch:
    """Finds fronts, times them, and counts those that differ from published ones."""

    def __init__(self) -> None:
        self.compared = self.different = 0

    def seconds(self, instance: Instance, published: Callable[[Int64s], bool]) -> float:
        start = time.perf_counter()
        points = front(instance)
        seconds = time.perf_counter() - start
        self.compared += 1
        self.different += not published(points)
        return seconds


def _against_augmecon(
    stopwatch: _Stopwatch, peers: dict[str, PeerFront | None]
) -> Iterator[Figure]:
    what, ratios = "2kp50, 2kp100 and 3kp40 against pyaugmecon", []
    folders = peer_instances()
    for name, peer in peers.items():
        if peer is None:
            yield Figure(what, 0.01, "of its time", None, f"it gave no front of {name}")
            return
        seconds = stopwatch.seconds(
            read_tables(folders[name]), _equals(np.array(peer.points))
        )
        ratios.append(seconds / peer.seconds)
    told = ", ".join(
        f"{name} {peer.seconds:.1f} s" for name, peer in peers.items() if peer
    )
    yield Figure(what, 0.01, "of its time", _geometric(ratios), f"it took {told}")


def _large(stopwatch: _Stopwatch) -> Iterator[Figure]:
    folders = peer_instances() or {
        folder.name: folder for folder in (FOLDER / "augmecon_momkp").iterdir()
    }
    for name in LARGE:
        if name not in folders:
            yield Figure(name, SECONDS, "s", None, "it comes with pyaugmecon")
            continue
        seconds = stopwatch.seconds(read_tables(folders[name]), _counted(name))
        yield Figure(name, SECONDS, "s", seconds, "takes pyaugmecon hours")


def _against_recorded(
    stopwatch: _Stopwatch,
    what: str,
    target: float,
    folder: Path,
    times: dict[str, float],
    scale: float | None,
) -> Figure:
    ratios = []
    for pattern, recorded in times.items():
        seconds = [
            stopwatch.seconds(read_dat(file), _published(file))
            for file in sorted(folder.glob(pattern))
        ]
        ratios.append(_geometric(seconds) / recorded)
    if scale is None:
        how = "its times are recorded, and pyaugmecon is not here to rescale them"
        return Figure(what, target, "of its time", None, how)
    how = f"recorded times, rescaled by {scale:.2f}"
    return Figure(what, target, "of its time", _geometric(ratios) / scale, how)


def _published(file: Path) -> Callable[[Int64s], bool]:
    """Read the front that was published for an instance, as a test of ours."""
    whole = file.with_name(f"EffSet_{file.stem}.txt.gz")
    if whole.is_file():
        rows = gzip.decompress(whole.read_bytes()).decode().split("\n")
        return _equals(np.array([[-float(v) for v in r.split()] for r in rows if r]))
    known = _counts().get(file.stem)
    if known is None:
        return lambda _: True
    points, hashed = known
    return lambda found: len(found) == points and hashed in ("", digest(found))


def _counted(name: str) -> Callable[[Int64s], bool]:
    """Compare the number of points, where that is what is published."""
    known = _counts().get(name)
    return lambda found: known is None or len(found) == known[0]


def _counts() -> dict[str, tuple[int, str]]:
    with (FOLDER / "front_counts.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["instance"]: (int(row["points"]), row["sha256_of_sorted_points"])
            for row in csv.DictReader(lines)
        }


def _equals(points: npt.NDArray[np.number]) -> Callable[[Int64s], bool]:
    return lambda found: np.array_equal(np.unique(points, axis=0), found)


def _geometric(values: list[float]) -> float:
    return math.exp(sum(math.log(value) for value in values) / len(values))


def _warm() -> None:
    small = np.random.default_rng(0).integers(1, 20, (7, 12))
    for p in (2, 3, 4, 5, 6):
        limits = small[6:].sum(axis=1) // 2
        efficient_packages(PackageProblem(small[:p], small[6:], limits), every=False)

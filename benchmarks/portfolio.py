"""Fronts of public instances: `python -m benchmarks.portfolio FOLDER…`.

Prints per instance the number of non-dominated points, the SHA-256 of the sorted
points (one a line, blanks between, values as the instance states them), seconds
and peak memory. Each instance runs in a process of its own, so that its memory is
its own; the compiler has been at work before the clock starts. A file that cannot be
read is named on the error output, and the others go on.
"""

import argparse
import hashlib
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.portfolio_files import (
    Instance,
    UnreadableError,
    instance_files,
    read_instance,
)
from landenbenadering.numerics.assignments import assignment_front
from landenbenadering.numerics.packages import PackageProblem, efficient_packages

Int64s = npt.NDArray[np.int64]


def front(instance: Instance) -> Int64s:
    """Give the distinct non-dominated points in rising order."""
    if instance.problem is not None:
        found = efficient_packages(instance.problem, every=False).points
        return np.unique(-found if instance.minimised else found, axis=0)
    if instance.cost is None:
        raise ValueError(f"{instance.name} holds no problem")
    return assignment_front(instance.cost).points


def digest(points: Int64s) -> str:
    """Hash the sorted points, one a line, blanks between."""
    lines = "\n".join(" ".join(str(value) for value in row) for row in points.tolist())
    return hashlib.sha256(lines.encode()).hexdigest()


def measure(instance: Instance) -> str:
    """Find one front, and describe it on one line."""
    warm = PackageProblem(
        np.array([[2, 1, 3], [1, 3, 2]]), np.array([[1, 2, 2]]), np.array([4])
    )
    efficient_packages(warm, every=False)
    assignment_front(np.array([[[2, 1], [1, 3]], [[1, 3], [2, 1]]]))
    start = time.perf_counter()
    points = front(instance)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{instance.name},{len(points)},{digest(points)},{seconds:.3f},{peak}"


def main() -> int:
    """Measure every instance of the folders named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.portfolio")
    parser.add_argument("folders", nargs="+", type=Path)
    folders: list[Path] = parser.parse_args().folders
    print("instance,points,sha256_of_sorted_points,seconds,peak_memory_mib")
    failed = False
    for file in (file for folder in folders for file in instance_files(folder)):
        try:
            instance = read_instance(file)
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                print(pool.submit(measure, instance).result(), flush=True)
        except UnreadableError as problem:
            print(problem, file=sys.stderr)
            failed = True
        except BrokenProcessPool:
            print(f"{file}: the search ended before its time", file=sys.stderr)
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

"""A front by pyaugmecon: `python peer_fronts.py NAME`, with NAME as in 3kp40.

Runs in an environment of its own, without this product; the instances come with
pyaugmecon. Prints one line of JSON.
"""

import json
import multiprocessing
import sys
import tempfile
import time

from pyaugmecon import PyAugmecon, PyAugmeconConfig
from pyaugmecon.example_models import kp_model


def main(name: str) -> None:
    """Find the front and say how long that took."""
    with tempfile.TemporaryDirectory() as folder:
        config = PyAugmeconConfig(
            mode="exact",
            solver_name="highs",
            artifact_folder=folder,
            write_csv=False,
            progress_bar=False,
            log_to_console=False,
        )
        solver = PyAugmecon(kp_model(name, int(name[0])), config)
        start = time.perf_counter()
        result = solver.solve()
        seconds = time.perf_counter() - start
    points = sorted({tuple(round(v) for v in p) for p in result.points})
    print(json.dumps({"seconds": seconds, "points": points}))


if __name__ == "__main__":
    # Its locks are made in the default way and its workers are spawned.
    multiprocessing.set_start_method("spawn", force=True)
    main(sys.argv[1])

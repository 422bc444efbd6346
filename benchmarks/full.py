"""The figures of a register of full size: pages, verification, edits at once.

`python -m benchmarks.full FILE` fills the register of this installation, measures and
writes what it found to FILE; `full_figures` has it done on a PostgreSQL of its own.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.load import load_figures
from tools.with_postgres import server

EDITING = 45.0
# Where the machine has the time for it; filling alone takes about two minutes.
_WITHIN = 1800


def full_figures() -> Iterator[Figure]:
    """Measure in a process of its own, with a server of its own."""
    chosen = server()
    if chosen is None:
        yield Figure("pages of a full register", 200.0, "ms", None, "no PostgreSQL")
        return
    with tempfile.TemporaryDirectory(prefix="landenbenadering-full-") as folder:
        found = Path(folder) / "figures.json"
        with chosen as address:
            environment = {
                **os.environ,
                "LANDENBENADERING_HOME": folder,
                "LANDENBENADERING_DATABASE_URL": address,
            }
            subprocess.run(
                [sys.executable, "-m", "benchmarks.full", str(found)],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
                timeout=_WITHIN,
            )
        yield from (Figure(**one) for one in json.loads(found.read_text("utf-8")))


def measured() -> Iterator[Figure]:
    """Measure the register of this installation, which `benchmarks.seed` filled."""
    yield from load_figures()
    yield _verification()
    yield _edits()


def _verification() -> Figure:
    from landenbenadering.web.audit.anchor import anchor_path
    from landenbenadering.web.audit.verification import verify

    begun = time.perf_counter()
    found = verify(anchor=anchor_path())
    seconds = time.perf_counter() - begun
    if found.total:
        raise RuntimeError(f"{found.findings[0]}")
    how = f"{found.events:,} events and {found.rows:,} rows, chain, anchor and all"
    return Figure(
        "verification of 100,000 events", 1.0, "s", 1e5 * seconds / found.events, how
    )


def _edits() -> Figure:
    from benchmarks.register.editing import edit_at_once

    told = edit_at_once(seconds=EDITING)
    how = (
        f"{told.stored} stored and {told.refused} refused over HTTP, 8 people at once; "
        "10,000 in make test-all"
    )
    return Figure("updates lost by edits at once", 0.0, "edits", told.lost, how)


def main() -> int:
    """Fill, measure and write the figures down."""
    from benchmarks import seed

    (file,) = sys.argv[1:]
    sys.argv[1:] = []
    seed.main()
    found = [asdict(figure) for figure in measured()]
    Path(file).write_text(json.dumps(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

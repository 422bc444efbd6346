"""Fill the register of this installation to full size.

Run as `python -m benchmarks.seed`, on SQLite, or under `tools.with_postgres`. The
facts are invented; do not run it on a register that is in use.
"""

import argparse
import sys
import time

from benchmarks.register.facts import Size
from landenbenadering.cli.prepare import prepare
from landenbenadering.cli.terminal import progress_bar


def main() -> int:
    """Prepare the database, fill it and say how long that took."""
    usual = Size()
    reader = argparse.ArgumentParser(prog="python -m benchmarks.seed")
    reader.add_argument("--countries", type=int, default=usual.countries)
    reader.add_argument("--linkages", type=int, default=usual.linkages)
    reader.add_argument("--events", type=int, default=usual.events)
    asked = reader.parse_args()
    with progress_bar() as bar:
        prepare(bar)
    from benchmarks.register.filling import fill

    begun = time.monotonic()
    size = Size(asked.countries, asked.linkages, asked.events)
    held = fill(size, say=lambda text: print(text, flush=True))
    print(
        f"{held.linkages:,} linkages, {held.versions:,} versions of facts and "
        f"{held.events:,} events in {time.monotonic() - begun:.0f} s."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

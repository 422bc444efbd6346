"""The process that compares countries for the pages, at their start and after imports.

Run as `python -m landenbenadering.cli.compare MARKER`; the marker is taken away at
the end, also when the comparison fails. `landenbenadering measure` does the same and
shows what is wrong.
"""

import sys
from pathlib import Path

from landenbenadering.cli.moment import today
from landenbenadering.core.clocks import AsOf
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.pipelines.cooperation import keep_comparison
from landenbenadering.pipelines.settings import evidence_home


def compare(marker: Path) -> None:
    """Compute and keep what the pages show of all that is known today."""
    try:
        store = EvidenceStore(evidence_home())
        for series in Series:
            keep_comparison(store, as_of=AsOf(known_on=today()), series=series)
    finally:
        marker.unlink(missing_ok=True)


if __name__ == "__main__":
    compare(Path(sys.argv[1]))

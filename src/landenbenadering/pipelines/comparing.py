"""Comparing countries in a process of its own, so that an import need not wait.

A marker in the data folder tells the pages that a comparison is on its way. The
process takes it away; a marker that it left behind, as after a power cut, counts no
longer after some minutes.
"""

import os
import sys
from pathlib import Path
from uuid import uuid4

from landenbenadering.pipelines.settings import data_home

LONGEST_SECONDS = 300
_MODULE = "landenbenadering.cli.compare"


def start_comparison() -> Path:
    """Have countries compared on all that is known now, and return at once.

    Returns
    -------
    Path
        The marker, which is gone once the comparison is done.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    marker = folder / uuid4().hex
    marker.touch()
    # Not `Popen`: nobody waits for this process, and its object would complain.
    os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", _MODULE, str(marker)],
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0)
            for stream in range(3)
        ],
        setpgroup=0,
    )
    return marker


def is_being_compared(*, now: float) -> bool:
    """Say whether a comparison is on its way.

    Parameters
    ----------
    now : float
        Seconds since 1970.
    """
    folder = _folder()
    if not folder.is_dir():
        return False
    return any(now - _begun(marker) < LONGEST_SECONDS for marker in folder.iterdir())


def _begun(marker: Path) -> float:
    try:
        return marker.stat().st_mtime
    except FileNotFoundError:
        # Done between listing and looking.
        return 0.0


def _folder() -> Path:
    return data_home() / "results" / "comparing"

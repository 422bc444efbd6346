"""Where this installation keeps its data."""

import os
from pathlib import Path

import landenbenadering

HOME_VARIABLE = "LANDENBENADERING_HOME"


def data_home() -> Path:
    """Give the folder with the databases and the evidence.

    The variable `LANDENBENADERING_HOME` decides; without it, `var` in a source
    checkout, so that `make run` and the command work on the same data from any
    folder; else the user's data folder after the XDG convention. The folder need
    not exist yet.
    """
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named).expanduser().resolve()
    checkout = Path(landenbenadering.__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "var"
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "landenbenadering"


def evidence_home() -> Path:
    """Give the folder of the evidence store."""
    return data_home() / "evidence"

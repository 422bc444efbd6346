"""Other programs for the same questions, each in an environment of its own.

`make bench` makes that environment from `requirements/peers.txt`, where it can.
"""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
INTERPRETER = CHECKOUT / "var" / "peers" / "bin" / "python"
BUDGET = 1800.0


@dataclass(frozen=True, slots=True)
class PeerFront:
    """The points that pyaugmecon finds, in rising order, and how long it takes."""

    seconds: float
    points: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class PeerPower:
    """The indices that power-bdd finds, in the order of members, and how long."""

    seconds: float
    banzhaf: tuple[float, ...]
    shapley_shubik: tuple[float, ...]


def peer_front(name: str) -> PeerFront | None:
    """Let pyaugmecon find a front; `None` where it is not installed or too slow."""
    said = _run("peer_fronts.py", name)
    if said is None:
        return None
    found = json.loads(said)
    points = tuple(tuple(int(v) for v in point) for point in found["points"])
    return PeerFront(float(found["seconds"]), points)


def peer_power(file: Path) -> PeerPower | None:
    """Let power-bdd count both indices; `None` where it is not installed."""
    said = _run("peer_power.py", str(file))
    if said is None:
        return None
    found = json.loads(said)
    return PeerPower(
        float(found["seconds"]),
        tuple(float(value) for value in found["banzhaf"]),
        tuple(float(value) for value in found["shapley_shubik"]),
    )


def peer_instances() -> dict[str, Path]:
    """Give the folders of the instances that come with pyaugmecon, by name."""
    packages = INTERPRETER.parents[1].glob("lib/python*/site-packages/pyaugmecon/data")
    return {folder.name: folder for data in packages for folder in data.iterdir()}


def _run(program: str, argument: str) -> str | None:
    """Give the last line that a program prints."""
    if not INTERPRETER.is_file():
        return None
    command = [str(INTERPRETER), str(Path(__file__).with_name(program)), argument]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=BUDGET, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return None if done.returncode else done.stdout.splitlines()[-1]

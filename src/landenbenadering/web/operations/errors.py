"""Refusals of backup, restore and transfer."""

from pathlib import Path

from landenbenadering.core.errors import LandenbenaderingError, Place


class OperationsError(LandenbenaderingError):
    """An installation cannot be kept, put back or moved as asked."""


def damaged(path: Path, what: str) -> OperationsError:
    """Make OPS102, for a backup that is cut off or changed."""
    return OperationsError(
        "OPS102",
        problem=f"The backup is damaged: {what}.",
        remedy="Take another copy of it, or an older backup. Nothing was changed here.",
        place=Place(str(path)),
    )

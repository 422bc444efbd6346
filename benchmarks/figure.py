"""One figure that was asked for, with what was measured."""

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """Whether a target was reached."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure that must not pass its target.

    `measured` is `None` where it could not be measured; `how` says how it was,
    or why it was not.
    """

    what: str
    target: float
    unit: str
    measured: float | None
    how: str

    @property
    def verdict(self) -> Verdict:
        """Compare the measured figure with the target."""
        if self.measured is None:
            return Verdict.UNKNOWN
        return Verdict.MET if self.measured <= self.target else Verdict.MISSED

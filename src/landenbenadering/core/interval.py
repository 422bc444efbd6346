"""Bounds between which an unknown number lies."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval that contains the true value; `upper` may be infinite."""

    lower: float
    upper: float

    def __post_init__(self) -> None:
        """Refuse bounds in the wrong order and values that are not numbers."""
        if not self.lower <= self.upper:
            raise ValueError(f"lower {self.lower} is not at most upper {self.upper}")

    def __contains__(self, value: float) -> bool:
        """Say whether `value` lies between the bounds."""
        return self.lower <= value <= self.upper

    def __add__(self, other: "Interval") -> "Interval":
        """Bound the sum of two numbers."""
        return Interval(self.lower + other.lower, self.upper + other.upper)

    def __sub__(self, other: "Interval") -> "Interval":
        """Bound the difference of two numbers."""
        return Interval(self.lower - other.upper, self.upper - other.lower)

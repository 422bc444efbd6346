"""What the mathematics refuses."""

from landenbenadering.core.errors import LandenbenaderingError


class NumericsError(LandenbenaderingError):
    """Root of the refusals of this room; codes start with NUM."""


class LayoutError(NumericsError):
    """The arrays of a model do not fit together."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            "NUM101",
            problem=problem,
            remedy="Give every cell a group, a position in it and shared indices.",
        )


class NotConvergedError(NumericsError):
    """An iteration ended without an answer that can be relied on."""

    def __init__(self, *, steps: int, decrement: float) -> None:
        super().__init__(
            "NUM102",
            problem=f"After {steps} steps the decrement is still {decrement:.2g}.",
            remedy="Check the data for cells whose counts contradict their bounds.",
        )


class CountsError(NumericsError):
    """Counts or their bounds are impossible."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            "NUM103",
            problem=problem,
            remedy="Give bounds of whole numbers, at least 0, lower first.",
        )

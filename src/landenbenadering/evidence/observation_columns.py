"""Observations of one file as columns, before they are stored."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ObservationColumns:
    """Equally long tuples, one place per observation.

    `indicator`, `reporter`, `citizenship`, `year`, `value` and `flag` are those of
    `core.observation.Observation`; `row` is the line of the file and `column` the
    column in which the value stands.
    """

    indicator: tuple[str, ...]
    reporter: tuple[str, ...]
    citizenship: tuple[str, ...]
    year: tuple[int, ...]
    value: tuple[int | None, ...]
    flag: tuple[str, ...]
    row: tuple[int, ...]
    column: tuple[str, ...]

    def __len__(self) -> int:
        """Count the observations."""
        return len(self.row)

"""Observations of one file as columns, before they are stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress


@dataclass(frozen=True, slots=True)
class ObservationColumns:
    """Equally long tuples, one place per observation.

    `indicator`, `reporter`, `citizenship`, `year`, `value`, `flag` and `part` are those
    of `core.observation.Observation`; `row` is the line of the file and `column` the
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
    part: tuple[str, ...]

    def __len__(self) -> int:
        """Count the observations."""
        return len(self.row)

    def keys(self) -> list[tuple[str, str, str, int, str]]:
        """Give what names each cell; no two may be alike in one file."""
        return list(
            zip(
                self.indicator,
                self.reporter,
                self.citizenship,
                self.year,
                self.part,
                strict=True,
            )
        )

    def where(self, kept: Sequence[bool]) -> "ObservationColumns":
        """Give the observations for which `kept` is true, in order."""
        names = ObservationColumns.__dataclass_fields__
        return ObservationColumns(
            **{name: tuple(compress(getattr(self, name), kept)) for name in names}
        )

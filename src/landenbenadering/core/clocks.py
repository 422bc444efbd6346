"""The dates that a fact carries, and the moment from which it is looked at."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

# Days are those of The Hague, on every page, command and letter alike.
DAY_ZONE = ZoneInfo("Europe/Amsterdam")

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the day, the month or only the year.

    `month` and `day` are `None` where the source does not give them.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse a day without a month and dates that do not exist."""
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2012`, `2012-06` or `2012-06-21`; raise ValueError otherwise."""
        match = _PARTIAL.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a date like 2012, 2012-06 or 2012-06-21")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None  # noqa: S101  (the pattern demands four digits)
        return cls(year, month, day)

    def __str__(self) -> str:
        """Write the date as ISO 8601 with the precision it has."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        """The first day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that the date can mean."""
        month = self.month or 12
        last = monthrange(self.year, month)[1]
        return date(self.year, month, self.day or last)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The moment from which the register is read, on both clocks.

    Attributes
    ----------
    known_on : date
        Only facts whose source existed on this day count ("what could the
        minister know").
    entered_by : datetime or None
        Only what this register held at this moment counts ("what did the
        register say"); aware. `None` means all that it holds now.
    """

    known_on: date
    entered_by: datetime | None = None


def end_of(day: date) -> datetime:
    """Give the last moment of a day; aware."""
    return datetime.combine(day, time.max, DAY_ZONE)

"""Root of everything that the software raises on purpose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something is wrong; `None` means that part does not apply.

    Lines and columns count from 1, as editors show them. A column is the name
    of the field in a table, not a position within the line.
    """

    file: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """Write the place as `file, line 12, column "Value"`."""
        parts = [self.file]
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.column is not None:
            parts.append(f'column "{self.column}"')
        return ", ".join(parts)


class LandenbenaderingError(Exception):
    """A refusal with a stable code, the problem with its values, and the remedy.

    Parameters
    ----------
    code : str
        Three letters of the room and three digits, as in `EVI104`; each stands
        in `docs/reference/errors.md`.
    problem : str
        What is wrong, with the values that show it.
    remedy : str
        What the user can do.
    place : Place or None
        Where it is wrong; `None` when there is no file to point at.
    """

    def __init__(
        self, code: str, *, problem: str, remedy: str, place: Place | None = None
    ) -> None:
        self.code = code
        self.problem = problem
        self.remedy = remedy
        self.place = place
        super().__init__(str(self))

    def __str__(self) -> str:
        """Write code, place, problem and remedy on one line."""
        where = f"{self.place}: " if self.place else ""
        return f"{self.code} {where}{self.problem} {self.remedy}"

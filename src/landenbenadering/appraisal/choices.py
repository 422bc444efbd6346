"""What is chosen in an appraisal room, written back as a sheet."""

from dataclasses import dataclass, replace

from landenbenadering.appraisal.sheet import (
    AppraisalSheet,
    BudgetLine,
    GroupLine,
    StatementLine,
)

CHOSEN = "chosen in the appraisal room"


@dataclass(frozen=True, slots=True)
class Choices:
    """What differs from the sheet.

    Attributes
    ----------
    inside, outside : tuple of str
        Instruments that every package has to hold, and that none may hold.
    budgets : tuple of BudgetLine
        In place of those of the sheet.
    dropped : tuple of int
        Places of statements of the sheet that do not count, from 0.
    added : tuple of StatementLine
    """

    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    budgets: tuple[BudgetLine, ...] = ()
    dropped: tuple[int, ...] = ()
    added: tuple[StatementLine, ...] = ()


def chosen_sheet(sheet: AppraisalSheet, choices: Choices) -> AppraisalSheet:
    """Write the choices into the sheet; without any it stays as it is.

    An instrument that is in, or out, becomes a group of its own.
    """
    forced = [GroupLine((code,), 1, None, CHOSEN) for code in choices.inside]
    forced += [GroupLine((code,), None, 0, CHOSEN) for code in choices.outside]
    kept = (line for i, line in enumerate(sheet.statement) if i not in choices.dropped)
    return replace(
        sheet,
        group=(*sheet.group, *forced),
        budget=choices.budgets,
        statement=(*kept, *choices.added),
    )

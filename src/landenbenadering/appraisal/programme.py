"""Several appraisal sheets as one programme of countries under shared budgets."""

from collections.abc import Sequence
from dataclasses import replace

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.appraisal.sheet import (
    AppraisalSheet,
    BudgetLine,
    DepartmentLine,
    InstrumentLine,
    StatementLine,
)
from landenbenadering.core.language import Bilingual

SEPARATOR = ":"


def programme(sheets: Sequence[AppraisalSheet]) -> AppraisalSheet:
    """Join sheets; a budget of the same department and year is shared.

    Codes of instruments get the id of their sheet in front, as in
    `ghana-example:talks`. A statement that several sheets make counts once. One sheet
    is given back as it is.

    Raises
    ------
    AppraisalError
        APP219 when days, criteria or shared budgets differ, or a sheet comes twice.
    """
    first = sheets[0]
    if len(sheets) == 1:
        return first
    for sheet in sheets[1:]:
        if (sheet.on, sheet.criterion) != (first.on, first.criterion):
            raise _differ(first, sheet, "day of the weighing or criteria")
    if len({sheet.id for sheet in sheets}) < len(sheets):
        raise _differ(first, first, "names")
    prefixed = [_prefixed(sheet) for sheet in sheets]
    return replace(
        first,
        id="+".join(sheet.id for sheet in sheets),
        title=_joined([sheet.title for sheet in sheets]),
        note=_joined(list(dict.fromkeys(sheet.note for sheet in sheets))),
        illustration=any(sheet.illustration for sheet in sheets),
        department=_departments(sheets),
        budget=_budgets(sheets),
        instrument=tuple(line for s in prefixed for line in s.instrument),
        group=tuple(line for s in prefixed for line in s.group),
        prerequisite=tuple(line for s in prefixed for line in s.prerequisite),
        synergy=tuple(line for s in prefixed for line in s.synergy),
        situation=tuple(dict.fromkeys(line for s in sheets for line in s.situation)),
        statement=_statements(sheets),
    )


def _prefixed(sheet: AppraisalSheet) -> AppraisalSheet:
    def name(code: str) -> str:
        return f"{sheet.id}{SEPARATOR}{code}"

    def names(codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(name(code) for code in codes)

    return replace(
        sheet,
        instrument=tuple(_named(line, name(line.code)) for line in sheet.instrument),
        group=tuple(
            replace(line, instruments=names(line.instruments)) for line in sheet.group
        ),
        prerequisite=tuple(
            replace(line, instrument=name(line.instrument), needs=name(line.needs))
            for line in sheet.prerequisite
        ),
        synergy=tuple(
            replace(line, instruments=names(line.instruments)) for line in sheet.synergy
        ),
    )


def _named(line: InstrumentLine, code: str) -> InstrumentLine:
    return replace(
        line,
        code=code,
        name=Bilingual(
            nl=f"{line.country}: {line.name.nl}", en=f"{line.country}: {line.name.en}"
        ),
    )


def _departments(sheets: Sequence[AppraisalSheet]) -> tuple[DepartmentLine, ...]:
    found: dict[str, DepartmentLine] = {}
    for sheet in sheets:
        for line in sheet.department:
            found.setdefault(line.code, line)
    return tuple(found.values())


def _budgets(sheets: Sequence[AppraisalSheet]) -> tuple[BudgetLine, ...]:
    found: dict[tuple[str, int], BudgetLine] = {}
    for sheet in sheets:
        for line in sheet.budget:
            held = found.setdefault((line.department, line.year), line)
            if held != line:
                raise _differ(
                    sheets[0], sheet, f"budgets of {line.department} in {line.year}"
                )
    return tuple(found.values())


def _statements(sheets: Sequence[AppraisalSheet]) -> tuple[StatementLine, ...]:
    return tuple(dict.fromkeys(line for s in sheets for line in s.statement))


def _joined(texts: Sequence[Bilingual]) -> Bilingual:
    return Bilingual(
        nl="; ".join(text.nl for text in texts), en="; ".join(t.en for t in texts)
    )


def _differ(first: AppraisalSheet, second: AppraisalSheet, what: str) -> AppraisalError:
    return AppraisalError(
        "APP219",
        problem=f"The {what} of {first.id} and {second.id} do not fit in one "
        "programme.",
        remedy="Give every sheet of a programme the same day and criteria, its own "
        "name, and the same amount for a budget that is shared.",
    )

"""Statements of a sheet on what matters, as linear statements on weights."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.appraisal.preferences import (
    Statement,
    matters_more,
    ranking,
    weight_between,
)
from landenbenadering.appraisal.sheet import (
    AmountLine,
    AppraisalSheet,
    StatementForm,
    StatementLine,
)
from landenbenadering.core.errors import Place

JOINT = "joint"


def stated(sheet: AppraisalSheet) -> tuple[Statement, ...]:
    """Read the statements of a sheet; one line can make several statements.

    Raises
    ------
    AppraisalError
        APP311 when a field is missing or names nothing, with its place.
    """
    found: list[Statement] = []
    for i, line in enumerate(sheet.statement):
        found += read_statement(line, sheet, at=f"statement.{i}")
    return tuple(found)


def read_statement(
    line: StatementLine, sheet: AppraisalSheet, *, at: str
) -> tuple[Statement, ...]:
    """Read one line as linear statements.

    Trade-offs are in units of the scores; a weight counts one swing of its criterion.
    """
    speakers = (JOINT, *(d.code for d in sheet.department))
    if line.said_by not in speakers:
        raise _refused(sheet, f"{at}.said_by", f"Nobody is called {line.said_by!r}.")
    match line.form:
        case StatementForm.RANKING:
            return _ranking(line, sheet, at)
        case StatementForm.BOUNDS:
            return _bounds(line, sheet, at)
        case StatementForm.RATIO:
            return _ratio(line, sheet, at)
        case StatementForm.TRADE_OFF:
            return (_trade_off(line, sheet, at),)
        case StatementForm.SWING:
            return _swing(line, sheet, at)


def _ranking(
    line: StatementLine, sheet: AppraisalSheet, at: str
) -> tuple[Statement, ...]:
    _named(sheet, line.criteria, f"{at}.criteria")
    if len(line.criteria) < 2:
        raise _refused(sheet, f"{at}.criteria", "A ranking has two criteria or more.")
    return ranking(line.criteria, said_by=line.said_by)


def _bounds(
    line: StatementLine, sheet: AppraisalSheet, at: str
) -> tuple[Statement, ...]:
    _named(sheet, (line.criterion,), f"{at}.criterion")
    low, high = _ends(line, sheet, at)
    both = weight_between(
        line.criterion,
        lower=low or Fraction(0),
        upper=Fraction(1) if high is None else high,
        criteria=[c.code for c in sheet.criterion],
        said_by=line.said_by,
    )
    return tuple(
        statement
        for statement, given in zip(both, (low, high), strict=True)
        if given is not None
    )


def _ratio(
    line: StatementLine, sheet: AppraisalSheet, at: str
) -> tuple[Statement, ...]:
    _named(sheet, (line.more,), f"{at}.more")
    _named(sheet, (line.less,), f"{at}.less")
    return _times(line.more, line.less, _ends(line, sheet, at), line.said_by)


def _swing(
    line: StatementLine, sheet: AppraisalSheet, at: str
) -> tuple[Statement, ...]:
    _named(sheet, (line.reference,), f"{at}.reference")
    _named(sheet, [w.criterion for w in line.weights], f"{at}.weights")
    found: list[Statement] = []
    for i, weight in enumerate(line.weights):
        if not 0 <= weight.lower <= weight.upper:
            raise _refused(
                sheet, f"{at}.weights.{i}", "A swing weight has bounds of 0 or more."
            )
        ends = Fraction(weight.lower) / 100, Fraction(weight.upper) / 100
        found += _times(weight.criterion, line.reference, ends, line.said_by)
    return tuple(found)


def _times(
    more: str,
    less: str,
    ends: tuple[Fraction | None, Fraction | None],
    said_by: str,
) -> tuple[Statement, ...]:
    """State that one weight is between so many and so many times another."""
    low, high = ends
    found = []
    if low is not None:
        found.append(matters_more(more, less, times=low, said_by=said_by))
    if high is not None:
        text = f"{more} weighs at most {high} × {less}"
        parts = {less: high, more: Fraction(-1)}
        found.append(Statement(parts, said_by, text))
    return tuple(found)


def _trade_off(line: StatementLine, sheet: AppraisalSheet, at: str) -> Statement:
    for side, lines in (("gain", line.gain), ("loss", line.loss)):
        _named(sheet, [one.criterion for one in lines], f"{at}.{side}")
        if any(one.amount <= 0 for one in lines):
            raise _refused(sheet, f"{at}.{side}", "An amount is not above 0.")
    swings = {c.code: Fraction(c.swing) for c in sheet.criterion}
    parts: dict[str, Fraction] = {}
    for sign, lines in ((1, line.gain), (-1, line.loss)):
        for one in lines:
            share = sign * Fraction(one.amount) / swings[one.criterion]
            parts[one.criterion] = parts.get(one.criterion, Fraction(0)) + share
    text = f"{_told(line.gain)} outweighs a loss of {_told(line.loss)}"
    return Statement(parts, line.said_by, text)


def _told(lines: Sequence[AmountLine]) -> str:
    return " and ".join(f"{one.amount:f} {one.criterion}" for one in lines)


def _ends(
    line: StatementLine, sheet: AppraisalSheet, at: str
) -> tuple[Fraction | None, Fraction | None]:
    low, high = _fraction(line.lower), _fraction(line.upper)
    if (low is None and high is None) or (low or 0) < 0 or (high or 0) < 0:
        raise _refused(sheet, at, "It has neither lower nor upper, or one below 0.")
    return low, high


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _named(sheet: AppraisalSheet, codes: Sequence[str], at: str) -> None:
    known = [c.code for c in sheet.criterion]
    if not codes or len(set(codes)) < len(codes):
        raise _refused(sheet, at, "It names no criterion, or one twice.")
    for code in codes:
        if code not in known:
            raise _refused(sheet, at, f"There is no criterion {code!r}.")


def _refused(sheet: AppraisalSheet, at: str, problem: str) -> AppraisalError:
    forms = ", ".join(form.value for form in StatementForm)
    return AppraisalError(
        "APP311",
        problem=problem,
        remedy="Say who states it (a department or joint) and give what its form "
        f"needs; forms are {forms}.",
        place=Place(sheet.id, column=at),
    )

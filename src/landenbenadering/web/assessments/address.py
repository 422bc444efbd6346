"""The state of an appraisal room, which stands in its address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.utils.translation import gettext as _

from landenbenadering.appraisal.choices import Choices
from landenbenadering.appraisal.sheet import (
    AmountLine,
    AppraisalSheet,
    BudgetLine,
    RangeLine,
    StatementForm,
    StatementLine,
)
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.design.moment import ENTERED_BY, KNOWN_ON

BUDGET, DROP, SAY, VIEW = "budget.", "drop", "say", "view"
CHOICE = "choice."
LARGEST_EUR = 10**12
_MOST = 60


@dataclass(frozen=True, slots=True)
class RoomState:
    """What the address of a room asks for.

    Attributes
    ----------
    choices : Choices
    view : str
        The department through whose eyes one looks; empty for all together.
    wrong_budgets : mapping of str to str
        What was written as a budget and is no amount, by the name of its field.
    """

    choices: Choices
    view: str = ""
    wrong_budgets: Mapping[str, str] = field(default_factory=dict)


def read_state(query: QueryDict, sheet: AppraisalSheet) -> RoomState:
    """Read the state from an address.

    Raises
    ------
    PageError
        PAG103 for a value that this room does not offer.
    """
    choice = {
        line.code: query.get(f"{CHOICE}{line.code}", "open")
        for line in sheet.instrument
    }
    for value in choice.values():
        if value not in ("in", "out", "open"):
            raise _not_offered(value)
    budgets, wrong = _budgets(query, sheet)
    view = query.get(VIEW, "")
    if view and view not in {line.code for line in sheet.department}:
        raise _not_offered(view)
    added = query.getlist(SAY)
    if len(added) > _MOST:
        raise _not_offered(added[-1])
    return RoomState(
        choices=Choices(
            inside=tuple(code for code, value in choice.items() if value == "in"),
            outside=tuple(code for code, value in choice.items() if value == "out"),
            budgets=budgets,
            dropped=tuple(_dropped(query, len(sheet.statement))),
            added=tuple(statement_from_text(text) for text in added),
        ),
        view=view,
        wrong_budgets=wrong,
    )


def accounts_of(sheet: AppraisalSheet) -> list[tuple[str, int]]:
    """Give each department and year in which money is spent or set."""
    spent = {(c.department, c.year) for i in sheet.instrument for c in i.cost}
    return sorted(spent | {(b.department, b.year) for b in sheet.budget})


def budget_field(account: tuple[str, int]) -> str:
    """Name the field of a budget, as in `budget.bz.2013`."""
    return f"{BUDGET}{account[0]}.{account[1]}"


def state_query(query: QueryDict, **changed: str | list[str] | None) -> str:
    """Write the state of the room as the query of an address, with changes.

    `None` takes a name out. What is not part of the state is left out.
    """
    kept = query.copy()
    for name in list(kept):
        if not _is_state(name):
            del kept[name]
    for name, value in changed.items():
        if value is None:
            kept.pop(name, None)
        else:
            kept.setlist(name, [value] if isinstance(value, str) else value)
    for name in list(kept):
        if kept.getlist(name) == ["open"] and name.startswith(CHOICE):
            del kept[name]
    return kept.urlencode()


def state_pairs(query: QueryDict, *, without: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give the state as pairs for a form; names that begin so are left out."""
    return [
        (name, value)
        for name, values in query.lists()
        if _is_state(name) and not name.startswith(without)
        for value in values
    ]


def _is_state(name: str) -> bool:
    known = name in (DROP, SAY, VIEW, KNOWN_ON, ENTERED_BY)
    return known or name.startswith((CHOICE, BUDGET))


def _budgets(
    query: QueryDict, sheet: AppraisalSheet
) -> tuple[tuple[BudgetLine, ...], dict[str, str]]:
    """Read the budgets; one that is no amount counts as the sheet has it."""
    own = {(b.department, b.year): b.eur for b in sheet.budget}
    found, wrong = [], {}
    # Those of the sheet first and in its order: unchanged, it is the same sheet.
    for account in dict.fromkeys([*own, *accounts_of(sheet)]):
        name = budget_field(account)
        written = query.get(name)
        if written is not None and written.strip() == "":
            continue
        eur = own.get(account)
        if written is not None:
            asked = _euros(written)
            if asked is None:
                wrong[name] = written
            else:
                eur = asked
        if eur is not None:
            found.append(BudgetLine(account[0], account[1], eur))
    return tuple(found), wrong


def _euros(text: str) -> int | None:
    plain = text.strip().replace(",", "").replace(".", "").replace("\u00a0", "")
    plain = plain.replace(" ", "")
    fits = plain.isascii() and plain.isdigit() and len(plain) < 14
    return int(plain) if fits and int(plain) <= LARGEST_EUR else None


def _dropped(query: QueryDict, many: int) -> list[int]:
    found = []
    for text in query.getlist(DROP):
        if not (text.isascii() and text.isdigit() and len(text) < 5) or (
            int(text) >= many
        ):
            raise _not_offered(text)
        found.append(int(text))
    return sorted(set(found))


def _not_offered(value: str) -> PageError:
    return PageError(
        "PAG103",
        problem=_("The room does not offer “%(value)s”.") % {"value": value[:60]},
        remedy=_("Go to the appraisal without a query, and choose there."),
    )


def statement_text(line: StatementLine) -> str:
    """Write a statement for an address, as in `ratio~joint~a~b~2~`."""
    match line.form:
        case StatementForm.RANKING:
            parts = list(line.criteria)
        case StatementForm.BOUNDS:
            parts = [line.criterion, _number(line.lower), _number(line.upper)]
        case StatementForm.RATIO:
            ends = [_number(line.lower), _number(line.upper)]
            parts = [line.more, line.less, *ends]
        case StatementForm.TRADE_OFF:
            sides = (line.gain, line.loss)
            parts = ["+".join(f"{a.criterion}*{a.amount}" for a in s) for s in sides]
        case StatementForm.SWING:
            ranges = [f"{w.criterion}*{w.lower}*{w.upper}" for w in line.weights]
            parts = [line.reference, *ranges]
    return "~".join([line.form.value, line.said_by, *parts])


def statement_from_text(text: str) -> StatementLine:
    """Read a statement as `statement_text` writes it.

    Raises
    ------
    PageError
        PAG103 for anything else.
    """
    head, *parts = text.split("~")
    try:
        form, said_by, *rest = StatementForm(head), *parts
        return _read(form, said_by, rest)
    except (ValueError, IndexError, InvalidOperation):
        raise _not_offered(text) from None


def _read(form: StatementForm, said_by: str, parts: list[str]) -> StatementLine:
    match form:
        case StatementForm.RANKING:
            return StatementLine(said_by, form, criteria=tuple(parts))
        case StatementForm.BOUNDS:
            criterion, lower, upper = parts
            return StatementLine(
                said_by,
                form,
                criterion=criterion,
                lower=_decimal(lower),
                upper=_decimal(upper),
            )
        case StatementForm.RATIO:
            more, less, lower, upper = parts
            return StatementLine(
                said_by,
                form,
                more=more,
                less=less,
                lower=_decimal(lower),
                upper=_decimal(upper),
            )
        case StatementForm.TRADE_OFF:
            gain, loss = (tuple(map(_amount, side.split("+"))) for side in parts)
            return StatementLine(said_by, form, gain=gain, loss=loss)
        case StatementForm.SWING:
            ranges = tuple(map(_range, parts[1:]))
            return StatementLine(said_by, form, reference=parts[0], weights=ranges)


def _amount(text: str) -> AmountLine:
    criterion, amount = text.split("*")
    return AmountLine(criterion, _needed(amount))


def _range(text: str) -> RangeLine:
    criterion, lower, upper = text.split("*")
    return RangeLine(criterion, _needed(lower), _needed(upper))


def _needed(text: str) -> Decimal:
    value = _decimal(text)
    if value is None:
        raise ValueError(text)
    return value


def _decimal(text: str) -> Decimal | None:
    """Read a number of a size that weights and scores have."""
    if not text:
        return None
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    if not value.is_finite() or abs(value) > 1_000_000 or not isinstance(exponent, int):
        raise ValueError(text)
    if exponent < -6:
        raise ValueError(text)
    return value


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"

"""Values to and from what JSON and TOML can hold, driven by the type hints.

Nothing here names a kind of fact: a new field or a new kind is read and written
as soon as its dataclass has it.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

from landenbenadering.core.clocks import PartialDate
from landenbenadering.policy.errors import MisreadError, PolicyError

D = TypeVar("D")

MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Spot:
    """The place in a record that is being read, for the message to the user.

    Its path is written out only for a message: most of what is read is right.
    """

    record: str
    steps: tuple[str | int, ...] = ()

    @property
    def path(self) -> str:
        """The place, dotted, as in `fact.made.0.citation`; empty for the record."""
        return ".".join(map(str, self.steps))

    def under(self, name: str | int) -> "Spot":
        """Give the place of a part."""
        return Spot(self.record, (*self.steps, name))

    def error(self, code: str, *, problem: str, remedy: str) -> PolicyError:
        """Make the refusal of what stands here."""
        where = f", field {self.path}" if self.path else ""
        error = MisreadError(
            code, problem=f"Record {self.record!r}{where}: {problem}", remedy=remedy
        )
        error.path = self.path
        return error


def to_plain(value: object) -> object:
    """Write a value as text, number, truth value, list or dict.

    Fields that are `None` are left out; dates, amounts and enums become text.
    """
    match value:
        case Enum():
            return value.value
        case bool() | int() | str():
            return value
        case date():  # a datetime too
            return value.isoformat()
        case PartialDate() | Decimal():
            return str(value)
        case tuple():
            return [to_plain(part) for part in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return fields_to_plain(value)
        case _:
            raise TypeError(f"no plain form for {type(value).__name__}")


def fields_to_plain(value: object) -> dict[str, object]:
    """Write a dataclass as a dict of its fields that are not `None`."""
    made_by: Callable[..., object] = type(value)
    held = {name: getattr(value, name) for name in _fields(made_by)}
    return {name: to_plain(part) for name, part in held.items() if part is not None}


def dataclass_from_plain(
    kind: type[D],
    plain: object,
    *,
    at: Spot,
    hints: Mapping[str, object] | None = None,
) -> D:
    """Read a dataclass; every field must be known and every needed one there.

    `hints` overrides the type of single fields.

    Raises
    ------
    PolicyError
        POL201 to POL206, with the place of what is wrong.
    """
    if not isinstance(plain, Mapping):
        raise mistyped(at, "a table of fields", plain)
    make: Callable[..., D] = kind
    expected = _hints(make) if hints is None else {**_hints(make), **hints}
    for name in plain:
        if name not in expected:
            known = ", ".join(expected)
            raise at.under(str(name)).error(
                "POL201",
                problem="there is no such field.",
                remedy=f"Use one of: {known}.",
            )
    values: dict[str, object] = {}
    for name, field in _fields(make).items():
        if name in plain:
            values[name] = from_plain(
                plain[name], hint=expected[name], at=at.under(name)
            )
        elif _needed(field):
            _allow_nothing(expected[name], at=at.under(name))
            values[name] = None
    try:
        return make(**values)
    except ValueError as refusal:
        raise _refused(at, str(refusal)) from refusal


def from_plain(value: object, *, hint: object, at: Spot) -> object:
    """Read one value of the type that `hint` tells.

    Raises
    ------
    PolicyError
        POL201 to POL206, with the place of what is wrong.
    """
    taken = _taken_apart(hint)
    if value is None and taken.optional:
        return None
    if not taken.many:
        return _from_plain_of(taken.kind, value, at=at)
    if not isinstance(value, list | tuple):
        raise mistyped(at, "a list", value)
    return tuple(
        from_plain(part, hint=taken.of, at=at.under(i)) for i, part in enumerate(value)
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    """A type hint taken apart: a kind or many `of` something, and whether `None`."""

    kind: type
    of: object
    many: bool
    optional: bool


@cache
def _taken_apart(hint: object) -> _Taken:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        kinds = [arg for arg in get_args(hint) if arg is not types.NoneType]
        return replace(_taken_apart(kinds[0]), optional=True)
    if origin is tuple:
        return _Taken(tuple, get_args(hint)[0], many=True, optional=False)
    if not isinstance(hint, type):
        raise TypeError(f"no way to read a {hint}")
    return _Taken(hint, hint, many=False, optional=False)


def _from_plain_of(kind: type, value: object, *, at: Spot) -> object:
    if issubclass(kind, Enum):
        return _member(kind, value, at=at)
    if kind in (bool, int, str):
        if type(value) is not kind:
            raise mistyped(at, _WORDS[kind], value)
        return value
    if kind in _READERS:
        return _READERS[kind](value, at)
    if is_dataclass(kind):
        return dataclass_from_plain(kind, value, at=at)
    raise TypeError(f"no way to read a {kind.__name__}")


def _member(kind: type[Enum], value: object, *, at: Spot) -> Enum:
    found = _members(kind).get(value) if isinstance(value, str) else None
    if found is not None:
        return found
    known = ", ".join(str(member.value) for member in kind)
    raise at.error(
        "POL204",
        problem=f"{value!r} is not a {kind.__name__}.",
        remedy=f"Use one of: {known}.",
    )


@cache
def _members(kind: type[Enum]) -> dict[object, Enum]:
    return {member.value: member for member in kind}


def _partial_date(value: object, at: Spot) -> PartialDate:
    if isinstance(value, date) and not isinstance(value, datetime):
        return PartialDate(value.year, value.month, value.day)
    if not isinstance(value, str):
        raise mistyped(at, "a date", value)
    try:
        return PartialDate.parse(value)
    except ValueError as refusal:
        raise _refused(at, str(refusal)) from refusal


def _date(value: object, at: Spot) -> date:
    partial = _partial_date(value, at)
    if partial.day is None:
        raise _refused(at, f"{value!r} has no day")
    return partial.earliest


def _datetime(value: object, at: Spot) -> datetime:
    if not isinstance(value, str | datetime):
        raise mistyped(at, "a moment", value)
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except ValueError as refusal:
        raise _refused(at, str(refusal)) from refusal
    if moment.tzinfo is None:
        raise _refused(at, f"{value} has no time zone")
    return moment


def _decimal(value: object, at: Spot) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise mistyped(at, "an amount as text", value)
    try:
        number = Decimal(value)
    except InvalidOperation as refusal:
        raise _refused(at, f"{value!r} is not a number") from refusal
    # Larger ones would take the memory of the machine once they are fractions.
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise _refused(at, f"{value!r} is no number of at most {MOST_DIGITS} digits")
    return number


_READERS: dict[type, Callable[[object, Spot], object]] = {
    date: _date,
    datetime: _datetime,
    Decimal: _decimal,
    PartialDate: _partial_date,
}
_WORDS: dict[type, str] = {bool: "true or false", int: "a whole number", str: "a text"}


@cache
def _hints(kind: Callable[..., object]) -> dict[str, object]:
    return dict(get_type_hints(kind))


@cache
def _fields(kind: Callable[..., object]) -> dict[str, "Field[object]"]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind!r} is not a dataclass")
    return {field.name: field for field in fields(kind)}


def _needed(field: "Field[object]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _allow_nothing(hint: object, *, at: Spot) -> None:
    """Refuse to leave out a field, unless `None` is a value of its type."""
    if types.NoneType not in get_args(hint):
        raise at.error("POL202", problem="it is missing.", remedy="Give this field.")


def mistyped(at: Spot, wanted: str, value: object) -> PolicyError:
    """Make the refusal of a value of another type than `wanted`, POL203."""
    return at.error(
        "POL203",
        problem=f"{value!r} is not {wanted}.",
        remedy=f"Give {wanted}.",
    )


def _refused(at: Spot, why: str) -> PolicyError:
    return at.error(
        "POL206", problem=f"{why}.", remedy="Correct the value and try again."
    )

"""The shape of a record: what a form asks for, read from the dataclasses.

A value stands in the form under the path that it has in the record as the codec
writes it, with hyphens: `fact-terms-0-limit` for `fact.terms.0.limit`. So what was
sent becomes a record through the codec, a record becomes the first values of a form,
and a refusal of the codec finds its field. No kind of fact is named here.
"""

import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Union, get_args, get_origin, get_type_hints

from landenbenadering.core.clocks import PartialDate
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record

COUNT = "count"
# What the register sets itself.
_NOT_ASKED = frozenset({"id", "version", "corrects", "entered"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value, in one field of the form.

    Attributes
    ----------
    owner : type
        The dataclass in which it stands.
    needed : bool
        Whether something has to be said.
    several : bool
        Whether any number of terms of the closed set `kind` may be chosen.
    default : object
        What it is when nothing is said, where that is possible.
    """

    name: str
    owner: type
    kind: type
    needed: bool = True
    several: bool = False
    default: object = None


@dataclass(frozen=True, slots=True)
class Parts:
    """A value of several parts, as a text in two languages or a term."""

    name: str
    owner: type
    kind: type
    parts: "tuple[Shape, ...]"
    needed: bool


@dataclass(frozen=True, slots=True)
class Many:
    """Any number of values of one shape."""

    name: str
    owner: type
    of: "Leaf | Parts"
    needed: bool


Shape = Leaf | Parts | Many


def record_shape(kind: type) -> Parts:
    """Give the shape of a record of one kind of fact, without what is set for it."""
    parts = []
    for field, hint in _hinted(Record):
        if field.name in _NOT_ASKED:
            continue
        parts.append(_shape(field, kind if field.name == "fact" else hint, Record))
    return Parts("", Record, Record, tuple(parts), needed=True)


def document_shape(name: str) -> Parts:
    """Give the shape of a document that may be described along with a fact."""
    shape = _parts(name, Record, Document, needed=False)
    dated = (
        Leaf("dated", Document, part.kind) if part.name == "dated" else part
        for part in shape.parts
        if isinstance(part, Leaf | Parts)
    )
    return Parts(name, Record, Document, tuple(dated), needed=False)


def under(at: str, name: str | int) -> str:
    """Give the name in the form of a part of what stands at `at`."""
    return f"{at}-{name}" if at else str(name)


def flat(plain: object, shape: Shape, at: str = "") -> Iterator[tuple[str, object]]:
    """Give name and value in the form of everything that a plain value says."""
    if plain is None:
        return
    match shape:
        case Leaf():
            yield at, plain
        case Parts(parts=parts) if isinstance(plain, Mapping):
            for part in parts:
                yield from flat(plain.get(part.name), part, under(at, part.name))
        case Many(of=of) if isinstance(plain, list):
            yield under(at, COUNT), len(plain)
            for number, value in enumerate(plain):
                yield from flat(value, of, under(at, number))


def _shape(field: "Field[object]", hint: object, owner: type) -> Shape:
    needed = field.default is MISSING
    if get_origin(hint) is tuple:
        of = get_args(hint)[0]
        if issubclass(of, StrEnum):
            return Leaf(field.name, owner, of, needed=False, several=True)
        return Many(field.name, owner, _one(field.name, of, owner), needed)
    kinds = [kind for kind in _alternatives(hint) if kind is not types.NoneType]
    return _one(
        field.name,
        kinds[0],
        owner,
        needed=needed and len(kinds) == len(_alternatives(hint)),
        default=None if needed else field.default,
    )


def _one(
    name: str, kind: type, owner: type, *, needed: bool = True, default: object = None
) -> Leaf | Parts:
    if is_dataclass(kind) and kind is not PartialDate:
        return _parts(name, owner, kind, needed=needed)
    return Leaf(name, owner, kind, needed, default=default)


def _parts(name: str, owner: type, kind: type, *, needed: bool) -> Parts:
    shapes = tuple(_shape(field, hint, kind) for field, hint in _hinted(kind))
    return Parts(name, owner, kind, shapes, needed)


def _alternatives(hint: object) -> tuple[type, ...]:
    if get_origin(hint) in (Union, types.UnionType):
        return get_args(hint)
    if not isinstance(hint, type):
        raise TypeError(f"no field for a {hint}")
    return (hint,)


def _hinted(kind: type) -> list[tuple["Field[object]", object]]:
    hints = get_type_hints(kind)
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is not a dataclass")
    return [(field, hints[field.name]) for field in fields(kind)]

"""Values as JSON has them, and the schema that says so, both from the type hints.

Fields that are `None` are left out. Names are in camel case; codes of countries,
records and terms stay as the register writes them.
"""

import math
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Union, get_args, get_origin, get_type_hints

from landenbenadering.core.clocks import PartialDate
from landenbenadering.policy.plain import to_plain

Schema = dict[str, object]
_PARTIAL = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_SIMPLE: Mapping[type, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    PartialDate: {"type": "string", "pattern": _PARTIAL},
}


def json_of(value: object) -> object:
    """Write a value as text, number, truth value, list or dict.

    A bound that is infinite is left out, as what is not known is.
    """
    if isinstance(value, float):
        return value
    if isinstance(value, tuple):
        return [json_of(part) for part in value]
    if isinstance(value, Mapping):
        return {str(name): json_of(part) for name, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type | PartialDate):
        held = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {camel(name): json_of(part) for name, part in held if _known(part)}
    return to_plain(value)


def _known(value: object) -> bool:
    infinite = isinstance(value, float) and not math.isfinite(value)
    return value is not None and not infinite


@cache
def camel(name: str) -> str:
    """Write the name of a field in camel case."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


class Schemas:
    """The schemas of the types that an interface uses, each once.

    Attributes
    ----------
    components : dict
        By name of the dataclass, in the order in which they were met.
    """

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}

    def of(self, hint: object) -> Schema:
        """Give the schema of a type; that of a dataclass stands apart, by reference."""
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            kinds = [a for a in get_args(hint) if a is not types.NoneType]
            parts = [self.of(kind) for kind in kinds]
            return parts[0] if len(parts) == 1 else {"anyOf": parts}
        if origin is tuple:
            return {"type": "array", "items": self.of(get_args(hint)[0])}
        if origin is not None and issubclass(origin, Mapping):
            of = self.of(get_args(hint)[1])
            return {"type": "object", "additionalProperties": of}
        if not isinstance(hint, type):
            raise TypeError(f"no schema for {hint}")
        return self._of_type(hint)

    def _of_type(self, kind: type) -> Schema:
        if issubclass(kind, Enum):
            return {"type": "string", "enum": [member.value for member in kind]}
        if kind in _SIMPLE:
            return dict(_SIMPLE[kind])
        if not is_dataclass(kind):
            raise TypeError(f"no schema for {kind.__name__}")
        if kind.__name__ not in self.components:
            self.components[kind.__name__] = {}  # A type may name itself.
            self.components[kind.__name__] = self._object(kind)
        return {"$ref": f"#/components/schemas/{kind.__name__}"}

    def _object(self, kind: type) -> Schema:
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        always = [camel(n) for n in names if not _may_lack(hints[n])]
        schema: Schema = {
            "type": "object",
            "description": (kind.__doc__ or "").strip().splitlines()[0],
            "properties": {camel(n): self.of(hints[n]) for n in names},
            "additionalProperties": False,
        }
        return {**schema, "required": always} if always else schema


def _may_lack(hint: object) -> bool:
    """Say whether a field may be left out: not known, or an infinite bound."""
    return hint is float or types.NoneType in get_args(hint)

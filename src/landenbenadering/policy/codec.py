"""Records to and from plain dicts, as JSON and TOML hold them.

The layout is `id`, `kind`, `version`, `known_from`, `valid_from`, `valid_until`,
`disclosure`, `citations` and the fields of the fact under `fact`. The kind is the
name of the fact's class in snake case. Fields that are `None` are left out.
"""

import re
from collections.abc import Mapping
from typing import get_args

from landenbenadering.policy.facts import Fact
from landenbenadering.policy.plain import (
    Spot,
    dataclass_from_plain,
    fields_to_plain,
    mistyped,
)
from landenbenadering.policy.record import Record

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kind_name(kind: type[Fact]) -> str:
    """Give the name of a kind of fact, as in `mobility_partnership`."""
    return _HUMP.sub("_", kind.__name__).lower()


FACT_KINDS: Mapping[str, type[Fact]] = {
    kind_name(kind): kind for kind in get_args(Fact)
}


def record_to_plain(record: Record) -> dict[str, object]:
    """Write a record as a dict that JSON can hold.

    `record_from_plain` gives back an equal record. `entered` is there only when
    the register has set it.
    """
    plain = fields_to_plain(record)
    return {"id": record.id, "kind": kind_name(type(record.fact)), **plain}


def record_from_plain(plain: object) -> Record:
    """Read a record; a file may hold dates as dates or as ISO 8601 text.

    This checks form only; `checks.check_record` checks the content.

    Raises
    ------
    PolicyError
        POL201 unknown field, POL202 missing field, POL203 wrong type, POL204
        unknown term, POL205 unknown kind, POL206 impossible value; each names
        the record and the field.
    """
    if not isinstance(plain, Mapping):
        raise mistyped(Spot("(no id)"), "a table of fields", plain)
    at = Spot(str(plain.get("id", "(no id)")))
    rest = {name: value for name, value in plain.items() if name != "kind"}
    return dataclass_from_plain(Record, rest, at=at, hints={"fact": _kind(plain, at)})


def _kind(plain: Mapping[str, object], at: Spot) -> type[Fact]:
    at = at.under("kind")
    if "kind" not in plain:
        raise at.error("POL202", problem="it is missing.", remedy="Give this field.")
    kind = plain["kind"]
    if not isinstance(kind, str) or kind not in FACT_KINDS:
        known = ", ".join(FACT_KINDS)
        raise at.error(
            "POL205",
            problem=f"there is no kind of fact {kind!r}.",
            remedy=f"Use one of: {known}.",
        )
    return FACT_KINDS[kind]

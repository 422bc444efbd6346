"""Which other records a fact names, beside the papers that it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from landenbenadering.policy.codec import FACT_KINDS
from landenbenadering.policy.facts import Fact

# Field by field: the kind of record that stands behind the id.
ANY = "record"
_NAMED: Mapping[str, Mapping[str, str]] = {
    "linkage": {"instrument": "instrument", "evaluation": "document"},
    "instrument": {"prerequisites": "instrument", "exclusions": "instrument"},
    "allegation": {"project": "project"},
    "addendum": {"about": ANY},
    "performance": {"agreement": "agreement"},
    "proposal": {
        "linkages": "linkage",
        "documents": "document",
        "contacts": "contact",
    },
    "advice": {"proposal": "proposal"},
    "decision": {
        "proposal": "proposal",
        "note": "document",
        "commitment": "commitment",
    },
    "review": {"linkage": "linkage"},
}
_BY_CLASS: Mapping[type, Mapping[str, str]] = {
    FACT_KINDS[kind]: named for kind, named in _NAMED.items()
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that a fact names: in which field, under which id, of which kind.

    `kind` is `ANY` where it may be of every kind.
    """

    field: str
    record_id: str
    kind: str


def named_kind(fact: type, field: str) -> str | None:
    """Give the kind of record that a field of a fact names; `None` if it names none."""
    return _BY_CLASS.get(fact, {}).get(field)


def references_of(fact: Fact) -> Iterator[Reference]:
    """Give every record that a fact names, in the order of its fields."""
    for field, kind in _BY_CLASS.get(type(fact), {}).items():
        named = getattr(fact, field)
        for record_id in (named,) if isinstance(named, str) else named or ():
            yield Reference(field, record_id, kind)

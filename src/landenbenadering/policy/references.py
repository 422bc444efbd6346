"""Which other records a fact names, beside the papers that it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from landenbenadering.policy.codec import FACT_KINDS
from landenbenadering.policy.facts import Fact

# Field by field: the kind of record that stands behind the id.
_NAMED: Mapping[str, Mapping[str, str]] = {
    "linkage": {"instrument": "instrument", "evaluation": "document"},
    "instrument": {"prerequisites": "instrument", "exclusions": "instrument"},
    "allegation": {"project": "project"},
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
_FIELDS = {FACT_KINDS[kind]: named for kind, named in _NAMED.items()}


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that a fact names: in which field, under which id, of which kind."""

    field: str
    record_id: str
    kind: str


def references_of(fact: Fact) -> Iterator[Reference]:
    """Give every record that a fact names, in the order of its fields."""
    for field, kind in _FIELDS.get(type(fact), {}).items():
        named = getattr(fact, field)
        for record_id in (named,) if isinstance(named, str) else named or ():
            yield Reference(field, record_id, kind)

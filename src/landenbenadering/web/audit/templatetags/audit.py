"""Events as pages show them."""

import json
from dataclasses import dataclass

from django import template

from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.words import action_word, capacity_word, kind_word

register = template.Library()
register.filter("action_word", action_word)
register.filter("kind_word", kind_word)
register.filter("capacity_word", capacity_word)


@register.filter
def without_version(subject_id: str) -> str:
    """Name a fact without the number of its version, of which a gap would tell."""
    return subject_id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """One column of an event; empty text where it was or is nothing."""

    name: str
    before: str
    after: str


@register.filter
def column_changes(event: AuditEvent) -> list[ColumnChange]:
    """Give the columns that an event tells of, in order of name."""
    before, after = _columns(event.before), _columns(event.after)
    return [
        ColumnChange(name, before.get(name, ""), after.get(name, ""))
        for name in sorted(before.keys() | after.keys())
    ]


def _columns(text: str) -> dict[str, str]:
    held = json.loads(text) if text else {}
    return {name: _shown(value) for name, value in held.items()}


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

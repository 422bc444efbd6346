"""What actions, subjects and capacities are called on pages.

Each app adds the words for what it records, when Django is ready.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_ACTIONS: dict[str, "str | StrPromise"] = {"refused": _("refused")}
_KINDS: dict[str, "str | StrPromise"] = {"address": _("page")}
_CAPACITIES: dict[str, "str | StrPromise"] = {}


def name_actions(words: Mapping[str, "str | StrPromise"]) -> None:
    """Add words for actions, as in `proposal.decided`."""
    _ACTIONS.update(words)


def name_kinds(words: Mapping[str, "str | StrPromise"]) -> None:
    """Add words for kinds of subjects, as in `proposal`."""
    _KINDS.update(words)


def name_capacities(words: Mapping[str, "str | StrPromise"]) -> None:
    """Add words for capacities, as in `adviser:finance`."""
    _CAPACITIES.update(words)


def action_word(action: str) -> str:
    """Give the words for an action; the action itself where there are none."""
    return str(_ACTIONS.get(action, action))


def kind_word(kind: str) -> str:
    """Give the words for a kind of subject."""
    return str(_KINDS.get(kind, kind))


def capacity_word(capacity: str) -> str:
    """Give the words for one capacity, or for several with commas between them."""
    parts = [part.strip() for part in capacity.split(",") if part.strip()]
    return ", ".join(str(_CAPACITIES.get(part, part)) for part in parts)


def named_actions() -> list[tuple[str, str]]:
    """Give every action with words, in the order of the words."""
    return sorted(((a, str(w)) for a, w in _ACTIONS.items()), key=lambda pair: pair[1])


def named_kinds() -> list[tuple[str, str]]:
    """Give every kind of subject with words, in the order of the words."""
    return sorted(((k, str(w)) for k, w in _KINDS.items()), key=lambda pair: pair[1])

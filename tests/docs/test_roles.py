"""The roles in the reference, and every address in the table of who may what."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from landenbenadering.web.accounts.roles import MAY, Act, Role
from tests.docs.project import page
from tests.web.role_table import ROWS


def names(entries: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """Give the name of every address that has one, with its namespace."""
    for entry in entries:
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else space
            yield from names(entry.url_patterns, inner)
        elif entry.name:
            yield f"{space}{entry.name}"


def test_every_address_says_who_may_what_there() -> None:
    """Add a new address to tests/web/role_table.py."""
    there = set(names(get_resolver().url_patterns))

    assert sorted(there ^ set(ROWS)) == [], "see tests/web/role_table.py"


def test_the_reference_of_roles_is_the_table_in_the_code() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| .+? \| (.+) \|$",
        page("reference/roles.md"),
        flags=re.MULTILINE,
    )
    told = {Act(act): set(re.findall(r"`(\w+)`", roles)) for act, roles in rows}

    assert told == {
        act: {role.value for role in Role if act in MAY[role]} for act in Act
    }

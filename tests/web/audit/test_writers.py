"""Only services write to an audited table, and only one function changes a row.

A source text is read, so that a way round is seen before it is ever taken.
"""

import ast

import pytest

from landenbenadering.web.audit.subjects import audited_tables
from tests.docs.project import SOURCE, source_texts

CHANGING = {"update", "bulk_update", "update_or_create", "delete", "aupdate", "adelete"}
ONLY_PLACE = SOURCE / "web" / "audit" / "transitions.py"


def managers(node: ast.AST) -> set[str]:
    """Give the models whose managers a chain of calls begins with."""
    return {
        part.value.id
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute)
        and part.attr in {"objects", "_default_manager", "_base_manager"}
        and isinstance(part.value, ast.Name)
    }


def changes(text: str, models: set[str]) -> list[int]:
    """Give the lines in which rows of these models are changed by a query."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CHANGING
        and managers(node.func.value) & models
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Account.objects.filter(pk=1).update(x=2)", [1]),
        ("Account._default_manager.all().delete()", [1]),
        ("\nmodel._default_manager.filter().update(x=1)", [2]),
        ("held = {}; held.update(x=1); Other.objects.update(x=1)", []),
    ],
)
def test_the_reader_of_sources_sees_changes(text: str, lines: list[int]) -> None:
    assert changes(text, {"Account", "model"}) == lines


def test_audited_rows_change_in_one_place() -> None:
    names = {table.model.__name__ for table in audited_tables().values()}
    assert {"Account", "Assignment", "RecordVersion"} <= names

    found = {
        path.relative_to(SOURCE).as_posix(): lines
        for path, text in source_texts().items()
        if path != ONLY_PLACE and (lines := changes(text, names | {"model"}))
    }

    assert found == {}
    assert changes(source_texts()[ONLY_PLACE], {"model"})

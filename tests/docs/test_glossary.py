"""Every identifier of the glossary exists in the code."""

import ast
import re
from functools import cache

from tests.docs.project import modules, page

ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", flags=re.MULTILINE)


@cache
def identifiers() -> frozenset[str]:
    """Give every name that the product defines: modules, classes, functions, fields."""
    names: set[str] = set()
    for path, tree in modules("src"):
        names.add(path.parent.name if path.stem == "__init__" else path.stem)
        for node in ast.walk(tree):
            names |= _defined(node)
    return frozenset(names)


def _defined(node: ast.AST) -> set[str]:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return {name} | _members(node)
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case ast.Assign(targets=[ast.Name(id=name)]):
            return {name}
        case ast.arg(arg=name):
            return {name}
        case _:
            return set()


def _members(node: ast.AST) -> set[str]:
    """Give the fields of a class with the name of the class before them."""
    if not isinstance(node, ast.ClassDef):
        return set()
    fields = {name for part in node.body for name in _defined(part)}
    return {f"{node.name}.{name}" for name in fields}


def rows() -> list[tuple[str, str, str]]:
    """Give the rows of the glossary below the headings."""
    found = ROW.findall(page("glossary.md"))
    return [
        row
        for row in found
        if not set(row[0]) <= {"-", " "} and row[0].strip() != "English"
    ]


def test_every_identifier_of_the_glossary_exists() -> None:
    named = {name for row in rows() for name in re.findall(r"`([^`]+)`", row[2])}

    assert named
    assert named - identifiers() == set()


def test_every_term_has_english_dutch_and_a_place() -> None:
    assert len(rows()) >= 40
    assert [row for row in rows() if not all(cell.strip() for cell in row)] == []


def test_no_english_term_stands_twice() -> None:
    terms = [row[0].strip().lower() for row in rows()]

    assert sorted(terms) == sorted(set(terms))


def test_every_kind_of_fact_stands_in_the_glossary() -> None:
    from landenbenadering.policy.codec import FACT_KINDS

    named = {name for row in rows() for name in re.findall(r"`([^`]+)`", row[2])}

    assert {kind.__name__ for kind in FACT_KINDS.values()} <= named

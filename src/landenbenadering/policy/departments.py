"""Which departments a policy area touches."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.vocabulary import Department, PolicyArea


@cache
def departments_by_area() -> Mapping[PolicyArea, tuple[Department, ...]]:
    """Give the departments of every policy area, the one that leads first."""
    return {
        PolicyArea(table["policy_area"]): tuple(map(Department, table["departments"]))
        for table in _tables()["area"]
    }


@cache
def department_name(department: Department) -> Bilingual:
    """Name a department as it is called now, without "Ministry of"."""
    name = _tables()["names"][department.value]
    return Bilingual(nl=name["nl"], en=name["en"])


def departments_touched(linkages: Iterable[Linkage]) -> tuple[Department, ...]:
    """Give every department whose policy area a package touches, once each.

    Foreign Affairs is always among them: every linkage touches the relation.
    """
    areas = departments_by_area()
    found = {Department.FOREIGN_AFFAIRS: None, Department.MIGRATION: None}
    for linkage in linkages:
        found.update(dict.fromkeys(areas[linkage.policy_area]))
    return tuple(found)


@cache
def _tables() -> dict[str, Any]:
    """Read `policy/parameters/departments.toml`, which names its source."""
    text = files("landenbenadering.policy.parameters").joinpath("departments.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))

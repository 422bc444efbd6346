"""The populations that count when the Council votes, by date."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CouncilPopulations:
    """Populations in force from a day on.

    Attributes
    ----------
    since : date
        First day on which they count; later ones that are not held may have followed.
    persons : mapping of str to int
        By ISO 3166 alpha-3.
    source : str
    confirmed : bool
        Whether they were compared with the Council's own figures.
    """

    since: date
    persons: Mapping[str, int]
    source: str
    confirmed: bool


def council_populations(on: date) -> CouncilPopulations | None:
    """Give the latest populations that are held for a day; `None` before 1 May 2004."""
    held = [one for one in _populations() if one.since <= on]
    return held[-1] if held else None


@cache
def _populations() -> tuple[CouncilPopulations, ...]:
    file = files("landenbenadering.policy.parameters") / "council_populations.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))["population"]
    found = (
        CouncilPopulations(
            since=table["from"],
            persons=dict(table["persons"]),
            source=str(table["source"]),
            confirmed=table["confirmed"] is True,
        )
        for table in tables
    )
    return tuple(sorted(found, key=lambda one: one.since))

"""The catalogue of sources: who publishes what, on which terms, in which form."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from landenbenadering.core.language import Bilingual
from landenbenadering.core.observation import Indicator
from landenbenadering.evidence.errors import EvidenceError


@dataclass(frozen=True, slots=True)
class Dimension:
    """A breakdown: the member that is the whole count, and the known parts."""

    whole: frozenset[str]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dataflow:
    """One table of a source.

    Attributes
    ----------
    code : str
        The publisher's name, as in `MIGR_EIORD`.
    dimensions : frozenset of str
        Breakdowns that the table can have.
    recognised_by : frozenset of str
        The breakdowns of a file that does not name its table.
    indicator : Indicator
        What a count means, unless `indicator_by_label` says otherwise.
    """

    code: str
    title: Bilingual
    dimensions: frozenset[str]
    recognised_by: frozenset[str]
    indicator: Indicator
    indicator_by_label: Mapping[str, Indicator]


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's statistic and what may be expected of its files.

    Attributes
    ----------
    columns : Mapping of str to str
        The role of each column by its name in the header; `ignored` columns
        are known and not used.
    least_rows, most_rows : int
        Bounds on the rows of one file.
    first_year : int
        Before it the statistic did not exist.
    most_persons : int
        No count can be larger.
    flags : Mapping of str to str
        The publisher's flag letters and what they mean.
    """

    id: str
    publisher: str
    title: Bilingual
    licence: str
    terms: Bilingual
    url: str
    unit: Bilingual
    units: frozenset[str]
    revision: Bilingual
    rounding: Bilingual
    rounding_base: int
    least_rows: int
    most_rows: int
    first_year: int
    most_persons: int
    flags: Mapping[str, str]
    columns: Mapping[str, str]
    dimensions: Mapping[str, Dimension]
    dataflows: tuple[Dataflow, ...]


@cache
def sources() -> tuple[Source, ...]:
    """Give every source of the catalogue, in order of id."""
    entries = sorted(
        (entry for entry in files(__name__).iterdir() if entry.name.endswith(".toml")),
        key=lambda entry: entry.name,
    )
    return tuple(
        _source(tomllib.loads(entry.read_text(encoding="utf-8"))) for entry in entries
    )


def source_named(source_id: str) -> Source:
    """Give one source, or raise EVI191 when the catalogue does not hold it."""
    for source in sources():
        if source.id == source_id:
            return source
    known = ", ".join(source.id for source in sources())
    raise EvidenceError(
        "EVI191",
        problem=f"The catalogue holds no source {source_id!r}.",
        remedy=f"Use one of: {known}.",
    )


def _source(plain: Mapping[str, Any]) -> Source:
    return Source(
        id=plain["id"],
        publisher=plain["publisher"],
        title=Bilingual(**plain["title"]),
        licence=plain["licence"],
        terms=Bilingual(**plain["terms"]),
        url=plain["url"],
        unit=Bilingual(**plain["unit"]),
        units=frozenset(plain["units"]),
        revision=Bilingual(**plain["revision"]),
        rounding=Bilingual(**plain["rounding"]),
        rounding_base=plain["rounding_base"],
        least_rows=plain["least_rows"],
        most_rows=plain["most_rows"],
        first_year=plain["first_year"],
        most_persons=plain["most_persons"],
        flags=MappingProxyType(plain["flags"]),
        columns=MappingProxyType(
            {name: role for role, names in plain["columns"].items() for name in names}
        ),
        dimensions=MappingProxyType(
            {
                name: Dimension(frozenset(entry["whole"]), frozenset(entry["parts"]))
                for name, entry in plain["dimensions"].items()
            }
        ),
        dataflows=tuple(_dataflow(entry) for entry in plain["dataflow"]),
    )


def _dataflow(plain: Mapping[str, Any]) -> Dataflow:
    return Dataflow(
        code=plain["code"],
        title=Bilingual(**plain["title"]),
        dimensions=frozenset(plain["dimensions"]),
        recognised_by=frozenset(plain["recognised_by"]),
        indicator=Indicator(plain["indicator"]),
        indicator_by_label=MappingProxyType(
            {
                label: Indicator(name)
                for label, name in plain.get("indicator_by_label", {}).items()
            }
        ),
    )

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

_INDICATORS = frozenset(map(str, Indicator))


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
        What a figure means, unless `indicator_by_label` or the column says otherwise.
    left_out : frozenset of str
        Labels of the publisher that are known and not stored.
    scale : int
        What a figure is multiplied by to be in whole units; 1,000,000 for
        millions of dollars.
    amounts : bool
        Whether figures are amounts, which may have fractions, and not counts.
    signed : bool
        Whether an amount may be below 0.
    each_row : int or None
        What every row stands for where no column gives a figure.
    """

    code: str
    title: Bilingual
    dimensions: frozenset[str]
    recognised_by: frozenset[str]
    indicator: Indicator
    indicator_by_label: Mapping[str, Indicator]
    left_out: frozenset[str]
    scale: int
    amounts: bool
    signed: bool
    each_row: int | None

    @property
    def indicators(self) -> frozenset[Indicator]:
        """Every indicator that the table's rows name."""
        return frozenset((self.indicator, *self.indicator_by_label.values()))


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
    most : int
        No figure can be larger, in the unit that is stored.
    rounding_base : int
        Figures are multiples of this, in the unit that is stored; 1 if exact.
    impossible : str
        Flag of a count below 0, which the publisher left standing and which is kept
        as not known; empty where such a count is refused.
    missing : frozenset of str
        What the publisher writes where there is no figure.
    uses_iso3 : bool
        Whether countries stand there by ISO 3166 alpha-3, so that every known
        country's code is known; other labels are listed.
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
    most: int
    flags: Mapping[str, str]
    columns: Mapping[str, str]
    dimensions: Mapping[str, Dimension]
    dataflows: tuple[Dataflow, ...]
    missing: frozenset[str]
    uses_iso3: bool
    impossible: str

    @property
    def indicators(self) -> frozenset[Indicator]:
        """Every indicator that a file of this source can have."""
        by_column = {Indicator(r) for r in self.columns.values() if r in _INDICATORS}
        return frozenset(by_column).union(*(d.indicators for d in self.dataflows))


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
        units=frozenset(plain.get("units", ())),
        revision=Bilingual(**plain["revision"]),
        rounding=Bilingual(**plain["rounding"]),
        rounding_base=plain["rounding_base"],
        least_rows=plain["least_rows"],
        most_rows=plain["most_rows"],
        first_year=plain["first_year"],
        most=plain["most"],
        flags=MappingProxyType(plain.get("flags", {})),
        columns=MappingProxyType(
            {name: role for role, names in plain["columns"].items() for name in names}
        ),
        dimensions=MappingProxyType(
            {
                name: Dimension(frozenset(entry["whole"]), frozenset(entry["parts"]))
                for name, entry in plain.get("dimensions", {}).items()
            }
        ),
        dataflows=tuple(_dataflow(entry) for entry in plain["dataflow"]),
        missing=frozenset(plain.get("missing", ())),
        uses_iso3=plain.get("uses_iso3", False),
        impossible=plain.get("impossible", ""),
    )


def _dataflow(plain: Mapping[str, Any]) -> Dataflow:
    return Dataflow(
        code=plain["code"],
        title=Bilingual(**plain["title"]),
        dimensions=frozenset(plain.get("dimensions", ())),
        recognised_by=frozenset(plain.get("recognised_by", ())),
        indicator=Indicator(plain["indicator"]),
        indicator_by_label=MappingProxyType(
            {
                label: Indicator(name)
                for label, name in plain.get("indicator_by_label", {}).items()
            }
        ),
        left_out=frozenset(plain.get("left_out", ())),
        scale=plain.get("scale", 1),
        amounts=plain.get("amounts", False),
        signed=plain.get("signed", False),
        each_row=plain.get("each_row"),
    )

"""The figures that the product carries with it, each with its cell."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable

from landenbenadering.core.exposure import Coverage
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.core.provenance import Provenance
from landenbenadering.evidence.reference import reference_folder

_NOBODY = Coverage(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class ShippedFigures:
    """Figures of one publisher's file, without that file.

    Attributes
    ----------
    name : str
        Name of the table of figures in `reference/figures`.
    column : str
        Column of the file, where the figures do not name their own.
    covers : tuple of (years, Coverage)
        For which states every partner's figure is carried, by year.
    """

    source: str
    dataflow: str
    vintage: str
    file_name: str
    sha256: str
    known_from: date
    indicator: Indicator
    name: str
    column: str
    covers: tuple[tuple[frozenset[int], Coverage], ...]

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The figures, with the line and column of the file in which they stand.

        The line itself can be shown once the file has been imported. The table is
        read when it is first asked for.
        """
        return _observations(self)

    @property
    def rows(self) -> int:
        """How many figures are carried."""
        return _text(self.name).count("\n") - 1

    def covers_in(self, year: int) -> Coverage:
        """Say for which states the figures of a year hold every partner."""
        found = [coverage for years, coverage in self.covers if year in years]
        return found[0] if found else _NOBODY


@cache
def shipped_figures() -> tuple[ShippedFigures, ...]:
    """Give the shipped figures, in order of the name of their description."""
    folder = _folder()
    descriptions = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")),
        key=lambda entry: entry.name,
    )
    return tuple(_figures(entry) for entry in descriptions)


def shipped_as(sha256: str) -> ShippedFigures | None:
    """Give the first shipped figures that come from a file; `None` if none do."""
    return next((f for f in shipped_figures() if f.sha256 == sha256), None)


@cache
def _text(name: str) -> str:
    return (_folder() / name).read_text(encoding="utf-8")


def _folder() -> Traversable:
    return reference_folder() / "figures"


def _figures(description: Traversable) -> ShippedFigures:
    plain = tomllib.loads(description.read_text(encoding="utf-8"))
    return ShippedFigures(
        source=plain["source"],
        dataflow=plain["dataflow"],
        vintage=plain["vintage"],
        file_name=plain["file_name"],
        sha256=plain["sha256"],
        known_from=plain["known_from"],
        indicator=Indicator(plain["indicator"]),
        name=plain["figures"],
        column=plain["column"],
        covers=tuple(
            (
                frozenset(entry["years"]),
                Coverage(
                    reporters=frozenset(entry["reporters"]),
                    citizenships=frozenset(entry["citizenships"]),
                ),
            )
            for entry in plain.get("covers", ())
        ),
    )


@cache
def _observations(figures: ShippedFigures) -> tuple[Observation, ...]:
    text = _text(figures.name)
    return tuple(
        Observation(
            indicator=figures.indicator,
            reporter=row["reporter"],
            citizenship=row["citizenship"],
            year=int(row["year"]),
            value=int(row["value"]) if row["value"] else None,
            flag=row["flag"],
            provenance=Provenance(
                source=figures.source,
                dataflow=figures.dataflow,
                vintage=figures.vintage,
                file_name=figures.file_name,
                sha256=figures.sha256,
                row=int(row["row"]),
                column=row.get("column") or figures.column,
                known_from=figures.known_from,
            ),
            part=row.get("part") or "",
        )
        for row in csv.DictReader(text.splitlines())
    )

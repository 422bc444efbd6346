"""The figures that the product carries with it, each with its cell."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable

from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.core.provenance import Provenance
from landenbenadering.evidence.reference import reference_folder


@dataclass(frozen=True, slots=True)
class ShippedFigures:
    """Figures of one publisher's file, without that file.

    `observations` name the line and column of the file in which they stand; the
    line itself can be shown once the file has been imported.
    """

    source: str
    dataflow: str
    vintage: str
    file_name: str
    sha256: str
    known_from: date
    observations: tuple[Observation, ...]


@cache
def shipped_figures() -> tuple[ShippedFigures, ...]:
    """Give the shipped figures, in order of the name of their description."""
    folder = reference_folder() / "figures"
    descriptions = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")),
        key=lambda entry: entry.name,
    )
    return tuple(_figures(folder, entry) for entry in descriptions)


def shipped_as(sha256: str) -> ShippedFigures | None:
    """Give the shipped figures that come from a file; `None` if none do."""
    return next((f for f in shipped_figures() if f.sha256 == sha256), None)


def _figures(folder: Traversable, description: Traversable) -> ShippedFigures:
    plain = tomllib.loads(description.read_text(encoding="utf-8"))
    indicator = Indicator(plain["indicator"])
    text = (folder / plain["figures"]).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:])
    return ShippedFigures(
        source=plain["source"],
        dataflow=plain["dataflow"],
        vintage=plain["vintage"],
        file_name=plain["file_name"],
        sha256=plain["sha256"],
        known_from=plain["known_from"],
        observations=tuple(
            Observation(
                indicator=indicator,
                reporter=reporter,
                citizenship=citizenship,
                year=int(year),
                value=int(value) if value else None,
                flag=flag,
                provenance=Provenance(
                    source=plain["source"],
                    dataflow=plain["dataflow"],
                    vintage=plain["vintage"],
                    file_name=plain["file_name"],
                    sha256=plain["sha256"],
                    row=int(row),
                    column=plain["column"],
                    known_from=plain["known_from"],
                ),
            )
            for reporter, citizenship, year, value, flag, row in rows
        ),
    )

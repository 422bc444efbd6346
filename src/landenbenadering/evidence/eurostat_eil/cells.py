"""The meaning of one cell of the enforcement statistics."""

import re
from dataclasses import dataclass

from landenbenadering.evidence.catalogue import Dataflow, Source
from landenbenadering.evidence.countries import LabelKind
from landenbenadering.evidence.personal import shown
from landenbenadering.evidence.tables.cells import (
    BadCell,
    count_of,
    label_of,
    with_parts,
    year_of,
)

_MISSING = frozenset({":", ""})
_REPORTING_AGGREGATE = re.compile(r"EU\d\d.*")


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads cells as `source` writes them.

    Attributes
    ----------
    source : Source
        Entry in the catalogue.
    last_year : int
        A later year cannot be in a file of that day.
    empty_is_missing : bool
        Whether an empty value means that there is none (SDMX-CSV). In the other
        layouts the publisher writes ":" and an empty cell is damage.
    """

    source: Source
    last_year: int
    empty_is_missing: bool

    def count(self, cell: str) -> int | None:
        """Read a number of persons; `None` where the publisher gives none."""
        if cell == ":" or (self.empty_is_missing and cell in _MISSING):
            return None
        return count_of(cell, source=self.source)

    def flags(self, cell: str) -> str:
        """Read flag letters, each known to the publisher and there once."""
        cell = cell.partition(":")[0]
        unknown = [letter for letter in cell if letter not in self.source.flags]
        if unknown or len(set(cell)) != len(cell):
            known = ", ".join(sorted(self.source.flags))
            problem = f"{shown(cell)} is not made of the flags {known}."
            raise BadCell("EVI146", problem)
        return cell

    def year(self, cell: str) -> int:
        """Read a year in which the statistic existed."""
        return year_of(cell, source=self.source, last_year=self.last_year)

    def citizenship(self, cell: str) -> str:
        """Give the code of a country, an aggregate or a group without country."""
        return label_of(cell, source=self.source).code

    def reporter(self, cell: str) -> str:
        """Give the code of a reporting state or of an aggregate of states."""
        label = label_of(cell, source=self.source)
        if label.kind is LabelKind.COUNTRY or _REPORTING_AGGREGATE.match(label.code):
            return label.code
        raise BadCell("EVI132", f"{shown(cell)} is not a reporting state.")

    def unit(self, cell: str) -> str:
        """Give the unit, which must be persons."""
        if not self.source.units.intersection(with_parts(cell)):
            problem = f"{shown(cell)} is not the unit of this statistic: persons."
            raise BadCell("EVI134", problem)
        return cell

    def member(self, cell: str, dimension: str) -> str | None:
        """Give the member that is the whole count; `None` for a known part of it."""
        members = self.source.dimensions[dimension]
        for text in with_parts(cell):
            if text in members.whole:
                return text
            if text in members.parts:
                return None
        raise BadCell(
            "EVI133",
            f"{shown(cell)} is not a known member of this column.",
            "Check the cell; if the publisher has a new member, add it to the "
            "catalogue.",
        )

    def indicator(self, cell: str, dataflow: Dataflow) -> str | None:
        """Give what a row counts, as `dataflow` names it; `None` if it is left out."""
        for text in with_parts(cell):
            if text in dataflow.indicator_by_label:
                return dataflow.indicator_by_label[text].value
            if text in dataflow.left_out:
                return None
        known = "; ".join(dataflow.indicator_by_label)
        problem = f"{shown(cell)} is not counted in {dataflow.code}."
        raise BadCell("EVI133", problem, f"{dataflow.code} counts: {known}.")

"""The meaning of one cell, or the reason why it has none."""

import re
from dataclasses import dataclass

from landenbenadering.evidence.catalogue import Dataflow, Source
from landenbenadering.evidence.countries import CountryLabel, LabelKind, country_labels
from landenbenadering.evidence.personal import shown

_MISSING = frozenset({":", ""})
_DIGITS = re.compile(r"\d+")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+")
_BLANK_GROUPS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
_ANY_GROUPS = re.compile(r"\d+(?:[, \u00a0\u202f]\d+)+|\d+,|,\d+")
_FRACTION = re.compile(r"[\d, ]*\.\d*|\d+(?:\.\d+)?[eE][+-]?\d+")
_NEGATIVE = re.compile(r"[-\u2212\u2013]\s*[\d.,]+|\([\d.,]+\)")
_YEAR = re.compile(r"\d{4}")
_REPORTING_AGGREGATE = re.compile(r"EU\d\d.*")
_CHECK = "Check the cell against the publisher's table and import the file again."


class BadCell(Exception):  # noqa: N818  (caught where the place is known)
    """A cell without a meaning; its place is added by the reader."""

    def __init__(self, code: str, problem: str, remedy: str = _CHECK) -> None:
        self.code = code
        self.problem = problem
        self.remedy = remedy
        super().__init__(problem)


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
        if _DIGITS.fullmatch(cell) and cell.isascii():
            persons = int(cell)
        elif _COMMA_GROUPS.fullmatch(cell) or _BLANK_GROUPS.fullmatch(cell):
            persons = int(re.sub(r"\D", "", cell))
        else:
            raise _not_a_count(cell)
        if persons > self.source.most_persons:
            problem = f"More than {self.source.most_persons:,} persons cannot be right."
            raise BadCell("EVI145", problem)
        return persons

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
        if not (_YEAR.fullmatch(cell) and cell.isascii()):
            problem = f"{shown(cell)} is not a year of four digits."
            remedy = "Import the annual table: one row per year."
            raise BadCell("EVI135", problem, remedy)
        if not self.source.first_year <= int(cell) <= self.last_year:
            problem = (
                f"The year {cell} is not between {self.source.first_year}, when the "
                f"statistic began, and {self.last_year}, when the file was made."
            )
            raise BadCell("EVI136", problem)
        return int(cell)

    def citizenship(self, cell: str) -> str:
        """Give the code of a country, an aggregate or a group without country."""
        return self._label(cell).code

    def reporter(self, cell: str) -> str:
        """Give the code of a reporting state or of an aggregate of states."""
        label = self._label(cell)
        if label.kind is LabelKind.COUNTRY or _REPORTING_AGGREGATE.match(label.code):
            return label.code
        raise BadCell("EVI132", f"{shown(cell)} is not a reporting state.")

    def unit(self, cell: str) -> str:
        """Give the unit, which must be persons."""
        if not self.source.units.intersection(_with_parts(cell)):
            problem = f"{shown(cell)} is not the unit of this statistic: persons."
            raise BadCell("EVI134", problem)
        return cell

    def member(self, cell: str, dimension: str) -> str | None:
        """Give the member that is the whole count; `None` for a known part of it."""
        members = self.source.dimensions[dimension]
        for text in _with_parts(cell):
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

    def indicator(self, cell: str, dataflow: Dataflow) -> str:
        """Give what a count of this row counts, as `dataflow` names it."""
        for text in _with_parts(cell):
            if text in dataflow.indicator_by_label:
                return dataflow.indicator_by_label[text].value
        known = "; ".join(dataflow.indicator_by_label)
        problem = f"{shown(cell)} is not counted in {dataflow.code}."
        raise BadCell("EVI133", problem, f"{dataflow.code} counts: {known}.")

    def _label(self, cell: str) -> CountryLabel:
        labels = country_labels(self.source.id)
        found = [labels[text] for text in _with_parts(cell) if text in labels]
        if found:
            return found[0]
        raise BadCell(
            "EVI131",
            f"{shown(cell)} is not a country, aggregate or group that this source is "
            "known to name.",
            "Check the spelling; if the publisher has a new name, add it to "
            "country_labels.csv with the country that it means.",
        )


def _with_parts(cell: str) -> tuple[str, ...]:
    """Give the cell and, of `NL:Netherlands`, the code before the colon."""
    code, colon, _ = cell.partition(":")
    return (cell, code.strip()) if colon and code else (cell,)


def _not_a_count(cell: str) -> BadCell:
    if not cell:
        return BadCell("EVI143", 'The cell is empty; a missing count is written ":".')
    if _NEGATIVE.fullmatch(cell):
        return BadCell("EVI141", f"{shown(cell)} is below 0; persons are counted.")
    if _FRACTION.fullmatch(cell):
        return BadCell("EVI142", f"{shown(cell)} has a fraction; persons are counted.")
    if _ANY_GROUPS.fullmatch(cell):
        return BadCell("EVI144", f"{shown(cell)} is not grouped in thousands.")
    return BadCell("EVI143", f"{shown(cell)} is not a number.")

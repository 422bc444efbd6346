"""The explorer: a reader changes a country's counts and sees the estimate respond."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from landenbenadering.measurement.cooperation.errors import NothingToCompareError
from landenbenadering.measurement.cooperation.results import Multiplier
from landenbenadering.measurement.cooperation.what_if import (
    SupposedCell,
    published_cells,
)
from landenbenadering.pipelines.cooperation import Cooperation
from landenbenadering.pipelines.what_if import what_if
from landenbenadering.web.dossiers.choices import not_offered
from landenbenadering.web.dossiers.cooperation.country import HOME
from landenbenadering.web.dossiers.cooperation.words import country_name, state_name

EXAMPLE = "JPN"
STATES_SHOWN = 4
LARGEST = 1_000_000
# The strip runs from a twentieth to twenty times the average country.
_ENDS = (0.05, 20.0)
_STRIP = 600
# As pages show counts, in either language: 1.820 or 1,820.
_IN_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[., \u00a0\u202f][0-9]{3})+")


@dataclass(frozen=True, slots=True)
class CountField:
    """One count that the reader can change.

    Attributes
    ----------
    text : str
        As the reader wrote it.
    published : int
    problem : str
        What is wrong with it; empty if nothing is.
    """

    name: str
    text: str
    published: int
    problem: str

    @property
    def value(self) -> int:
        """The number to work with; the published one where the text is none."""
        return self.published if self.problem else int(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """Orders and returns of one state in the year shown."""

    state: str
    cell: SupposedCell
    orders: CountField
    returns: CountField


@dataclass(frozen=True, slots=True)
class Strip:
    """An estimate as bars on a line, in units of a picture `_STRIP` wide."""

    label: str
    item: Multiplier
    low: float
    lower: float
    median: float
    upper: float
    high: float

    @property
    def wide(self) -> float:
        """Width of the 90 % bar."""
        return self.high - self.low

    @property
    def half(self) -> float:
        """Width of the 50 % bar."""
        return self.upper - self.lower


@dataclass(frozen=True, slots=True)
class Explored:
    """What the explorer shows.

    Attributes
    ----------
    year : int
        Whose counts can be changed.
    lines : tuple of Line
    only : bool
        Whether the counts of all other states and years are left out.
    published, changed : Multiplier or None
        Over all years; `None` where no orders are left.
    """

    iso3: str
    name: str
    year: int
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    only: bool
    published: Multiplier
    changed: Multiplier | None

    @property
    def problems(self) -> list[CountField]:
        """Fields that hold no count."""
        fields = [field for line in self.lines for field in (line.orders, line.returns)]
        return [field for field in fields if field.problem]

    @property
    def touched(self) -> bool:
        """Whether anything differs from what is published."""
        return self.only or any(
            field.value != field.published
            for line in self.lines
            for field in (line.orders, line.returns)
        )

    @property
    def strips(self) -> list[Strip]:
        """Give both estimates as bars."""
        shown = [_strip(_("as published"), self.published)]
        if self.changed is not None and self.touched:
            shown.append(_strip(_("with your numbers"), self.changed))
        return shown


def explored(known: Cooperation, query: QueryDict) -> Explored:
    """Read the explorer's form and answer it.

    Raises
    ------
    PageError
        PAG103: a country or a year without counts.
    """
    citizenships = known.basis.citizenships
    iso3 = query.get("country") or (
        EXAMPLE if EXAMPLE in citizenships else citizenships[0]
    )
    if iso3 not in citizenships:
        raise not_offered("country", iso3, citizenships)
    cells = published_cells(known.sampled, iso3)
    years = tuple(sorted({cell.year for cell in cells}))
    year = query.get("year") or str(years[-1])
    if year not in map(str, years):
        raise not_offered("year", year, list(map(str, years)))
    lines = tuple(_lines(cells, int(year), query))
    only = query.get("only") == "yes"
    reporter = known.basis.states[0] if known.basis.one_state else None
    return Explored(
        iso3=iso3,
        name=country_name(iso3),
        year=int(year),
        years=years,
        lines=lines,
        only=only,
        published=what_if(known, iso3, cells, reporter=reporter)[-1],
        changed=_answer(known, iso3, _changed(cells, lines, only=only), reporter),
    )


def _lines(
    cells: Iterable[SupposedCell], year: int, query: QueryDict
) -> Iterable[Line]:
    """Give the Netherlands and the states with most orders in a year."""
    of_year = sorted(
        (cell for cell in cells if cell.year == year),
        key=lambda cell: (cell.reporter != HOME, -cell.orders, cell.reporter),
    )
    for cell in of_year[:STATES_SHOWN]:
        yield Line(
            state=state_name(cell.reporter),
            cell=cell,
            orders=_field(query, f"orders-{cell.reporter}", cell.orders),
            returns=_field(query, f"returns-{cell.reporter}", cell.returns),
        )


def _field(query: QueryDict, name: str, published: int) -> CountField:
    text = query.get(name, "").strip() or str(published)
    if _IN_THOUSANDS.fullmatch(text):
        text = re.sub(r"\D", "", text)
    sound = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST))
    problem = ""
    if not sound or int(text) > LARGEST:
        problem = _("Give a whole number from 0 to %(most)s.") % {"most": LARGEST}
    return CountField(name, text, published, problem)


def _changed(
    cells: Iterable[SupposedCell], lines: Iterable[Line], *, only: bool
) -> list[SupposedCell]:
    """Put the reader's counts where they belong, next year's exposure included."""
    mine = {line.cell.reporter: line for line in lines}
    year = next((line.cell.year for line in mine.values()), 0)
    return [
        _moved(cell, mine.get(cell.reporter), year)
        for cell in cells
        if not only or (cell.year == year and cell.reporter in mine)
    ]


def _moved(cell: SupposedCell, line: Line | None, year: int) -> SupposedCell:
    if line is None:
        return cell
    if cell.year == year:
        orders = line.orders.value
        stands_for_last = cell.previous == cell.orders
        return replace(
            cell,
            orders=orders,
            previous=orders if stands_for_last else cell.previous,
            returns=line.returns.value,
        )
    if cell.year == year + 1:
        return replace(cell, previous=line.orders.value)
    return cell


def _answer(
    known: Cooperation, iso3: str, cells: list[SupposedCell], reporter: str | None
) -> Multiplier | None:
    try:
        return what_if(known, iso3, cells, reporter=reporter)[-1]
    except NothingToCompareError:
        return None


def _strip(label: str, item: Multiplier) -> Strip:
    return Strip(
        label=label,
        item=item,
        low=_across(item.ninety.lower),
        lower=_across(item.half.lower),
        median=_across(item.median),
        upper=_across(item.half.upper),
        high=_across(item.ninety.upper),
    )


def _across(multiplier: float) -> float:
    """Place a multiplier on the strip, twice and half equally far from 1."""
    least, most = map(math.log, _ENDS)
    share = (math.log(max(multiplier, 1e-9)) - least) / (most - least)
    return round(_STRIP * min(max(share, 0.0), 1.0), 1)


def marks() -> list[tuple[str, float]]:
    """Give the marks under the strip with their places."""
    return [
        (text, _across(value))
        for text, value in (
            ("1/10", 0.1),
            ("1/2", 0.5),
            ("1", 1.0),
            ("2", 2.0),
            ("10", 10.0),
        )
    ]

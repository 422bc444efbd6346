"""The table of countries: what is asked of it and what stands in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from landenbenadering.core.country import Country
from landenbenadering.core.language import Language
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.countries import countries
from landenbenadering.letters.formats import alphabetical_by_name
from landenbenadering.policy.facts import (
    Circle,
    Judgement,
    MobilityPartnership,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import Cooperation
from landenbenadering.web.dossiers.choices import not_offered
from landenbenadering.web.dossiers.words import REPORTERS
from landenbenadering.web.register.rows import folded

COLUMNS = ("name", "judgement", "linkages", "orders", "returns", "ratio", "missing")
TABLE_KINDS = ("judgement", "circle", "mobility_partnership")
JUDGEMENTS = ("smooth", "less_smooth", "none")


@dataclass(frozen=True, slots=True)
class TableQuery:
    """What is asked of the table.

    Attributes
    ----------
    text : str
        Part of a country's name or its code; empty for all.
    judgement : str
        `smooth`, `less_smooth`, `none` (nothing said) or empty for all.
    linked : bool
        Whether to show only countries with a linkage.
    reporter : str
        Whose figures: `NLD` or `EU28`.
    sort : str
        A column, with `-` in front for the largest first; empty for the table's
        own order.
    """

    text: str = ""
    judgement: str = ""
    linked: bool = False
    reporter: str = "NLD"
    sort: str = ""

    @property
    def filters(self) -> bool:
        """Whether the question leaves countries out."""
        return bool(self.text or self.judgement or self.linked)


@dataclass(frozen=True, slots=True)
class CountryRow:
    """One country of the table; `None` where nothing is known.

    Attributes
    ----------
    linkages : tuple of str
        The ids of its linkages.
    """

    country: Country
    name: str
    judgement: Record | None
    cooperation: Cooperation | None
    linkages: tuple[str, ...]
    figures: ReturnFigures | None


@dataclass(frozen=True, slots=True)
class CountryTable:
    """The rows that are shown.

    Attributes
    ----------
    total : int
        How many countries there are without the filters.
    sort : str
        The order that the rows are in, as in `TableQuery`.
    years : tuple of int
        First and last year of the figures; empty where no figure is known.
    """

    rows: tuple[CountryRow, ...]
    total: int
    sort: str
    years: tuple[int, ...]

    @property
    def shown_figures(self) -> list[ReturnFigures]:
        """The figures of the rows that have some."""
        return [row.figures for row in self.rows if row.figures is not None]


def read_table_query(query: Mapping[str, str]) -> TableQuery:
    """Read the question from an address.

    Raises
    ------
    PageError
        PAG103, when a value is not one of those that the page offers.
    """
    return TableQuery(
        text=query.get("q", "").strip(),
        judgement=_choice(query, "judgement", JUDGEMENTS),
        linked=_choice(query, "linkage", ("yes",)) == "yes",
        reporter=_choice(query, "reporter", tuple(REPORTERS)) or "NLD",
        sort=_choice(query, "sort", (*COLUMNS, *(f"-{name}" for name in COLUMNS))),
    )


def _choice(query: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = query.get(name, "")
    if value and value not in allowed:
        raise not_offered(name, value, allowed)
    return value


def country_table(
    query: TableQuery,
    *,
    register: Register,
    linkages: Mapping[str, tuple[str, ...]],
    figures: Iterable[ReturnFigures],
    language: Language,
) -> CountryTable:
    """Put the table together: countries with figures or named in the register.

    Parameters
    ----------
    register : Register
        At least what it holds of `TABLE_KINDS`.
    linkages : mapping
        The ids of the linkages of each country that has some.
    """
    by_country = {item.country: item for item in figures}
    rows = _rows(register, linkages, by_country, language)
    kept = [row for row in rows if _passes(row, query)]
    sort = query.sort or ("-orders" if by_country else "name")
    years = next(iter(by_country.values())).years if by_country else ()
    return CountryTable(
        rows=tuple(_sorted(kept, sort)),
        total=len(rows),
        sort=sort,
        years=(years[0].year, years[-1].year) if years else (),
    )


def _rows(
    register: Register,
    linkages: Mapping[str, tuple[str, ...]],
    figures: Mapping[str, ReturnFigures],
    language: Language,
) -> list[CountryRow]:
    judgements = {
        fact.country: (record, fact) for record, fact in register.of(Judgement)
    }
    named = {*figures, *judgements, *linkages, *_named_otherwise(register)}
    return [
        CountryRow(
            country=country,
            name=country.name.in_(language),
            judgement=judgements[code][0] if code in judgements else None,
            cooperation=judgements[code][1].cooperation if code in judgements else None,
            linkages=linkages.get(code, ()),
            figures=figures.get(code),
        )
        for code, country in countries().items()
        if code in named
    ]


def _named_otherwise(register: Register) -> set[str]:
    """Give the countries of mobility partnerships and those circles are about."""
    towards = {fact.towards for _, fact in register.of(Circle) if fact.towards}
    return towards | {fact.partner for _, fact in register.of(MobilityPartnership)}


def _passes(row: CountryRow, query: TableQuery) -> bool:
    if query.linked and not row.linkages:
        return False
    if query.judgement and (row.cooperation or "none") != query.judgement:
        return False
    wanted = folded(query.text)
    both = row.country.name
    searched = folded(f"{both.nl} {both.en} {row.country.iso3} {row.country.iso2}")
    return wanted in searched


def _sorted(rows: list[CountryRow], sort: str) -> list[CountryRow]:
    """Order rows; what is not known comes last in either direction."""
    place = {
        name: n for n, name in enumerate(alphabetical_by_name(r.name for r in rows))
    }
    by_name = sorted(rows, key=lambda row: place[row.name])
    column, descending = sort.lstrip("-"), sort.startswith("-")
    if column == "name":
        return by_name[::-1] if descending else by_name
    value = _VALUES[column]
    known = [(value(row), row) for row in by_name]
    ordered = sorted(
        ((number, row) for number, row in known if number is not None),
        key=lambda pair: pair[0],
        reverse=descending,
    )
    return [row for _, row in ordered] + [row for n, row in known if n is None]


def _judged(row: CountryRow) -> float | None:
    return None if row.cooperation is None else JUDGEMENTS.index(row.cooperation)


def _linked(row: CountryRow) -> float | None:
    return len(row.linkages) or None


def _orders(row: CountryRow) -> float | None:
    return None if row.figures is None else row.figures.orders


def _returns(row: CountryRow) -> float | None:
    return None if row.figures is None else row.figures.returns


def _ratio(row: CountryRow) -> float | None:
    bounds = None if row.figures is None else row.figures.ratio
    return None if bounds is None else bounds.lower


def _missing(row: CountryRow) -> float | None:
    return None if row.figures is None else row.figures.missing_share


_VALUES: Mapping[str, Callable[[CountryRow], float | None]] = {
    "judgement": _judged,
    "linkages": _linked,
    "orders": _orders,
    "returns": _returns,
    "ratio": _ratio,
    "missing": _missing,
}

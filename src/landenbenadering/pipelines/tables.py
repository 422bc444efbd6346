"""Measures as rows for tables, files and programs."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypedDict

from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.countries import (
    LabelKind,
    countries,
    country_labels,
)
from landenbenadering.pipelines.errors import PipelinesError

RATIO_CAUTION = Bilingual(
    nl="De verhouding is geen aandeel van één groep mensen: iemand telt in het jaar "
    "van vertrek, ongeacht het jaar van het terugkeerbesluit, dus zij kan boven "
    "100% uitkomen. Zij mengt zelfstandig en gedwongen vertrek, mist wie "
    "ongezien vertrok, en meet de registratie in de rapporterende staat evenzeer "
    "als de medewerking van het land van herkomst. De grenzen geven alleen de "
    "afronding weer.",
    en="The ratio is not a share of one group of people: a person counts in the year "
    "of departure, whatever the year of the order, so it can pass 100%. It mixes "
    "independent and forced departure, misses those who left unseen, and measures "
    "registration in the reporting state as much as cooperation of the country of "
    "origin. The bounds reflect rounding only.",
)

NOT_KNOWN = Bilingual(
    nl="Op {day} waren geen cijfers bekend.",
    en="No figures were known on {day}.",
)
NOT_KNOWN_OF = Bilingual(
    nl="Op {day} waren geen cijfers over {what} bekend.",
    en="No figures on {what} were known on {day}.",
)


class MeasureRow(TypedDict):
    """One country's measures; counts in persons, shares and ratios as fractions.

    `None` means that it cannot be told. `years` are those asked for, `years_used`
    those in which both counts are known.
    """

    iso3: str
    name_nl: str
    name_en: str
    reporter: str
    years: list[int]
    years_used: list[int]
    orders: int | None
    orders_lower: float | None
    orders_upper: float | None
    returns: int | None
    returns_lower: float | None
    returns_upper: float | None
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    without_return_lower: float | None
    without_return_upper: float | None
    missing_share: float
    vintages: list[str]


def measure_rows(figures: Iterable[ReturnFigures]) -> list[MeasureRow]:
    """Give one row per country, in the order of `figures`."""
    return [_row(item) for item in figures]


def _row(item: ReturnFigures) -> MeasureRow:
    name = countries()[item.country].name
    ratio = None
    if item.ratio is not None and item.orders and item.returns is not None:
        ratio = item.returns / item.orders
    orders_lower, orders_upper = _ends(item.orders_bounds)
    returns_lower, returns_upper = _ends(item.returns_bounds)
    ratio_lower, ratio_upper = _ends(item.ratio)
    without_lower, without_upper = _ends(item.without_return)
    return MeasureRow(
        iso3=item.country,
        name_nl=name.nl,
        name_en=name.en,
        reporter=item.reporter,
        years=[year.year for year in item.years],
        years_used=list(item.years_used),
        orders=item.orders,
        orders_lower=orders_lower,
        orders_upper=orders_upper,
        returns=item.returns,
        returns_lower=returns_lower,
        returns_upper=returns_upper,
        ratio=ratio,
        ratio_lower=ratio_lower,
        ratio_upper=ratio_upper,
        without_return_lower=without_lower,
        without_return_upper=without_upper,
        missing_share=item.missing_share,
        vintages=_vintages(item),
    )


def _ends(bounds: Interval | None) -> tuple[float | None, float | None]:
    return (None, None) if bounds is None else (bounds.lower, bounds.upper)


def _vintages(item: ReturnFigures) -> list[str]:
    """Name every extraction that the figures come from."""
    cells = [cell for year in item.years for cell in (year.orders, year.returns)]
    sources = {cell.provenance for cell in cells if cell is not None}
    return sorted({f"{source.dataflow} {source.vintage}" for source in sources})


def ratio_caution(language: Language) -> str:
    """Say in words what the ratio of returns to orders is not."""
    return RATIO_CAUTION.in_(language)


def not_known(
    language: Language,
    day: date,
    *,
    years: Sequence[int] | None = None,
    codes: Sequence[str] = (),
) -> str:
    """Say that no figures were known on `day`, of what was asked.

    Parameters
    ----------
    codes : sequence of str
        Countries, with their reporter, that were asked for.
    """
    asked = [*codes]
    if years:
        asked.append(f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0]))
    if not asked:
        return NOT_KNOWN.in_(language).format(day=day.isoformat())
    what = ", ".join(asked)
    return NOT_KNOWN_OF.in_(language).format(day=day.isoformat(), what=what)


def require_countries(codes: Sequence[str]) -> None:
    """Refuse codes that are not a known country's ISO 3166 alpha-3.

    Raises
    ------
    PipelinesError
        PIP201, naming every unknown code.
    """
    unknown = [code for code in codes if code not in countries()]
    if unknown:
        raise PipelinesError(
            "PIP201",
            problem=f"No country has the code {', '.join(unknown)}.",
            remedy="Use ISO 3166 alpha-3, as in GHA for Ghana.",
        )


def reporters() -> tuple[str, ...]:
    """Give the code of every state, and of every aggregate of the source of returns."""
    labels = country_labels("eurostat-eil").values()
    aggregates = {one.code for one in labels if one.kind is LabelKind.AGGREGATE}
    return (*countries(), *sorted(aggregates))


def require_reporter(code: str) -> None:
    """Refuse a reporter that is neither a country nor an aggregate of a source.

    Raises
    ------
    PipelinesError
        PIP202.
    """
    if code not in reporters():
        raise PipelinesError(
            "PIP202",
            problem=f"No state or aggregate reports under the code {code}.",
            remedy="Use ISO 3166 alpha-3, as in NLD, or an aggregate, as in EU28.",
        )

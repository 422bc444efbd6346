"""What the pages on cooperation show, as CSV and JSON."""

from collections.abc import Iterable

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.measurement.cooperation.results import Multiplier
from landenbenadering.pipelines.cooperation import Cooperation
from landenbenadering.pipelines.multiplier_rows import MULTIPLIER_CAUTION
from landenbenadering.web.design.csv_files import write_csv
from landenbenadering.web.dossiers.cooperation.words import country_name

Row = dict[str, object]

COLUMNS = (
    "iso3",
    "name",
    "met_by",
    "years",
    "multiplier",
    "multiplier_50_lower",
    "multiplier_50_upper",
    "multiplier_90_lower",
    "multiplier_90_upper",
    "probability_below",
    "threshold",
    "class",
    "no_class",
    "information",
    "orders",
    "returns",
    "states",
    "missing_share",
    "drivers",
)


def multiplier_file_rows(
    known: Cooperation, multipliers: Iterable[Multiplier]
) -> list[Row]:
    """Give a row for each multiplier; `met_by` is empty for all states together."""
    return [
        {
            "iso3": item.citizenship,
            "name": country_name(item.citizenship),
            "met_by": item.reporter,
            "years": list(item.years),
            "multiplier": item.median,
            "multiplier_50_lower": item.half.lower,
            "multiplier_50_upper": item.half.upper,
            "multiplier_90_lower": item.ninety.lower,
            "multiplier_90_upper": item.ninety.upper,
            "probability_below": item.below,
            "threshold": known.standard.threshold,
            "class": item.course.value,
            "no_class": None if item.no_class is None else item.no_class.value,
            "information": item.information,
            "orders": item.orders,
            "returns": item.returns,
            "states": item.states,
            "missing_share": item.missing_share,
            "drivers": [f"{one.reporter} {one.share:.2f}" for one in item.drivers],
        }
        for item in multipliers
    ]


def about(known: Cooperation, as_of: AsOf, language: Language) -> Row:
    """Say what rows rest on, and what they are not."""
    return {
        "known_on": as_of.known_on.isoformat(),
        "returns_counted": known.series.value,
        "sources": "; ".join(known.basis.vintages),
        "caution": MULTIPLIER_CAUTION.in_(language),
    }


def multipliers_csv(
    known: Cooperation,
    multipliers: Iterable[Multiplier],
    *,
    as_of: AsOf,
    language: Language,
) -> str:
    """Write multipliers as CSV; every row names its moment and sources."""
    said = about(known, as_of, language)
    rows = [{**row, **said} for row in multiplier_file_rows(known, multipliers)]
    return write_csv(rows, columns=(*COLUMNS, *said))

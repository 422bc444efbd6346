"""`landenbenadering exposure`: what binds a country and a sender."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable

from rich.box import SIMPLE
from rich.table import Table

from landenbenadering.cli.moment import moment
from landenbenadering.cli.terminal import output
from landenbenadering.core.exposure import Interdependence, Missing
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Language
from landenbenadering.core.observation import Unit
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.exposure_rows import (
    ExposureRow,
    TouchRow,
    exposure_caution,
    exposure_rows,
    touch_row,
)
from landenbenadering.pipelines.interdependence import (
    aid_touch,
    change_of,
    interdependence,
)
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.pipelines.tables import require_countries

_REASONS = {
    Missing.NO_FIGURE: "no figure",
    Missing.NO_WHOLE: "whole not known",
    Missing.NOT_ABOVE_ZERO: "whole may be nothing",
    Missing.OTHER_UNIT: "in another unit",
}
_SINGULAR = {"missions": "mission", "visas": "visa", "persons": "person"}
_DUTCH_MARKS = str.maketrans(",.", ".,")
_DUTCH = {
    "Tie": "Band",
    "Series": "Reeks",
    "Year": "Jaar",
    "Amount": "Bedrag of aantal",
    "Of the country's whole": "Van het geheel van het land",
    "Of the sender's whole": "Van het geheel van de afzender",
    "Asymmetry": "Asymmetrie",
    "Rank": "Rang",
    "No figure": "Geen cijfer",
    "aid": "hulp",
    "goods to sender": "goederen van land",
    "goods to country": "goederen naar land",
    "visas": "visa",
    "students": "studenten",
    "remittances": "overmakingen",
    "missions in country": "posten in land",
    "missions in sender": "posten van land",
    "persons": "personen",
    "missions": "posten",
    "mission": "post",
    "visa": "visum",
    "person": "persoon",
    "M": "mln.",
    "cannot tell": "niet te zeggen",
    "no figure": "geen cijfer",
    "whole not known": "geheel niet bekend",
    "whole may be nothing": "geheel is mogelijk niets",
    "in another unit": "in een andere eenheid",
    "no rate given, see --usd-rate": "geen koers gegeven, zie --usd-rate",
    "no rates given, see --usd-rate and --price-rate": "geen koersen gegeven, zie "
    "--usd-rate en --price-rate",
    "No share of the country's whole": "Geen aandeel in het geheel van het land",
    "No share of the sender's whole": "Geen aandeel in het geheel van de afzender",
    "Without a figure": "Zonder cijfer",
    "Of the sender's aid there": "Van de hulp van de afzender daar",
    "Of all aid there": "Van alle hulp daar",
    "Of the country's income": "Van het inkomen van het land",
}


def exposure(options: argparse.Namespace) -> None:
    """Print the ties, and what a change in aid would touch, in the form asked for."""
    require_countries([options.country])
    store, as_of = EvidenceStore(evidence_home()), moment(options)
    profile = interdependence(
        store,
        as_of=as_of,
        country=options.country,
        sender=options.sender,
        years=options.years,
    )
    touched = None
    if options.aid_change is not None:
        year, amount = options.aid_change
        touched = touch_row(
            aid_touch(
                store,
                as_of=as_of,
                country=options.country,
                sender=options.sender,
                year=year,
                change=change_of(
                    Interval(amount, amount),
                    year=year,
                    usd_rate=options.usd_rate,
                    prices=options.price_rate,
                ),
            )
        )
    match options.format:
        case "json":
            _write_json(profile, touched)
        case "csv":
            _write_csv(exposure_rows(profile))
        case _:
            _print_tables(profile, touched, options.language)


def _write_json(profile: Interdependence, touched: TouchRow | None) -> None:
    plain = {
        "country": profile.country,
        "sender": profile.sender,
        "members": list(profile.members),
        "exposures": exposure_rows(profile),
        "trends": [
            {
                "flow": one.flow,
                "series": one.series,
                "first": one.trend.first,
                "last": one.trend.last,
                "change_lower": one.trend.change.lower,
                "change_upper": one.trend.change.upper,
            }
            for one in profile.exposures
            if one.trend is not None
        ],
        "missing": list(profile.missing),
        "aid_change": touched,
    }
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")


def _write_csv(rows: list[ExposureRow]) -> None:
    writer = csv.DictWriter(
        sys.stdout, list(ExposureRow.__annotations__), lineterminator="\n"
    )
    writer.writeheader()
    for row in rows:
        plain = {
            key: "; ".join(value) if isinstance(value, list) else value
            for key, value in row.items()
        }
        writer.writerow(plain)


def _print_tables(
    profile: Interdependence, touched: TouchRow | None, language: Language
) -> None:
    console = output()
    table = Table(
        *(_word(name, language) for name in ("Tie", "Series", "Year")),
        title=f"{profile.country} – {profile.sender}",
        box=SIMPLE,
        padding=(0, 1),
    )
    for name in (
        "Amount",
        "Of the country's whole",
        "Of the sender's whole",
        "Asymmetry",
        "Rank",
    ):
        table.add_column(_word(name, language), justify="right")
    last = {(row["flow"], row["series"]): row for row in exposure_rows(profile)}
    for row in last.values():
        flow = _word(row["flow"].replace("_", " "), language)
        table.add_row(flow, row["series"], str(row["year"]), *_cells(row, language))
    console.print(table)
    for note in _notes(last.values(), language):
        console.print(note)
    if profile.missing:
        missing = [_word(one.replace("_", " "), language) for one in profile.missing]
        console.print(f"{_word('No figure', language)}: {', '.join(missing)}")
    if touched is not None:
        _print_touch(touched, language)
    console.print(exposure_caution(language))


def _notes(rows: Iterable[ExposureRow], language: Language) -> list[str]:
    """Say which shares cannot be told, and which members have no figure."""
    lacking: dict[tuple[str, str], list[str]] = {}
    absent: list[str] = []
    for row in rows:
        tie = f"{_word(row['flow'].replace('_', ' '), language)} {row['year']}"
        for whole, reason in (
            ("No share of the country's whole", row["of_country_missing"]),
            ("No share of the sender's whole", row["of_sender_missing"]),
        ):
            if reason is not None:
                lacking.setdefault((whole, reason), []).append(tie)
        if row["members_without_figure"]:
            absent.append(f"{tie}: {', '.join(row['members_without_figure'])}")
    said = [
        f"{_word(whole, language)}: {', '.join(ties)} "
        f"({_word(_REASONS[Missing(reason)], language)})"
        for (whole, reason), ties in lacking.items()
    ]
    return [*said, *(f"{_word('Without a figure', language)}, {a}" for a in absent)]


def _print_touch(touched: TouchRow, language: Language) -> None:
    console = output()
    for name, lower, upper, reason, rates in (
        (
            "Of the sender's aid there",
            touched["of_sender_aid_there_lower"],
            touched["of_sender_aid_there_upper"],
            touched["of_sender_aid_there_missing"],
            "no rates given, see --usd-rate and --price-rate",
        ),
        (
            "Of all aid there",
            touched["of_all_aid_there_lower"],
            touched["of_all_aid_there_upper"],
            touched["of_all_aid_there_missing"],
            "no rates given, see --usd-rate and --price-rate",
        ),
        (
            "Of the country's income",
            touched["of_income_lower"],
            touched["of_income_upper"],
            touched["of_income_missing"],
            "no rate given, see --usd-rate",
        ),
    ):
        why = _REASONS.get(Missing(reason), rates) if reason else ""
        unknown = f"{_word('cannot tell', language)} ({_word(why, language)})"
        said = _percent(lower, upper, language) or unknown
        console.print(f"{_word(name, language)}, {touched['year']}: {said}")


def _cells(row: ExposureRow, language: Language) -> tuple[str, str, str, str, str]:
    return (
        _amount(row["amount_lower"], row["amount_upper"], row["unit"], language),
        _percent(row["of_country_lower"], row["of_country_upper"], language) or "–",
        _percent(row["of_sender_lower"], row["of_sender_upper"], language) or "–",
        _times_as(row["asymmetry_lower"], row["asymmetry_upper"], language),
        "–"
        if row["country_rank"] is None
        else f"{row['country_rank']}/{row['country_rank_of']}",
    )


def _amount(
    lower: float | None, upper: float | None, unit: str, language: Language
) -> str:
    if lower is None or upper is None:
        return "–"
    middle = (lower + upper) / 2
    if unit.startswith("usd"):
        money = "USD 2022" if unit == Unit.USD_2022 else "USD"
        amount = _number(f"{middle / 1e6:,.2f}", language)
        return f"{amount} {_word('M', language)} {money}"
    named = _SINGULAR.get(unit, unit) if round(middle) == 1 else unit
    return f"{_number(f'{middle:,.0f}', language)} {_word(named, language)}"


def _number(text: str, language: Language) -> str:
    """Write a number with the marks of the language."""
    return text.translate(_DUTCH_MARKS) if language is Language.NL else text


def _percent(
    lower: float | None, upper: float | None, language: Language
) -> str | None:
    if lower is None or upper is None:
        return None
    first, last = (_number(f"{100 * end:.2f}", language) for end in (lower, upper))
    return f"{first}%" if first == last else f"{first}–{last}%"


def _times_as(lower: float | None, upper: float | None, language: Language) -> str:
    if lower is None or upper is None:
        return "–"
    return f"{_number(f'{(lower + upper) / 2:.1f}', language)}×"


def _word(name: str, language: Language) -> str:
    return _DUTCH.get(name, name) if language is Language.NL else name

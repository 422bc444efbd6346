"""`landenbenadering measure`: orders, returns and what can be said of them."""

import argparse
import csv
import io
import json
import sys

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from landenbenadering.cli.measure_checks import show_checks
from landenbenadering.cli.moment import moment
from landenbenadering.cli.terminal import late_progress, output
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.measurement.cooperation.results import Course, Standard
from landenbenadering.pipelines.country_rows import FIELDS, CountryRow, country_rows
from landenbenadering.pipelines.multiplier_rows import (
    Multipliers,
    multiplier_caution,
    multipliers_known,
    no_class_notes,
)
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.pipelines.tables import (
    not_known,
    ratio_caution,
    require_countries,
    require_reporter,
)

COURSES = {
    Course.SMOOTH.value: "smooth",
    Course.LESS_SMOOTH.value: "less smooth",
    Course.CANNOT_TELL.value: "cannot tell",
}
SUPPRESSED = Bilingual(
    nl="In de vermenigvuldiger geldt een verborgen telling met de vlag {flag} als "
    "{least} tot en met {most} personen: dat is een aanname van wie dit vraagt.",
    en="In the multiplier a hidden count with the flag {flag} is taken as {least} to "
    "{most} persons: that is an assumption of whoever asks.",
)
_DUTCH = {
    "Country": "Land",
    "Year": "Jaar",
    "Orders": "Besluiten",
    "Returns": "Terugkeer",
    "Ratio": "Verhouding",
    "Missing": "Ontbreekt",
    "Multiplier, all states": "Vermenigvuldiger, alle staten",
    "Multiplier": "Vermenigvuldiger",
    "Return runs": "Terugkeer loopt",
    "smooth": "soepel",
    "less smooth": "minder soepel",
    "cannot tell": "niet te zeggen",
}
_DUTCH_MARKS = str.maketrans(",.", ".,")


def measure(options: argparse.Namespace) -> None:
    """Print the measures, or the checks of them, as a table, CSV or JSON."""
    if options.checks:
        show_checks(options)
        return
    require_countries(options.country or ())
    require_reporter(options.reporter)
    store, as_of = EvidenceStore(evidence_home()), moment(options)
    with late_progress("Comparing countries") as watch:
        found = multipliers_known(
            store,
            as_of=as_of,
            reporter=options.reporter,
            series=Series(options.returns),
            standard=Standard(options.threshold, options.certainty),
            suppressed=dict(options.suppressed),
            watch=watch,
        )
    rows = country_rows(
        store,
        as_of=as_of,
        found=found,
        countries=options.country and list(dict.fromkeys(options.country)),
        years=options.years,
        by_year=options.by_year,
    )
    match options.format:
        case "json":
            plain = [row.plain() for row in rows]
            sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
        case "csv":
            sys.stdout.write(_as_csv(rows))
        case _:
            _print_table(rows, found, options)


def _as_csv(rows: list[CountryRow]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=FIELDS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {
                key: " ".join(map(str, value)) if isinstance(value, list) else value
                for key, value in row.plain().items()
            }
        )
    return stream.getvalue()


def _print_table(
    rows: list[CountryRow], found: Multipliers, options: argparse.Namespace
) -> None:
    console = output()
    known = [row for row in rows if row.measured["years_used"]]
    if not known:
        day = moment(options).known_on
        codes = [f"{code} ({options.reporter})" for code in options.country or ()]
        console.print(
            not_known(options.language, day, years=options.years, codes=codes)
        )
        return
    console.print(_table(rows, found, options))
    of_all = _together(found)
    reasons = [
        (
            row.measured["iso3"],
            row.compared["no_class" if of_all else "reporter_no_class"],
        )
        for row in rows
    ]
    for note in no_class_notes(options.language, reasons):
        console.print(note)
    for flag, (least, most) in options.suppressed:
        rule = SUPPRESSED.in_(options.language)
        console.print(rule.format(flag=flag, least=least, most=most))
    _print_cautions(console, found, options.language)


def _print_cautions(console: Console, found: Multipliers, language: Language) -> None:
    console.print(ratio_caution(language))
    console.print()
    console.print(multiplier_caution(language, found))


def _table(
    rows: list[CountryRow], found: Multipliers, options: argparse.Namespace
) -> Table:
    years = sorted({year for row in rows for year in row.measured["years"]})
    span = f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])
    title = f"{options.reporter}, {span}"
    language: Language = options.language
    country = _say("Country", language)
    table = Table("ISO3", country, title=title, box=SIMPLE, padding=(0, 1))
    if options.by_year:
        table.add_column(_say("Year", language))
    for heading in ("Orders", "Returns", "Ratio", "Missing"):
        table.add_column(_say(heading, language), justify="right")
    together = _together(found)
    of_all = _say("Multiplier, all states", language)
    of_one = f"{_say('Multiplier', language)}, {options.reporter}"
    table.add_column(of_all if together else of_one, justify="right")
    table.add_column(_say("Return runs", language))
    for row in rows:
        cells = _counts(row, by_year=options.by_year)
        words = [*cells, *_compared(row, together=together)]
        name = row.measured["name_nl" if language is Language.NL else "name_en"]
        told = [_say(word, language) for word in words]
        table.add_row(row.measured["iso3"], name, *told)
    return table


def _together(found: Multipliers) -> bool:
    """Say whether the table shows all states together, or the reporter alone."""
    return found.known is not None and not found.known.basis.one_state


def _say(text: str, language: Language) -> str:
    """Write a heading, a word or a number of the table in the language."""
    if language is Language.EN:
        return text
    return _DUTCH.get(text, text.translate(_DUTCH_MARKS))


def _counts(row: CountryRow, *, by_year: bool) -> list[str]:
    counted = row.measured
    cells = [
        _count(counted["orders"]),
        _count(counted["returns"]),
        _percent(counted["ratio_lower"], counted["ratio_upper"]),
        f"{counted['missing_share']:.0%}",
    ]
    return [str(counted["years"][0]), *cells] if by_year else cells


def _compared(row: CountryRow, *, together: bool) -> tuple[str, str]:
    """Give the multiplier with its 90 % interval, and the class."""
    found = row.compared
    median, lower, upper, course = (
        found["reporter_multiplier"],
        found["reporter_multiplier_90_lower"],
        found["reporter_multiplier_90_upper"],
        found["reporter_class"],
    )
    if together:
        median, lower, upper, course = (
            found["multiplier"],
            found["multiplier_90_lower"],
            found["multiplier_90_upper"],
            found["class"],
        )
    if median is None or course is None:
        return "–", "cannot tell"
    return f"{median:.2f} ({lower:.2f}–{upper:.2f})", COURSES[course]


def _count(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _percent(lower: float | None, upper: float | None) -> str:
    if lower is None or upper is None:
        return "cannot tell"
    return f"{100 * lower:.1f}–{100 * upper:.1f}%"

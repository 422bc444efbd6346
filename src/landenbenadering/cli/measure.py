"""`landenbenadering measure`: orders, returns and what can be said of them."""

import argparse
import csv
import io
import json
import sys

from rich.box import SIMPLE
from rich.table import Table

from landenbenadering.cli.moment import moment
from landenbenadering.cli.terminal import output
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.measure import measure as measure_countries
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.pipelines.tables import (
    MeasureRow,
    measure_rows,
    not_known,
    ratio_caution,
    require_countries,
    require_reporter,
)


def measure(options: argparse.Namespace) -> None:
    """Print the measures as a table, CSV or JSON."""
    require_countries(options.country or ())
    require_reporter(options.reporter)
    figures = measure_countries(
        EvidenceStore(evidence_home()),
        as_of=moment(options),
        reporter=options.reporter,
        countries=options.country,
        years=options.years,
    )
    rows = measure_rows(figures)
    match options.format:
        case "json":
            sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        case "csv":
            sys.stdout.write(_as_csv(rows))
        case _:
            _print_table(rows, options)


def _as_csv(rows: list[MeasureRow]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(
        stream, fieldnames=list(MeasureRow.__annotations__), lineterminator="\n"
    )
    writer.writeheader()
    for row in rows:
        plain = {
            key: " ".join(map(str, value)) if isinstance(value, list) else value
            for key, value in row.items()
        }
        writer.writerow(plain)
    return stream.getvalue()


def _print_table(rows: list[MeasureRow], options: argparse.Namespace) -> None:
    console = output()
    known = [row for row in rows if row["years_used"]]
    if not known:
        console.print(not_known(options.language, moment(options).known_on))
        return
    years = sorted({year for row in known for year in row["years"]})
    title = f"{options.reporter}, {years[0]}-{years[-1]}"
    table = Table("ISO3", "Country", title=title, box=SIMPLE, padding=(0, 1))
    for heading in ("Orders", "Returns", "Ratio", "Orders less returns"):
        table.add_column(heading, justify="right")
    table.add_column("Missing", justify="right")
    key = "name_nl" if options.language == "nl" else "name_en"
    for row in rows:
        table.add_row(row["iso3"], row[key], *_cells(row))  # type: ignore[literal-required]  # one of two keys of the row
    console.print(table)
    console.print(ratio_caution(options.language))


def _cells(row: MeasureRow) -> tuple[str, str, str, str, str]:
    return (
        _count(row["orders"]),
        _count(row["returns"]),
        _bounds(row["ratio_lower"], row["ratio_upper"], percent=True),
        _bounds(row["without_return_lower"], row["without_return_upper"]),
        f"{row['missing_share']:.0%}",
    )


def _count(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _bounds(lower: float | None, upper: float | None, *, percent: bool = False) -> str:
    if lower is None or upper is None:
        return "cannot tell"
    if percent:
        return f"{100 * lower:.1f}–{100 * upper:.1f}%"
    return f"{lower:,.0f} to {upper:,.0f}"

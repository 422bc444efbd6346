"""`landenbenadering measure --checks`: what would put the comparison in doubt."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterable

from rich.box import SIMPLE
from rich.table import Table

from landenbenadering.cli.moment import moment
from landenbenadering.cli.terminal import late_progress, output
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.measurement.cooperation.results import Standard
from landenbenadering.pipelines.check_rows import CheckRow, check_rows
from landenbenadering.pipelines.model_checks import model_checks
from landenbenadering.pipelines.settings import evidence_home

_PREDICTIVE = (
    Bilingual(
        nl="Lijkt het register op registers uit het model?",
        en="Does the register look like registers drawn from the model?",
    ),
    Bilingual(nl="Kenmerk", en="Feature"),
    Bilingual(nl="Gepubliceerd", en="Published"),
    Bilingual(nl="Getrokken, 90%", en="Drawn, 90%"),
)
_MOVES = (
    Bilingual(nl="Typisch", en="Typical"),
    Bilingual(nl="Grootste", en="Largest"),
)
_PRIORS = Bilingual(
    nl="Andere aannamen vooraf: factor waarmee vermenigvuldigers verschuiven",
    en="Other assumptions beforehand: factor by which multipliers move",
)
_STATES = Bilingual(
    nl="Eén staat weggelaten: factor waarmee vermenigvuldigers verschuiven",
    en="One state left out: factor by which multipliers move",
)
_WITHOUT = Bilingual(nl="Zonder", en="Without")
_ASSUMED = Bilingual(nl="Aanname", en="Assumption")
_MEANING = Bilingual(nl="Wat dat betekent", en="What that means")


def show_checks(options: argparse.Namespace) -> None:
    """Check the comparison that the other options ask for, and print it."""
    with late_progress("Checking the comparison") as watch:
        checks = model_checks(
            EvidenceStore(evidence_home()),
            as_of=moment(options),
            series=Series(options.returns),
            standard=Standard(options.threshold, options.certainty),
            watch=watch,
        )
    rows = check_rows(checks, options.language)
    match options.format:
        case "json":
            sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        case "csv":
            sys.stdout.write(_as_csv(rows))
        case _:
            _print(rows, options.language)


def _as_csv(rows: Iterable[CheckRow]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(
        stream, fieldnames=list(CheckRow.__annotations__), lineterminator="\n"
    )
    writer.writeheader()
    for row in rows:
        joined = {"changed": " ".join(row["changed"])}
        turned = {"reversed": " ".join(row["reversed"])}
        writer.writerow({**row, **joined, **turned})
    return stream.getvalue()


def _print(rows: list[CheckRow], language: Language) -> None:
    console = output()
    title, *headings = (text.in_(language) for text in (*_PREDICTIVE, _MEANING))
    table = Table(*headings, title=title, box=SIMPLE, padding=(0, 1))
    for row in _of(rows, "predictive"):
        bounds = f"{_number(row['drawn_lower'])}–{_number(row['drawn_upper'])}"
        cells = (_number(row["published"]), bounds)
        table.add_row(
            row["title"], *(_marks(cell, language) for cell in cells), row["meaning"]
        )
    console.print(table)
    for kind, name, heading in (
        ("prior", _PRIORS, _ASSUMED),
        ("without_state", _STATES, _WITHOUT),
    ):
        console.print(_moves(_of(rows, kind), name, heading, language))


def _moves(
    rows: Iterable[CheckRow], title: Bilingual, heading: Bilingual, language: Language
) -> Table:
    words = (text.in_(language) for text in (heading, *_MOVES, _MEANING))
    table = Table(*words, title=title.in_(language), box=SIMPLE, padding=(0, 1))
    for row in rows:
        largest = f"{_number(row['largest_factor'])} ({row['moved_most']})"
        table.add_row(
            row["title"],
            _marks(_number(row["typical_factor"]), language),
            _marks(largest, language),
            row["meaning"],
        )
    return table


def _of(rows: Iterable[CheckRow], kind: str) -> list[CheckRow]:
    return [row for row in rows if row["check"] == kind]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _marks(text: str, language: Language) -> str:
    return text.replace(".", ",") if language is Language.NL else text

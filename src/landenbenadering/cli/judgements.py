"""`landenbenadering judgements`: the ministry's judgement beside the counts."""

import argparse
import csv
import io
import json
import sys
from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.table import Table

from landenbenadering.cli.moment import moment, today
from landenbenadering.cli.prepare import prepare
from landenbenadering.cli.terminal import late_progress, output, progress_bar
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.cooperation.results import Multiplier
from landenbenadering.pipelines.cooperation import cooperation
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.pipelines.tables import require_reporter

if TYPE_CHECKING:
    from landenbenadering.web.dossiers.cooperation.judged import JudgementRow

HOME = "NLD"
NO_ESTIMATE = "no_estimate"
NOTHING_JUDGED = Bilingual(
    nl="Op {day} was geen oordeel van het ministerie bekend.",
    en="No judgement of the ministry was known on {day}.",
)
AGGREGATE = Bilingual(
    nl="{reporter} is geen rapporterende staat maar een optelsom, en heeft geen eigen "
    "schatting. Laat --reporter weg voor alle staten samen.",
    en="{reporter} is a sum and no reporting state, and has no estimate of its own. "
    "Leave --reporter out for all states together.",
)
NO_COUNTS = Bilingual(
    nl="Van {what} zijn geen bruikbare tellingen bekend.",
    en="No usable counts of {what} are known.",
)
_HEADINGS = (
    Bilingual(nl="Land", en="Country"),
    Bilingual(nl="Oordeel", en="Judgement"),
    Bilingual(nl="Vermenigvuldiger", en="Multiplier"),
    Bilingual(nl="Terugkeer loopt", en="Return runs"),
    Bilingual(nl="Eens?", en="Agreed?"),
    Bilingual(nl="Mogelijke redenen", en="What may lie behind it"),
)
_WORDS = {
    "smooth": Bilingual(nl="soepel", en="smooth"),
    "less_smooth": Bilingual(nl="minder soepel", en="less smooth"),
    "cannot_tell": Bilingual(nl="niet te zeggen", en="cannot tell"),
    "agree": Bilingual(nl="eens", en="agree"),
    "differ": Bilingual(nl="oneens", en="differ"),
    "undecided": Bilingual(nl="onbeslist", en="undecided"),
    NO_ESTIMATE: Bilingual(nl="geen schatting", en="no estimate"),
}


def judgements(options: argparse.Namespace) -> None:
    """Set every judgement that held on a day beside the estimate."""
    if options.reporter is not None:
        require_reporter(options.reporter)
    with progress_bar() as bar:
        prepare(bar)
    with late_progress("Comparing countries") as watch:
        known = cooperation(
            EvidenceStore(evidence_home()), as_of=moment(options), watch=watch
        )
    found, home = (
        {
            item.citizenship: item
            for item in known.on_average(reporter=reporter, years=options.years)
        }
        for reporter in (options.reporter, HOME)
    )
    judged_on = AsOf(options.judged_on or today())
    rows = _rows(judged_on, found, home, options.language)
    match options.format:
        case "json":
            sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        case "csv":
            sys.stdout.write(_as_csv(rows))
        case _:
            _print(rows, options, judged_on)


def _rows(
    as_of: AsOf,
    found: dict[str, Multiplier],
    home: dict[str, Multiplier],
    language: Language,
) -> "list[JudgementRow]":
    from django.utils import translation

    from landenbenadering.web.dossiers.cooperation.judged import (
        judged_countries,
        judgement_rows,
    )
    from landenbenadering.web.register.selectors import register_as_of

    with translation.override(language.value):
        judged = judged_countries(
            register_as_of(as_of),
            lambda _record, iso3: found.get(iso3),
            home=lambda _record, iso3: home.get(iso3),
        )
        return list(judgement_rows(judged))


def _as_csv(rows: "list[JudgementRow]") -> str:
    from landenbenadering.web.dossiers.cooperation.judged import JudgementRow

    stream = io.StringIO()
    fields = list(JudgementRow.__annotations__)
    writer = csv.DictWriter(stream, fieldnames=fields, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        years, reasons = map(str, row["years"]), row["reasons"]
        writer.writerow({**row, "years": " ".join(years), "reasons": " ".join(reasons)})
    return stream.getvalue()


def _print(
    rows: "list[JudgementRow]", options: argparse.Namespace, judged_on: AsOf
) -> None:
    console, language = output(), options.language
    if not rows:
        day = judged_on.known_on.isoformat()
        console.print(NOTHING_JUDGED.in_(language).format(day=day))
        return
    console.print(_table(rows, language))
    if any(row["multiplier"] is not None for row in rows):
        return
    if options.reporter is not None and not options.reporter.isalpha():
        console.print(AGGREGATE.in_(language).format(reporter=options.reporter))
        return
    ends = dict.fromkeys((options.years or ())[:1] + (options.years or ())[-1:])
    asked = [
        *([options.reporter] if options.reporter else ()),
        "-".join(map(str, ends)),
    ]
    what = ", ".join(filter(None, asked))
    console.print(NO_COUNTS.in_(language).format(what=what))


def _table(rows: "list[JudgementRow]", language: Language) -> Table:
    headings = (heading.in_(language) for heading in _HEADINGS)
    table = Table("ISO3", *headings, box=SIMPLE, padding=(0, 1))
    for row in rows:
        table.add_row(
            row["iso3"],
            row["name_nl" if language is Language.NL else "name_en"],
            _WORDS[row["judgement"]].in_(language),
            _interval(row, language),
            "–" if row["class"] is None else _WORDS[row["class"]].in_(language),
            _WORDS[row["relation"]].in_(language),
            " ".join(row["reasons"]),
        )
    return table


def _interval(row: "JudgementRow", language: Language) -> str:
    if row["multiplier"] is None:
        return "–"
    text = (
        f"{row['multiplier']:.2f} "
        f"({row['multiplier_90_lower']:.2f}–{row['multiplier_90_upper']:.2f})"
    )
    return text.replace(".", ",") if language is Language.NL else text

"""`landenbenadering chain`: what is recorded from request to departure."""

import argparse
import csv
import json
import sys

from rich.box import SIMPLE
from rich.table import Table

from landenbenadering.cli.moment import moment
from landenbenadering.cli.prepare import prepare
from landenbenadering.cli.terminal import output, progress_bar
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Language
from landenbenadering.letters.formats import format_ratio
from landenbenadering.pipelines.chain_rows import (
    CHAIN_KINDS,
    ChainRow,
    ChainTold,
    chain_as_plain,
    chain_rows,
    chain_told,
)
from landenbenadering.pipelines.tables import require_countries

_DUTCH = {
    "Counted": "Geteld",
    "Period": "Periode",
    "Stage": "Stap",
    "Published": "Gepubliceerd",
    "Lies between": "Ligt tussen",
    "cannot tell": "niet te zeggen",
    "hidden": "afgeschermd",
    "fewer than": "minder dan",
    "Nothing is recorded.": "Er is niets vastgelegd.",
    "Granted documents that were used": "Verleende documenten die zijn gebruikt",
    "grants": "verleningen",
    "decisions": "terugkeerbesluiten",
    "requests": "aanvragen",
    "answered": "beantwoord",
    "nationality confirmed": "nationaliteit bevestigd",
    "document promised": "document toegezegd",
    "document issued": "document afgegeven",
    "departed": "vertrokken",
    "independent": "zelfstandig",
    "forced": "gedwongen",
    "unknown destination": "bestemming onbekend",
}


def chain(options: argparse.Namespace) -> None:
    """Print counts, rates and what became of granted documents, as asked for."""
    require_countries([options.country])
    as_of = moment(options)
    with progress_bar() as bar:
        prepare(bar)
    from landenbenadering.web.register.selectors import register_of_kinds

    register = register_of_kinds(CHAIN_KINDS, as_of)
    told = chain_told(register, country=options.country)
    match options.format:
        case "json":
            text = json.dumps(chain_as_plain(told), ensure_ascii=False, indent=2)
            sys.stdout.write(text + "\n")
        case "csv":
            columns = list(ChainRow.__annotations__)
            writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(chain_rows(told))
        case _:
            _print(told, options.language)


def _print(told: ChainTold, language: Language) -> None:
    console = output()
    rows = chain_rows(told)
    if rows:
        names = ("Counted", "Period", "Stage", "Published", "Lies between")
        headings = (_word(name, language) for name in names)
        table = Table(*headings, box=SIMPLE, padding=(0, 1), title=told.country)
        for row in rows:
            table.add_row(*_cells(row, language))
        console.print(table)
    for one in told.funnels:
        issuance = [] if one.funnel.issuance is None else [one.funnel.issuance]
        for rate in (*one.funnel.rates, *issuance):
            stages = (
                _word(stage.value, language) for stage in (rate.earlier, rate.later)
            )
            said = " → ".join(stages)
            if rate.departure is not None:
                said += f" ({_word(rate.departure.value, language)})"
            share = _share(rate.interval, language)
            console.print(f"{one.record.id}: {said}: {share}", markup=False)
    together = told.together
    if together is not None:
        share = _share(together.used_share, language)
        said = _word("Granted documents that were used", language)
        count = f"{_word('grants', language)}: {together.grants}"
        console.print(f"{said}: {share} ({count})", markup=False)
    elif not rows:
        console.print(_word("Nothing is recorded.", language))


def _cells(row: ChainRow, language: Language) -> tuple[str, ...]:
    stage = _word(row["stage"], language)
    if row["departure"] is not None:
        stage += f" ({_word(row['departure'], language)})"
    published = _word("hidden", language)
    if row["published"] is not None:
        published = str(row["published"])
    elif row["fewer_than"] is not None:
        published = f"{_word('fewer than', language)} {row['fewer_than']}"
    between = _word("cannot tell", language)
    if row["lower"] is not None and row["upper"] is not None:
        between = f"{row['lower']:.0f}–{row['upper']:.0f}"
    counted = row["counted_nl"] if language is Language.NL else row["counted_en"]
    return counted, f"{row['since']} – {row['until']}", stage, published, between


def _share(bounds: Interval | None, language: Language) -> str:
    return _word("cannot tell", language) if bounds is None else format_ratio(bounds)


def _word(text: str, language: Language) -> str:
    plain = text.replace("_", " ")
    return _DUTCH.get(plain, plain) if language is Language.NL else plain

"""`landenbenadering chain`: what is recorded from request to departure."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from math import isinf

from rich.box import SIMPLE
from rich.table import Table

from landenbenadering.cli.moment import moment
from landenbenadering.cli.prepare import prepare
from landenbenadering.cli.terminal import output, progress_bar
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Language
from landenbenadering.core.readiness import Readiness
from landenbenadering.letters.formats import format_ratio
from landenbenadering.pipelines.chain_lines import ChainLine, chain_lines
from landenbenadering.pipelines.chain_rows import (
    CHAIN_KINDS,
    ChainRow,
    ChainTold,
    chain_as_plain,
    chain_rows,
    chain_told,
)
from landenbenadering.pipelines.recorded_chain import RecordedFunnel, contradictions
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
    "Median days to the document": "Middelste aantal dagen tot het document",
    "Requests still open at the end": "Aanvragen nog open aan het eind",
    "Documents issued that came within the agreed days": (
        "Afgegeven documenten die binnen de afgesproken dagen kwamen"
    ),
    "The later stage counts more: old cases or other people": (
        "De latere stap telt meer: oude zaken of andere mensen"
    ),
    "Periods of grants overlap: they are not added up": (
        "Periodes van verleningen overlappen: zij zijn niet opgeteld"
    ),
    "Contradict each other": "Spreken elkaar tegen",
    "documents granted": "verleende documenten",
    "used": "gebruikt",
    "holder no longer found": "houder niet meer gevonden",
    "days available": "dagen beschikbaar",
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
            columns = list(ChainLine.__annotations__)
            writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(chain_lines(told))
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
    for line in _lines(told, language):
        console.print(line, markup=False)
    together = told.together
    if together is not None:
        share = _share(together.used_share, language)
        said = _word("Granted documents that were used", language)
        count = f"{_word('grants', language)}: {together.grants}"
        console.print(f"{said}: {share} ({count})", markup=False)
    elif not rows and not told.grants:
        console.print(_word("Nothing is recorded.", language))


def _lines(told: ChainTold, language: Language) -> Iterator[str]:
    for one in told.funnels:
        for line in (*_rates(one, language), *_waits(one, language)):
            yield f"{one.record.id}: {line}"
        for before, after in one.larger_than_before:
            stages = (_word(stage.value, language) for stage in (before, after))
            said = _word(
                "The later stage counts more: old cases or other people", language
            )
            yield f"{one.record.id}: {' → '.join(stages)}: {said}"
    for found in contradictions(told.funnels):
        stage = _word(found.stage.value, language)
        heading = _word("Contradict each other", language)
        both = f"{found.one[0].record.id}, {found.other[0].record.id}"
        yield f"{heading}: {both} ({stage})"
    for record, granted in told.grants:
        yield f"{record.id}: {_granted(granted, language)}"
    if told.overlapping:
        yield _word("Periods of grants overlap: they are not added up", language)


def _rates(one: RecordedFunnel, language: Language) -> Iterator[str]:
    issuance = [] if one.funnel.issuance is None else [one.funnel.issuance]
    for rate in (*one.funnel.rates, *issuance):
        stages = (_word(stage.value, language) for stage in (rate.earlier, rate.later))
        said = " → ".join(stages)
        if rate.departure is not None:
            said += f" ({_word(rate.departure.value, language)})"
        yield f"{said}: {_share(rate.interval, language)}"


def _waits(one: RecordedFunnel, language: Language) -> Iterator[str]:
    if one.waits is not None:
        said = _word("Median days to the document", language)
        yield f"{said}: {_whole(one.waits.median_days, language)}"
    if one.waiting is not None:
        said = _word("Requests still open at the end", language)
        yield f"{said}: {_whole(one.waiting, language)}"
    for held in one.terms:
        said = _word("Documents issued that came within the agreed days", language)
        share = _share(held.share, language)
        yield f"{said} ({held.agreement.id}, {held.term.limit}): {share}"


def _granted(one: Readiness, language: Language) -> str:
    said = (
        ("documents granted", _whole(one.granted, language)),
        ("used", _share(one.used_share, language)),
        ("holder no longer found", _share(one.not_found_share, language)),
        ("days available", _whole(one.available_days, language)),
    )
    return "; ".join(f"{_word(name, language)}: {text}" for name, text in said)


def _whole(bounds: Interval | None, language: Language) -> str:
    if bounds is None:
        return _word("cannot tell", language)
    if isinf(bounds.upper):
        return f"≥ {bounds.lower:.0f}"
    lower, upper = f"{bounds.lower:.0f}", f"{bounds.upper:.0f}"
    return lower if lower == upper else f"{lower}–{upper}"


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
        between = _whole(Interval(row["lower"], row["upper"]), language)
    counted = row["counted_nl"] if language is Language.NL else row["counted_en"]
    return counted, f"{row['since']} – {row['until']}", stage, published, between


def _share(bounds: Interval | None, language: Language) -> str:
    return _word("cannot tell", language) if bounds is None else format_ratio(bounds)


def _word(text: str, language: Language) -> str:
    plain = text.replace("_", " ")
    return _DUTCH.get(plain, plain) if language is Language.NL else plain

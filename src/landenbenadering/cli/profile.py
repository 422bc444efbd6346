"""`landenbenadering profile`: a country against Article 25a of the Visa Code."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Sequence
from typing import TypedDict

from rich.box import SIMPLE
from rich.table import Table

from landenbenadering.cli.moment import moment
from landenbenadering.cli.terminal import output
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.core.visa_profile import (
    ProfilePart,
    VisaCodePart,
    VisaProfile,
)
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.pipelines.tables import (
    not_known,
    require_countries,
    require_reporter,
)
from landenbenadering.pipelines.visa_profile import (
    PART_NAMES,
    STATE_NAMES,
    visa_profiles,
)

_HEADINGS = (
    Bilingual(nl="Onderdeel", en="Part"),
    Bilingual(nl="Wat bekend is", en="What is known"),
    Bilingual(nl="Waarde", en="Value"),
    Bilingual(nl="Jaren", en="Years"),
)


class PartRow(TypedDict):
    """One part of one reporter's profile; `None` where nothing is known."""

    iso3: str
    reporter: str
    part: str
    state: str
    value_lower: float | None
    value_upper: float | None
    years_used: list[int]
    figures: int


def profile(options: argparse.Namespace) -> None:
    """Show which parts of the yearly assessment have data, and what they say."""
    require_countries((options.country,))
    for code in options.reporter or ():
        require_reporter(code)
    found = visa_profiles(
        EvidenceStore(evidence_home()),
        as_of=moment(options),
        country=options.country,
        reporters=options.reporter,
        years=options.years,
    )
    rows = [_row(one, part) for one in found for part in one.parts]
    match options.format:
        case "json":
            sys.stdout.write(json.dumps(rows, indent=2) + "\n")
        case "csv":
            sys.stdout.write(_as_csv(rows))
        case _:
            _print(found, options)


def _row(one: VisaProfile, part: ProfilePart) -> PartRow:
    return PartRow(
        iso3=one.country,
        reporter=one.reporter,
        part=part.part.value,
        state=part.state.value,
        value_lower=None if part.value is None else part.value.lower,
        value_upper=None if part.value is None else part.value.upper,
        years_used=list(part.years),
        figures=part.cells,
    )


def _as_csv(rows: Sequence[PartRow]) -> str:
    stream = io.StringIO()
    fields = list(PartRow.__annotations__)
    writer = csv.DictWriter(stream, fieldnames=fields, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        years = " ".join(map(str, row["years_used"]))
        writer.writerow({**row, "years_used": years})
    return stream.getvalue()


def _print(found: Sequence[VisaProfile], options: argparse.Namespace) -> None:
    console, language = output(), options.language
    if not found:
        day = moment(options).known_on
        console.print(not_known(language, day, years=options.years))
        return
    for one in found:
        headings = (heading.in_(language) for heading in _HEADINGS)
        title = f"{one.country}, {one.reporter}"
        table = Table(*headings, title=title, box=SIMPLE, padding=(0, 1))
        for part in one.parts:
            years = f"{part.years[0]}-{part.years[-1]}" if part.years else "–"
            table.add_row(
                PART_NAMES[part.part].in_(language),
                STATE_NAMES[part.state].in_(language),
                _value(part, language),
                years,
            )
        console.print(table)


def _value(part: ProfilePart, language: Language) -> str:
    if part.value is None:
        return "–"
    low, high = part.value.lower, part.value.upper
    persons = part.part is VisaCodePart.DECISIONS
    text = f"{low:,.0f}–{high:,.0f}" if persons else f"{low:.3f}–{high:.3f}"
    marks = str.maketrans(",.", ".,")
    return text.translate(marks) if language is Language.NL else text

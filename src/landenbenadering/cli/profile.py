"""`landenbenadering profile`: a country against Article 25a of the Visa Code."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Sequence

from rich.box import SIMPLE
from rich.table import Table

from landenbenadering.cli.moment import moment
from landenbenadering.cli.prepare import prepare
from landenbenadering.cli.terminal import output, progress_bar
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.core.visa_profile import (
    CountedMeasure,
    ProfilePart,
    VisaCodePart,
    VisaProfile,
)
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.profile_rows import (
    ProfileRow,
    measure_text,
    profile_rows,
)
from landenbenadering.pipelines.recorded_chain import recorded_funnels
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.pipelines.tables import (
    not_known,
    require_countries,
    require_reporter,
)
from landenbenadering.pipelines.visa_profile import (
    MEASURE_NAMES,
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


def profile(options: argparse.Namespace) -> None:
    """Show which parts of the yearly assessment have data, and what they say."""
    require_countries((options.country,))
    for code in options.reporter or ():
        require_reporter(code)
    as_of = moment(options)
    with progress_bar() as bar:
        prepare(bar)
    from landenbenadering.web.register.selectors import register_of_kinds

    register = register_of_kinds(("chain_counts",), as_of)
    found = visa_profiles(
        EvidenceStore(evidence_home()),
        as_of=as_of,
        country=options.country,
        reporters=options.reporter,
        years=options.years,
        funnels=recorded_funnels(register, country=options.country),
    )
    rows = profile_rows(found)
    match options.format:
        case "json":
            text = json.dumps(rows, ensure_ascii=False, indent=2)
            sys.stdout.write(text + "\n")
        case "csv":
            sys.stdout.write(_as_csv(rows))
        case _:
            _print(found, options)


def _as_csv(rows: Sequence[ProfileRow]) -> str:
    stream = io.StringIO()
    fields = list(ProfileRow.__annotations__)
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
        reporters = ", ".join(options.reporter or ())
        asked = f"{options.country} ({reporters})" if reporters else options.country
        console.print(not_known(language, day, years=options.years, codes=[asked]))
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
            for measure in part.counted:
                table.add_row(*_counted(measure, language))
        console.print(table)


def _counted(one: CountedMeasure, language: Language) -> tuple[str, ...]:
    name = MEASURE_NAMES[one.measure].in_(language)
    whom = f"{one.reporter}: {one.counted.in_(language)} ({one.record})"
    value = measure_text(one, language)
    return f"  {name}", whom, value, f"{one.since} – {one.until}"


def _value(part: ProfilePart, language: Language) -> str:
    if part.value is None:
        return "–"
    low, high = part.value.lower, part.value.upper
    persons = part.part is VisaCodePart.DECISIONS
    text = f"{low:,.0f}–{high:,.0f}" if persons else f"{low:.3f}–{high:.3f}"
    marks = str.maketrans(",.", ".,")
    return text.translate(marks) if language is Language.NL else text

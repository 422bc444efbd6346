"""Write the tables of the page on the register of the domain from the shipped files.

Run as `python -m tools.register_tables` after a change of the files
`domain-*.toml` of the shipped register; the tests compare the page with them.
"""

import re
from pathlib import Path

from landenbenadering.core.citation import Citation
from landenbenadering.evidence.countries import countries
from landenbenadering.pipelines.reference import reference_records, register_file
from landenbenadering.policy.checks import citations_of, countries_of
from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.dealings import (
    Instrument,
    Performance,
    Position,
    Situation,
)
from landenbenadering.policy.facts import Document, Fact, Judgement, Statement
from landenbenadering.policy.record import Record

CHECKOUT = Path(__file__).resolve().parents[1]
SHIPPED = CHECKOUT / "src" / "landenbenadering" / "reference" / "register"
PAGE = CHECKOUT / "docs" / "reference" / "register-of-the-domain.md"
# Each table stands between `<!-- table: kind … -->` and `<!-- end -->`.
_TABLE = re.compile(r"(<!-- table: ([a-z_ ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def domain_records() -> list[Record]:
    """Give the records of the shipped files on the domain, in order of the files."""
    files = sorted(SHIPPED.glob("domain-*.toml"))
    return [record for file in files for record in register_file(file)]


def with_tables(text: str) -> str:
    """Give the text of the page with every table written anew."""
    records = domain_records()
    papers = {r.id: r.fact for r in reference_records() if isinstance(r.fact, Document)}

    def table(match: re.Match[str]) -> str:
        kinds = match[2].split()
        found = [r for r in records if kind_name(type(r.fact)) in kinds]
        return match[1] + _table(found, papers) + match[3]

    return _TABLE.sub(table, text)


def _table(records: list[Record], papers: dict[str, Document]) -> str:
    lines = [
        "| record | what | valid | known from | rests on |",
        "|---|---|---|---|---|",
    ]
    lines += [_row(record, papers) for record in records]
    return "\n".join(lines) + "\n"


def _row(record: Record, papers: dict[str, Document]) -> str:
    version = f" ({record.version})" if record.version > 1 else ""
    cited = "; ".join(_place(place, papers) for place in citations_of(record))
    if isinstance(record.fact, Document):
        cited = record.fact.number
    cells = (
        f"`{record.id}`{version}",
        _what(record.fact),
        _validity(record),
        record.known_from.isoformat(),
        cited,
    )
    return f"| {' | '.join(cells)} |"


def _what(fact: Fact) -> str:
    if isinstance(fact, Instrument):
        return f"{fact.text.en} ({_use(fact)})"
    text = getattr(fact, "text", None) or getattr(fact, "title", None)
    outcome = getattr(fact, "outcome", None)
    said = ". ".join(part.en.removesuffix(".") for part in (text, outcome) if part)
    named = ", ".join(countries()[code].name.en for code in countries_of(fact))
    if isinstance(fact, Judgement):
        return f"{named}: cooperation is `{fact.cooperation}`"
    if isinstance(fact, Performance):
        return f"counted {fact.least} to {fact.most} of `{fact.term}`"
    if isinstance(fact, Statement | Situation | Position) or not named:
        return said
    return f"{named}: {said}" if said else named


def _use(fact: Instrument) -> str:
    directions = " or ".join(fact.directions)
    used = ", ".join(fact.used_by)
    parts = (
        f"`{fact.policy_area}`",
        directions and f"`{directions}`",
        f"used by: {used}" if used else "not known to be used",
    )
    return "; ".join(part for part in parts if part)


def _validity(record: Record) -> str:
    dates = (record.valid_from, record.valid_until)
    start, end = ("" if one is None else str(one) for one in dates)
    return f"{start} to {end}" if end else start


def _place(place: Citation, papers: dict[str, Document]) -> str:
    page = f", p. {place.page}" if place.page else ""
    return f"{papers[place.document].number}{page}"


def main() -> None:
    """Write the page in place."""
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

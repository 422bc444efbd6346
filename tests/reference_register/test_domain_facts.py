"""What ships beside the letter: each fact with a source, none of a doubtful one."""

import re
from collections import Counter
from datetime import date

import pytest

from landenbenadering.policy.checks import citations_of
from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.dealings import Instrument
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.references import references_of
from landenbenadering.policy.vocabulary import Direction, PolicyArea
from tests.reference_register.conftest import ROOT
from tools.register_tables import PAGE, with_tables

LETTER_DAY = date(2013, 3, 6)
DOMAIN = ROOT.parent / "shared" / "DOMAIN.md"
# Kinds that no letter writes about.
BESIDE_LETTERS = {
    "document",
    "instrument",
    "contact",
    "project",
    "treaty",
    "agreement",
    "performance",
    "situation",
    "position",
}


def test_every_fact_names_a_source(domain: tuple[Record, ...]) -> None:
    for record in domain:
        assert record.citations or isinstance(record.fact, Document), record.id


def test_every_paper_is_used(
    domain: tuple[Record, ...], every_record: tuple[Record, ...]
) -> None:
    used = {place.document for r in every_record for place in citations_of(r)}
    used |= {named.record_id for r in every_record for named in references_of(r.fact)}

    for record in domain:
        if isinstance(record.fact, Document):
            assert record.id in used, record.id


def test_the_page_shows_the_tables_of_the_files() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert text == with_tables(text), "run python -m tools.register_tables"


def test_the_page_has_a_table_for_every_kind(domain: tuple[Record, ...]) -> None:
    tables = re.findall(r"<!-- table: ([a-z_ ]+) -->", PAGE.read_text(encoding="utf-8"))
    kinds = {kind_name(type(record.fact)) for record in domain}

    assert Counter(" ".join(tables).split()) == Counter(dict.fromkeys(kinds, 1))


def test_nothing_here_goes_into_the_letter_of_2013(domain: tuple[Record, ...]) -> None:
    for record in domain:
        if record.known_from <= LETTER_DAY:
            assert kind_name(type(record.fact)) in BESIDE_LETTERS, record.id


def test_the_catalogue_covers_every_policy_area_with_a_source(
    domain: tuple[Record, ...],
) -> None:
    areas = {r.fact.policy_area for r in domain if isinstance(r.fact, Instrument)}

    # Landing rights rest on a newspaper alone.
    assert areas == set(PolicyArea) - {PolicyArea.AVIATION}


def test_one_instrument_is_humanitarian_and_nobody_may_use_it(
    domain: tuple[Record, ...],
) -> None:
    found = [
        (record.id, record.fact.usable_by)
        for record in domain
        if isinstance(record.fact, Instrument) and record.fact.humanitarian
    ]

    assert found == [("catalogue-humanitarian-aid", ())]


def test_whoever_used_an_instrument_may_use_it(domain: tuple[Record, ...]) -> None:
    for record in domain:
        if isinstance(record.fact, Instrument):
            assert set(record.fact.used_by) <= set(record.fact.usable_by), record.id


def test_the_catalogue_gives_and_withholds(domain: tuple[Record, ...]) -> None:
    facts = [record.fact for record in domain if isinstance(record.fact, Instrument)]

    for direction in Direction:
        assert sum(direction in fact.directions for fact in facts) >= 5


def secondary_hosts(text: str) -> set[str]:
    """Give the hosts of those sources that are marked as secondary every time."""
    uses = re.findall(r"\[(S\d+b?)( n)?\]", text)
    marked = {code for code, mark in uses if mark}
    marked -= {code for code, mark in uses if not mark}
    listed = text[text.index("## 9. Sources") :]
    pages = dict(re.findall(r"(S\d+b?) ([^·]+)", listed))
    places = " ".join(pages.get(code, "") for code in marked)
    return set(re.findall(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,4}\b", places))


def test_no_paper_is_of_a_secondary_source(domain: tuple[Record, ...]) -> None:
    if not DOMAIN.is_file():
        pytest.skip("../shared/DOMAIN.md is not here")
    hosts = secondary_hosts(DOMAIN.read_text(encoding="utf-8"))

    assert {"telegraaf.nl", "nrc.nl"} <= hosts
    for record in domain:
        if isinstance(record.fact, Document):
            said = f"{record.fact.url} {record.fact.number} {record.fact.title.en}"
            assert not any(host in said.lower() for host in hosts), record.id

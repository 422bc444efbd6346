"""What ships beside the letter: each fact with a source, none of a doubtful one."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.checks import citations_of
from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.dealings import (
    Agreement,
    Instrument,
    Position,
    Situation,
)
from landenbenadering.policy.facts import Document, Linkage, MobilityPartnership
from landenbenadering.policy.keeping import term_verdicts
from landenbenadering.policy.record import Record
from landenbenadering.policy.references import references_of
from landenbenadering.policy.register import Register, known_versions
from landenbenadering.policy.rules.at_proposal import LB11
from landenbenadering.policy.rules.case import Case, Facts
from landenbenadering.policy.rules.parameters import rule_texts
from landenbenadering.policy.rules.situations import return_is_barred
from landenbenadering.policy.vocabulary import (
    Direction,
    Keeping,
    LinkageState,
    PolicyArea,
    PositionKind,
    SituationKind,
)
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


@pytest.mark.parametrize(
    ("instrument", "broken"),
    [("catalogue-humanitarian-aid", True), ("catalogue-aid-cut", False)],
)
def test_a_linkage_to_the_humanitarian_instrument_breaks_its_rule(
    every_record: tuple[Record, ...], instrument: str, broken: bool
) -> None:
    today = date(2026, 11, 24)
    as_of = AsOf(today)
    held = {r.id: r for r in known_versions(every_record, as_of)}
    cut = held["linkage-gha-2012"]
    assert isinstance(cut.fact, Linkage)
    fact = replace(cut.fact, instrument=instrument, state=LinkageState.PROPOSED)
    register = Register(as_of, (*held.values(), replace(cut, id="other", fact=fact)))
    case = Case(
        Facts.of_register(register), today, rule_texts()["LB11"].values_on(today)
    )

    assert [b.about for b in LB11().breaches(case)] == (["other"] if broken else [])


def test_whoever_used_an_instrument_may_use_it(domain: tuple[Record, ...]) -> None:
    for record in domain:
        if isinstance(record.fact, Instrument):
            assert set(record.fact.used_by) <= set(record.fact.usable_by), record.id


def test_the_catalogue_gives_and_withholds(domain: tuple[Record, ...]) -> None:
    facts = [record.fact for record in domain if isinstance(record.fact, Instrument)]

    for direction in Direction:
        assert sum(direction in fact.directions for fact in facts) >= 5


def agreements(domain: tuple[Record, ...]) -> dict[str, Record]:
    return {r.id: r for r in domain if isinstance(r.fact, Agreement)}


def test_the_first_eleven_readmission_agreements_have_their_day(
    domain: tuple[Record, ...],
) -> None:
    # The overview of the European Commission of 2010.
    expected = {
        "HKG": "2004-03-01",
        "MAC": "2004-06-01",
        "LKA": "2005-05-01",
        "ALB": "2006-05-01",
        "RUS": "2007-06-01",
        "UKR": "2008-01-01",
        "MKD": "2008-01-01",
        "BIH": "2008-01-01",
        "MNE": "2008-01-01",
        "SRB": "2008-01-01",
        "MDA": "2008-01-01",
    }
    found = agreements(domain)

    for country, day in expected.items():
        record = found[f"agreement-eu-{country.lower()}"]
        assert str(record.valid_from) == day
        assert record.known_from == date(2010, 12, 31)


def test_what_only_memory_tells_of_readmission_agreements_is_absent(
    domain: tuple[Record, ...],
) -> None:
    found = agreements(domain)

    assert not {f"agreement-eu-{c}" for c in ("tur", "blr", "cpv", "gmb")} & set(found)
    for country in ("pak", "arm", "aze"):
        assert found[f"agreement-eu-{country}"].valid_from is None
    partners = [r.fact for r in domain if isinstance(r.fact, MobilityPartnership)]
    assert {p.partner for p in partners} == {"MDA", "GEO", "ARM", "AZE", "JOR"}


def test_every_moratorium_ends_within_two_terms_of_six_months(
    domain: tuple[Record, ...],
) -> None:
    countries = set()
    for record in domain:
        fact = record.fact
        if not isinstance(fact, Situation):
            continue
        if fact.kind is SituationKind.DEPARTURE_MORATORIUM:
            countries.add(fact.country)
            assert record.valid_from is not None
            assert record.valid_until is not None
            # Some took effect formally weeks after they were announced.
            days = record.valid_until.latest - record.valid_from.earliest
            assert days <= timedelta(days=366 + 21), record.id

    assert countries == {"LBY", "SYR", "SDN", "UKR"}


@pytest.mark.parametrize(
    ("country", "day", "barred"),
    [
        ("SOM", "2014-11-04", False),
        ("SOM", "2014-11-05", True),
        ("SOM", "2015-02-05", False),
        ("CHN", "2015-04-12", False),
        ("CHN", "2015-04-13", True),
        ("SDN", "2024-01-31", True),
        ("SDN", "2024-07-08", False),
        ("SYR", "2011-12-31", True),
    ],
)
def test_return_is_barred_as_the_rulings_and_moratoria_say(
    domain: tuple[Record, ...], country: str, day: str, barred: bool
) -> None:
    on = date.fromisoformat(day)
    as_of = AsOf(on)
    facts = Facts.of_register(Register(as_of, known_versions(domain, as_of)))

    assert (return_is_barred(facts, country, on=on) is not None) is barred


def test_nobody_can_tell_whether_somalia_kept_its_quota(
    domain: tuple[Record, ...],
) -> None:
    (verdict,) = term_verdicts(
        agreements(domain)["agreement-som-2013"], domain, today=date(2026, 11, 24)
    )

    assert verdict.finding is Keeping.CANNOT_TELL
    assert len(verdict.facts) == 2
    gaps = [(one.since, one.until) for one in verdict.stretches if one.record is None]
    assert gaps == [
        (date(2013, 8, 1), date(2013, 8, 31)),
        (date(2013, 10, 1), date(2013, 10, 31)),
        (date(2013, 12, 1), date(2013, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2021-07-15", PositionKind.PROPOSAL),
        ("2021-10-07", PositionKind.MEASURE),
        ("2026-11-24", PositionKind.MEASURE),
    ],
)
def test_the_visa_measure_towards_the_gambia_follows_its_acts(
    domain: tuple[Record, ...], day: str, kind: PositionKind
) -> None:
    as_of = AsOf(date.fromisoformat(day))
    fact = Register(as_of, known_versions(domain, as_of)).get("position-gmb-25a").fact

    assert isinstance(fact, Position)
    assert fact.kind is kind


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2013-03-06", "It is too early to say"),
        ("2020-05-07", "It is too early to say"),
        ("2020-05-08", "The cut did not lead to better cooperation"),
    ],
)
def test_the_outcome_for_ghana_is_known_from_its_source(
    every_record: tuple[Record, ...], day: str, said: str
) -> None:
    as_of = AsOf(date.fromisoformat(day))
    held = Register(as_of, known_versions(every_record, as_of))
    fact = held.get("linkage-gha-2012").fact

    assert isinstance(fact, Linkage)
    assert fact.outcome is not None
    assert fact.outcome.en.startswith(said)


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

"""A page that reads a part of the register shows what the whole would show."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from benchmarks.register.facts import Size
from benchmarks.register.filling import fill
from landenbenadering.core.clocks import AsOf, end_of
from landenbenadering.evidence.countries import countries
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.checks import citations_of
from landenbenadering.policy.facts import Document, Judgement, Linkage
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.book import open_breaches, verdicts
from landenbenadering.policy.rules.breach import Moment
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.decisions import standing
from landenbenadering.web.decisions.standing import (
    standing_proposals,
    standing_verdicts,
)
from landenbenadering.web.dossiers.dealings import dealings_with
from landenbenadering.web.dossiers.dossier import country_dossier
from landenbenadering.web.register.rows import named_countries
from landenbenadering.web.register.selectors import (
    PUBLIC,
    held_countries,
    records_citing,
    register_as_of,
    register_of_kinds,
    register_on_country,
)
from landenbenadering.web.register.services import load_records
from landenbenadering.web.register.tallies import linkages_by_country

EVERYTHING = frozenset(Disclosure)
HOUSE = frozenset({Disclosure.PUBLIC, Disclosure.HOUSE})
TODAY, THEN = date(2026, 10, 1), date(2019, 1, 1)
MOMENTS = (AsOf(TODAY), AsOf(THEN), AsOf(TODAY, end_of(THEN)))


@pytest.fixture(scope="module")
def full(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Fill a small register of the kind that the load is measured on."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_records(reference_records())
        fill(Size(countries=30, linkages=420, events=0))
        yield
        transaction.set_rollback(True)


@pytest.fixture(params=range(len(MOMENTS)), ids=["today", "then", "entered by then"])
def as_of(request: pytest.FixtureRequest, full: None, db: None) -> AsOf:
    return MOMENTS[request.param]


@pytest.fixture(params=[PUBLIC, HOUSE, EVERYTHING], ids=["public", "house", "all"])
def levels(request: pytest.FixtureRequest) -> frozenset[Disclosure]:
    held: frozenset[Disclosure] = request.param
    return held


def whole(as_of: AsOf, levels: frozenset[Disclosure]) -> Register:
    found = register_as_of(as_of, disclosure=levels)
    assert found.records
    return found


def test_a_page_on_a_country_reads_all_that_it_shows(
    as_of: AsOf, levels: frozenset[Disclosure]
) -> None:
    register = whole(as_of, levels)
    named = {code for code in countries() if code[0] in "ABGI"}
    for iso3 in sorted(named):
        part = register_on_country(iso3, as_of, kinds=("reason",), disclosure=levels)

        assert set(part.records) <= set(register.records)
        assert dealings_with(iso3, part) == dealings_with(iso3, register)
        assert country_dossier(iso3, register=part, figures=None) == country_dossier(
            iso3, register=register, figures=None
        )


def test_a_part_by_kind_is_that_of_the_whole(
    as_of: AsOf, levels: frozenset[Disclosure]
) -> None:
    register = whole(as_of, levels)
    part = register_of_kinds(("judgement", "document"), as_of, levels)
    linked: dict[str, list[str]] = {}
    for record, linkage in register.of(Linkage):
        linked.setdefault(linkage.country, []).append(record.id)

    assert part.of(Judgement) == register.of(Judgement)
    assert part.of(Document) == register.of(Document)
    assert linkages_by_country(as_of, levels) == {
        country: tuple(ids) for country, ids in linked.items()
    }


def test_what_rests_on_a_paper_is_found_by_its_citations(
    as_of: AsOf, levels: frozenset[Disclosure]
) -> None:
    register = whole(as_of, levels)
    # The ids of some papers begin like those of others.
    papers = ["kst-29344-116", "kst-29344-11", "full-afg-paper-0", "no-such-paper"]

    assert records_citing(papers, as_of, levels) == {
        paper: [
            record
            for record in register.records
            if any(place.document == paper for place in citations_of(record))
        ]
        for paper in papers
    }


def test_countries_are_those_of_what_holds(
    as_of: AsOf, levels: frozenset[Disclosure]
) -> None:
    assert held_countries(as_of, levels) == {
        iso3
        for record in whole(as_of, levels).records
        for iso3 in named_countries(record.fact)
    }


def test_rules_are_found_broken_where_the_whole_register_breaks_them(
    as_of: AsOf, levels: frozenset[Disclosure]
) -> None:
    register, today = whole(as_of, levels), as_of.known_on
    proposals = open_breaches(register, today=today)

    assert standing_verdicts(as_of, levels) == verdicts(
        register, Moment.ALWAYS, today=today
    )
    assert standing_proposals(as_of, levels) == proposals
    if levels == EVERYTHING and as_of == AsOf(TODAY):
        assert proposals


def test_only_the_newest_open_proposals_are_held(
    full: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "MOST", 2)
    as_of = AsOf(TODAY)

    held = standing.standing_proposals.__wrapped__(as_of, EVERYTHING)  # type: ignore[attr-defined]  # past what is kept

    assert held == open_breaches(whole(as_of, EVERYTHING), today=TODAY, most=2)

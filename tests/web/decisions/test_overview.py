"""The approach as a whole: each number is that of the list behind it."""

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.cycle import never_used
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    Direction,
    Disclosure,
    DocumentKind,
    LinkageState,
)
from landenbenadering.web.decisions import services
from landenbenadering.web.register.selectors import register_as_of
from landenbenadering.web.register.services import add_records
from landenbenadering.web.register.tallies import linkage_counts
from tests.web.decisions.conftest import CUT, Dossiers, People, paper, record

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def linkages(papers: tuple[str, ...]) -> None:
    """Record linkages in several states, of several actors, one of them internal."""
    today = timezone.localdate()
    offer = replace(CUT, direction=Direction.INCENTIVE, state=LinkageState.OFFERED)
    overdue = replace(offer, review_on=today - DAY)
    facts = {
        "unused": overdue,
        "in-time": replace(offer, review_on=today),
        "running": replace(overdue, state=LinkageState.RUNNING),
        "unused-of-the-union": replace(
            CUT, state=LinkageState.ANNOUNCED, actor=Actor.EU, review_on=today - DAY
        ),
        "reverse": replace(CUT, state=LinkageState.RUNNING, actor=Actor.PARTNER),
    }
    secret = replace(record("secret", overdue), disclosure=Disclosure.INTERNAL)
    add_records(
        [
            paper("other", DocumentKind.REPORT),
            *(record(name, fact) for name, fact in facts.items()),
            secret,
        ]
    )


def listed(client: Client, address: str) -> set[str]:
    page = client.get(address).content.decode()
    return set(re.findall(r"/en/register/([\w-]+)", page))


def test_every_number_is_that_of_its_list_for_who_may_read_it(
    client: Client, people: People, linkages: None, draft: Record, dossier: Dossiers
) -> None:
    services.ask_advice(
        dossier(draft.id),
        expected_version=dossier(draft.id).record.version,
        author=people["desk"],
    )
    for user in (None, people["coordinator"]):
        if user is not None:
            client.force_login(user)
        page = client.get("/en/overview").content.decode()
        numbers = re.findall(
            r'href="(/en/overview/[^"]+)"[^>]*>(\d+)', page, flags=re.ASCII
        )
        assert len(numbers) > 15
        for address, number in numbers:
            found = listed(client, html.unescape(address))
            assert len(found) == int(number), address
        never = listed(client, "/en/overview/linkages?part=never-used")
        assert never == {"unused", "unused-of-the-union"} | (
            {"secret"} if user else set()
        )
        overdue = listed(client, "/en/overview/linkages?part=review-overdue")
        assert overdue == {"unused", "running"} | ({"secret"} if user else set())
    assert len(listed(client, "/en/overview/advice")) == 2


def test_the_database_counts_what_the_records_say(linkages: None) -> None:
    as_of = AsOf(timezone.localdate())
    for levels in (frozenset(Disclosure), frozenset({Disclosure.PUBLIC})):
        counted: dict[tuple[str, str, str], int] = {}
        register = register_as_of(as_of, disclosure=levels)
        for _, fact in register.of(Linkage):
            key = (fact.state, fact.direction, fact.actor)
            counted[key] = counted.get(key, 0) + 1

        assert linkage_counts(as_of, levels) == counted
    unused = {
        held.id
        for held, fact in register.of(Linkage)
        if never_used(fact, today=as_of.known_on)
    }
    assert unused == {"unused", "unused-of-the-union"}


def test_the_overview_looks_from_a_day_and_refuses_what_is_not_offered(
    client: Client, linkages: None
) -> None:
    before = client.get("/nl/overview?known-on=2013-03-06").content.decode()
    assert "Er was geen koppeling bekend." in before
    assert 'href="/nl/overview/countries?judgement=smooth&amp;known-on=' in before
    assert client.get("/en/overview/linkages?state=gone").status_code == 400
    assert client.get("/en/overview/nothing").status_code == 404
    chart = client.get("/en/overview/linkages.svg")
    assert chart["Content-Type"] == "image/svg+xml"
    assert b"offered" in chart.content

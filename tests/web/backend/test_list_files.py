"""A list as a file holds what its pages list: no more, no less, as on that day."""

import csv
import io
import json
import re

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.register.services import load_records
from tests.web.disclosure.planting import WORDS, base, hidden_facts, open_facts

pytestmark = pytest.mark.django_db
LISTS = (
    "/register?kind=linkage",
    "/register?kind=contact&known-on=2012-12-31",
    "/register?kind=commitment",
    "/register?kind=document",
    "/register?q=ghana&known-on=2013-03-06",
    "/overview/linkages?state=running",
    "/overview/linkages?known-on=2013-03-06",
    "/overview/commitments?part=overdue",
    "/overview/agreements?keeping=none",
    "/proposals?state=advice",
)


@pytest.fixture
def filled(db: None) -> None:
    load_records(reference_records())


def listed(client: Client, address: str) -> list[str]:
    """Give the ids on all pages of a list, in their order."""
    found: list[str] = []
    for number in range(1, 100):
        answer = client.get(f"/en{address}&page={number}")
        page = answer.context["page"]
        links = r'href="/en/(?:register|proposals)/([a-z0-9-]+)(?:\?[^"]*)?"'
        main = answer.content.decode().split("<main")[1].split("</main>")[0]
        named = re.findall(links, main.split('role="status"')[1])
        found += [one for one in named if one != "add"]
        if number == page.pages:
            return found
    raise AssertionError("the pages do not end")


def file_of(client: Client, address: str, suffix: str) -> str:
    path, query = address.split("?")
    answer = client.get(f"/en{path}.{suffix}?{query}")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("address", LISTS)
def test_a_file_holds_what_the_pages_list(
    client: Client, filled: None, address: str
) -> None:
    shown = listed(client, address)
    told = json.loads(file_of(client, address, "json"))
    rows = list(csv.DictReader(io.StringIO(file_of(client, address, "csv"))))

    assert [row["id"] for row in told["records"]] == shown
    assert [row["id"] for row in rows] == shown
    asked = QueryDict(address.split("?")[1]).dict()
    day = asked.pop("known-on", None)
    assert told["asked"] == asked
    assert day in (None, told["known_on"])
    assert all(row["known_from"] <= told["known_on"] for row in told["records"])
    for row, plain in zip(rows, told["records"], strict=True):
        assert row["title"].lstrip("'") == plain["title"]
        assert row["known_on"] == told["known_on"]


def test_some_lists_are_longer_than_a_page(client: Client, filled: None) -> None:
    assert len(listed(client, "/register?kind=document")) > 25


def test_the_page_leads_to_its_files_with_what_it_was_asked(
    client: Client, filled: None
) -> None:
    page = client.get(
        "/en/register?q=ghana&known-on=2013-03-06&page=2"
    ).content.decode()

    for suffix in ("csv", "json"):
        path = f"/en/register.{suffix}?q=ghana&amp;known-on=2013-03-06"
        assert f'href="{path}" download' in page


def test_each_reader_gets_a_file_of_their_own_and_reading_is_on_record(
    client: Client,
) -> None:
    base()
    open_facts(timezone.now())
    hidden_facts(timezone.now(), frozenset(WORDS))
    for name, role in (("house", Role.HOUSE_READER), ("auditor", Role.AUDITOR)):
        account = Account.objects.create_user(name, password="a long password")
        assign(account, role, by=None)
    readers = {"": set(), "house": {"house"}, "auditor": {"house", "internal"}}
    for name, levels in readers.items():
        browser = Client()
        if name:
            browser.force_login(Account.objects.get(username=name))
        told = json.loads(file_of(browser, "/register?kind=contact", "json"))
        assert {row["disclosure"] for row in told["records"]} - {"public"} == levels

    internal = f"{WORDS[Disclosure.INTERNAL]}-contact"
    read = AuditEvent.objects.filter(subject_id__startswith=internal)
    assert set(read.values_list("actor_name", flat=True)) >= {"auditor"}
    assert "house" not in set(read.values_list("actor_name", flat=True))

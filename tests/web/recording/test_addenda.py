"""What fewer may read than a fact is for them alone, on every page and file."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.dealings import Addendum
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import AddendumTopic, Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.register.errors import RegisterError
from landenbenadering.web.register.services import add_records, store_record
from tests.web.recording.facts import DAY, FACTS, record
from tests.web.recording.test_every_kind import sent

pytestmark = pytest.mark.django_db
SECRET = Bilingual(nl="een stille afspraak", en="a quiet understanding")
HELD = record("linkage-gha-2012", FACTS["linkage"])
ADDED = Record(
    id="internal-addendum-linkage-gha-2012-2013-00000000",
    fact=Addendum(HELD.id, AddendumTopic.REASON, SECRET),
    known_from=DAY,
    disclosure=Disclosure.INTERNAL,
)
ADDRESSES = (
    "/register",
    "/register?q=quiet",
    "/register?kind=addendum",
    f"/register/{HELD.id}",
    f"/register/{ADDED.id}",
    f"/register/{ADDED.id}/change",
    "/register/paper",
    "/sources/paper",
    "/countries/GHA",
    "/countries.csv",
    "/countries.json",
    "/overview",
    "/overview/linkages",
    "/rules",
    "/letter",
    "/letter-download.html",
)
OWN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def pages(client: Client) -> dict[str, bytes]:
    """Give every page as someone gets it, without what differs each time."""
    return {
        address: OWN.sub(b"", client.get(f"/en{address}").content)
        for address in ADDRESSES
    }


@pytest.fixture
def house(db: None) -> Client:
    """Give the browser of someone who reads what is confidential to the House."""
    account = Account.objects.create_user("house", password="a long password")
    assign(account, Role.HOUSE_READER, by=None)
    browser = Client()
    browser.force_login(account)
    return browser


def test_nobody_else_can_tell_that_there_is_more(
    client: Client, house: Client, coordinator: Account, register: list[Record]
) -> None:
    add_records([HELD])
    others = {"stranger": Client(), "house": house}
    before = {name: pages(browser) for name, browser in others.items()}

    answer = client.post("/en/register/add/addendum", sent(ADDED))

    added = answer["Location"].removeprefix("/en/register/")
    assert re.fullmatch(ADDED.id.replace("0" * 8, "[0-9a-f]{8}"), added)
    after = {name: pages(browser) for name, browser in others.items()}
    for name in others:
        differing = [a for a in ADDRESSES if before[name][a] != after[name][a]]
        assert differing == []
    for address in (f"/register/{HELD.id}", "/register?q=quiet"):
        assert added in client.get(f"/en{address}").content.decode()
    page = client.get(f"/en/register/{HELD.id}").content.decode()
    assert "a quiet understanding" in page
    assert f"/en/register/add/addendum?about={HELD.id}" in page


@pytest.mark.parametrize("level", [Disclosure.PUBLIC, Disclosure.HOUSE])
def test_as_many_may_never_read_it_as_the_fact(
    client: Client, coordinator: Account, register: list[Record], level: Disclosure
) -> None:
    hidden = sent(record("any", FACTS["contact"]), disclosure="house")
    name = client.post("/en/register/add/contact", hidden)["Location"].split("/")[-1]
    values = sent(ADDED, **{"fact-about": name, "disclosure": level.value})

    answer = client.post("/en/register/add/addendum", values)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"disclosure"}


def test_a_fact_is_not_hidden_from_readers_of_what_was_added(
    coordinator: Account, register: list[Record]
) -> None:
    add_records([HELD, ADDED])
    hidden = replace(HELD, disclosure=Disclosure.INTERNAL)

    with pytest.raises(RegisterError, match="REG112"):
        store_record(hidden, entered_by_user=coordinator)


def test_nothing_is_added_to_what_is_not_there(
    coordinator: Account, register: list[Record]
) -> None:
    with pytest.raises(PolicyError, match="POL316"):
        store_record(ADDED, entered_by_user=coordinator)

"""Nothing of a higher level leaks: not by text, count, order, history, file or error.

The register stands twice, without and with what some reader may not read. Whatever that
reader asks for has to come to the same bytes under the same headers: then no word, no
number, no length and no mark of it can tell of what is hidden.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.decisions.standing import _on_country
from landenbenadering.web.register.read_records import READ
from landenbenadering.web.worklist.digest import digest_for
from landenbenadering.web.worklist.services import (
    digest_choice_of,
    make_address,
    want_digest,
)
from tests.web.disclosure.conftest import People, Plant
from tests.web.disclosure.looking import (
    OF_ONE,
    addresses,
    asked,
    full,
    hidden_addresses,
    moments,
)
from tests.web.disclosure.planting import WORDS, Levels, named

pytestmark = pytest.mark.django_db
NOTHING: Levels = frozenset()
FOR_THE_HOUSE = frozenset({Disclosure.HOUSE})
INTERNAL = frozenset({Disclosure.INTERNAL})
HIDDEN = frozenset(WORDS)


@contextmanager
def undone() -> Iterator[None]:
    """Undo what is done within, also in what the process remembers of rows.

    It goes by number and moment of a row, which two worlds at one moment share.
    """
    READ.forget()
    _on_country.cache_clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def browser(people: People, visitor: str) -> Client:
    client = Client()
    if visitor != "stranger":
        client.force_login(people[visitor])
    return client


def wanted(*, thoroughly: bool) -> list[str]:
    """Give what is asked for; all of it, or what differs in kind."""
    if thoroughly:
        every = (*addresses(), *hidden_addresses())
        return [moment for address in every for moment in moments(address)]
    turned = [list(moments(a))[k % 3] for k, a in enumerate(addresses())]
    return [*turned, *(a for k, a in enumerate(hidden_addresses()) if k % 14 == 0)]


@pytest.mark.once
@pytest.mark.parametrize(
    ("visitor", "readable", "language", "thoroughly"),
    [
        ("stranger", NOTHING, "en", False),
        ("house", FOR_THE_HOUSE, "nl", False),
        *(
            pytest.param(*who, language, True, marks=pytest.mark.slow)
            for language in ("nl", "en")
            for who in (
                ("stranger", NOTHING),
                ("nobody", NOTHING),
                ("administrator", NOTHING),
                ("house", FOR_THE_HOUSE),
            )
        ),
    ],
)
def test_what_is_hidden_changes_no_byte_of_what_one_may_read(
    plant: Plant,
    people: People,
    visitor: str,
    readable: Levels,
    language: str,
    thoroughly: bool,
) -> None:
    seen = []
    for levels in (readable, HIDDEN):
        with undone():
            plant(levels)
            client = browser(people, visitor)
            seen.append(
                {
                    address: asked(client, full(address, language))
                    for address in wanted(thoroughly=thoroughly)
                }
            )
    without, beside = seen

    assert [a for a, answer in without.items() if beside[a] != answer] == []
    assert sum(status == 200 for status, _, _ in without.values()) > 100


@pytest.mark.once
def test_the_words_are_there_for_who_may_read_them(
    plant: Plant, people: People
) -> None:
    """Without this the test above could pass on an empty register."""
    plant(HIDDEN)
    desk, house = browser(people, "desk"), browser(people, "house")
    both = (("desk", desk), ("house", house))
    internal, of_house = WORDS[Disclosure.INTERNAL], WORDS[Disclosure.HOUSE]

    for kind in ("linkage", "commitment", "proposal", "advice", "decision", "review"):
        for prefix in (internal, "open"):
            page = desk.get(f"/en/register/{named(prefix, kind)}").content.decode()
            assert internal in page, (prefix, kind)
        page = house.get(f"/en/register/{named(of_house, kind)}").content.decode()
        assert of_house in page
        assert internal not in page
    assert internal in desk.get("/en/register?q=zq&page=2").content.decode()
    listed = {name: b.get("/en/appraisals").content.decode() for name, b in both}
    assert all(f"{of_house} weighing" in page for page in listed.values())
    assert f"{internal} weighing" in listed["desk"]
    assert f"{internal} weighing" not in listed["house"]


@pytest.mark.once
def test_the_unknown_and_the_forbidden_go_the_same_way(
    plant: Plant, people: People
) -> None:
    """The same questions to the database, so that no time tells which it was."""
    plant(HIDDEN)
    for visitor, levels in (("stranger", HIDDEN), ("house", INTERNAL)):
        client = browser(people, visitor)
        for form in OF_ONE:
            ways = [_way(client, form, name) for name in _names(levels)]
            assert ways[0][0] in (302, 404), (visitor, form)
            assert all(way == ways[0] for way in ways), (visitor, form)


def _names(levels: Levels) -> list[str]:
    kinds = ("proposal", "advice", "linkage", "paper")
    held = [named(WORDS[level], kind) for level in levels for kind in kinds]
    return [*held, "nothing-at-all"]


def _way(client: Client, form: str, name: str) -> tuple[int, list[str]]:
    """Give how an address is answered: its status, and what the database is asked."""
    address = full(form.format(name), "en")
    client.get(address)
    with CaptureQueriesContext(connection) as questions:
        answer = client.get(address)
    asked_of_it = [one["sql"].replace(name, "@") for one in questions]
    # A refusal is recorded either way; a savepoint has the number of the moment.
    told = ("audit_", "SAVEPOINT")
    return answer.status_code, [
        sql for sql in asked_of_it if not any(word in sql for word in told)
    ]


def test_what_leaves_by_feed_and_mail_names_nothing_that_is_not_public(
    plant: Plant, people: People
) -> None:
    plant(HIDDEN)
    for who in ("desk", "helper", "coordinator", "minister", "liaison"):
        told = _told(people[who])

        assert len(told[0]) > 300
        found = [word for word in WORDS.values() for text in told if word in text]
        assert found == [], who


def _told(account: Account) -> list[str]:
    """Give what leaves the application for someone: both feeds, and the mail."""
    client, token = Client(), make_address(account)
    want_digest(account, email="someone@example.org", language=Language.EN)
    choice = digest_choice_of(account)
    assert choice is not None
    told = [
        client.get(f"/en/feeds/{token}/work.{suffix}").content.decode()
        for suffix in ("atom", "ics")
    ]
    digest = digest_for(choice, AsOf(timezone.localdate()), days=10_000)
    return told + ([] if digest is None else [digest.subject, digest.text, digest.html])

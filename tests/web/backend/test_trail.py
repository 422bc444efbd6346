"""The trail on pages: for the auditor whole, for others beside the object."""

from dataclasses import replace

import pytest
from django.test import Client

from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.selectors import PAGE_SIZE, EventFilter, event_page
from landenbenadering.web.audit.services import EventDraft, record_events
from landenbenadering.web.audit.subjects import Subject
from landenbenadering.web.audit.verification import verify
from landenbenadering.web.register.services import store_record

pytestmark = pytest.mark.django_db
EVERY_LEVEL = frozenset(Disclosure)


@pytest.fixture
def auditor_client(db: None) -> Client:
    account = Account.objects.create_user("auditor", password="a long password")
    assign(account, Role.AUDITOR, by=None)
    client = Client()
    client.force_login(account)
    return client


def actions() -> list[str]:
    """Give the actions on record, in order."""
    return list(AuditEvent.objects.values_list("action", flat=True))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_auditor_sees_the_trail(auditor_client: Client, language: str) -> None:
    answer = auditor_client.get(f"/{language}/audit")

    assert answer.status_code == 200
    assert b"auditor" in answer.content


def test_a_filter_narrows_and_a_wrong_day_is_said(auditor_client: Client) -> None:
    found = auditor_client.get("/en/audit?action=role.assigned&kind=assignment")
    wrong = auditor_client.get("/en/audit?since=yesterday")

    assert [event.action for event in found.context["page"].events] == ["role.assigned"]
    assert wrong.status_code == 422
    assert wrong.context["form"].errors["since"]


def test_who_is_no_auditor_finds_no_page(author_client: Client) -> None:
    answer = author_client.get("/en/audit")
    unknown = author_client.get("/en/no-such-page")

    assert (answer.status_code, unknown.status_code) == (404, 404)
    event = AuditEvent.objects.get(action="refused")
    assert (event.reason, event.subject_id) == ("not allowed: read_audit", "/en/audit")
    assert event.actor_name == "author"


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert "/en/sign-in" in client.get("/en/audit")["Location"]


def test_every_page_of_the_trail_can_be_reached_both_ways() -> None:
    drafts = [EventDraft("tried", Subject("test", str(n))) for n in range(120)]
    record_events(drafts, actor=None, capacity="system")
    everything = EventFilter()

    first = event_page(everything, levels=EVERY_LEVEL)
    second = event_page(everything, levels=EVERY_LEVEL, below=first.older)
    third = event_page(everything, levels=EVERY_LEVEL, below=second.older)
    back = event_page(everything, levels=EVERY_LEVEL, above=third.newer)

    numbers = [e.sequence for page in (first, second, third) for e in page.events]
    assert numbers == list(range(120, 0, -1))
    assert len(first.events) == PAGE_SIZE
    assert (first.newer, third.older) == (None, None)
    assert back.events == second.events


def test_what_is_stored_stands_on_the_page_of_the_record(
    stored: Record, client: Client, author_client: Client
) -> None:
    public = client.get(f"/en/register/{stored.id}").content.decode()

    assert "fact recorded" in public
    assert "register file" in public
    assert actions().count("record.stored") == 2
    assert [item.place for item in verify(anchor=None).findings] == ["account author"]


def test_an_internal_item_that_is_read_leaves_an_event(
    stored: Record, author: Account, author_client: Client, client: Client
) -> None:
    secret = replace(stored, id="linkage-secret", disclosure=Disclosure.INTERNAL)
    store_record(secret, entered_by_user=author)

    page = author_client.get("/en/register/linkage-secret")
    again = author_client.get("/en/register/linkage-secret").content.decode()
    author_client.get("/en/register?q=linkage-secret")
    author_client.get("/en/countries/GHA")
    author_client.get(f"/en/register/{stored.id}")

    assert page.status_code == 200
    assert "internal item read" in again
    read = AuditEvent.objects.filter(action="item.read")
    assert [event.subject_id for event in read] == ["linkage-secret/1"] * 4
    assert read[0].capacity == "desk_officer:migration"
    assert client.get("/en/register/linkage-secret").status_code == 404
    assert AuditEvent.objects.filter(action="item.read").count() == 4


def test_a_refusal_of_the_register_is_on_record(
    stored: Record, author: Account
) -> None:
    from landenbenadering.web.register.errors import VersionConflictError

    with pytest.raises(VersionConflictError):
        store_record(
            replace(stored, known_from=stored.known_from.replace(year=2013)),
            entered_by_user=author,
            expected_version=7,
        )

    event = AuditEvent.objects.get(action="refused")
    assert event.reason.startswith("REG103")
    assert event.capacity == "desk_officer:migration"


def test_signing_in_and_out_is_on_record(client: Client, author: Account) -> None:
    right = {"username": "author", "password": "a long password"}
    client.post("/en/sign-in", {"username": "author", "password": "wrong"})
    client.post("/en/sign-in", right)
    client.post("/en/sign-out")

    assert actions()[-3:] == ["sign-in.failed", "sign-in.succeeded", "sign-out"]


def test_a_lock_out_is_on_record(client: Client, author: Account) -> None:
    for _ in range(5):
        client.post("/en/sign-in", {"username": "author", "password": "wrong"})

    assert "sign-in.locked" in actions()

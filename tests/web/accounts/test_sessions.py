"""Sessions end in time, show their owner, and lose nothing that was being entered."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from landenbenadering.cli.main import main
from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts import second_factors
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import (
    assign,
    create_account,
    end_assignment,
)
from landenbenadering.web.audit.models import AuditEvent
from tests.web.accounts.conftest import PASSWORD, SECRET

pytestmark = pytest.mark.django_db
LINKAGE = {
    "fact-text-nl": 'een "tekst"\n<met> regels',
    "fact-text-en": "a text",
    "fact-state": "x",
}


def age(client: Client, name: str, *, minutes: float) -> None:
    """Let a session have begun, or been seen, that much earlier."""
    session = client.session
    session[name] -= 60 * minutes
    session.save()


def signed_in(client: Client) -> bool:
    return client.get("/en/account").status_code == 200


@pytest.mark.parametrize(
    ("name", "minutes", "lasts"),
    [
        ("seen", 29, True),
        ("seen", 31, False),
        ("begun", 719, True),
        ("begun", 721, False),
    ],
)
def test_a_session_ends_after_rest_and_at_the_latest(
    own_client: Client, *, name: str, minutes: int, lasts: bool
) -> None:
    age(own_client, name, minutes=minutes)

    assert signed_in(own_client) is lasts
    ended = AuditEvent.objects.filter(action="session.expired").count()
    assert ended == (0 if lasts else 1)


def test_use_keeps_a_session_awake(own_client: Client) -> None:
    for _ in range(3):
        age(own_client, "seen", minutes=20)
        assert signed_in(own_client)


def test_the_key_changes_when_a_role_does(own_client: Client, account: Account) -> None:
    own_client.get("/en/account")
    before = own_client.session.session_key
    own_client.get("/en/account")
    assert own_client.session.session_key == before

    assign(account, Role.AUDITOR, by=None)

    assert own_client.get("/en/audit").status_code == 200
    assert own_client.session.session_key != before


@pytest.mark.parametrize("by_command", [False, True])
def test_the_sessions_end_when_a_role_does(
    own_client: Client, elsewhere: Client, account: Account, *, by_command: bool
) -> None:
    held = assign(account, Role.LIAISON, by=None)
    other = Client()
    other.force_login(create_account("other", password=PASSWORD, by=None))
    assert all(signed_in(client) for client in (own_client, elsewhere, other))

    if by_command:
        assert main(["account", "end", account.username, "liaison"]) == 0
    else:
        end_assignment(held, by=None)

    assert not signed_in(own_client)
    assert not signed_in(elsewhere)
    assert signed_in(other)


def test_a_role_that_begins_later_takes_no_session_with_it(
    own_client: Client, account: Account
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    held = assign(account, Role.LIAISON, by=None, valid_from=tomorrow)

    end_assignment(held, by=None)

    assert signed_in(own_client)


def test_a_session_ends_on_the_last_day_of_a_role(
    own_client: Client, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    assign(account, Role.LIAISON, by=None, valid_until=tomorrow)
    assert signed_in(own_client)

    monkeypatch.setattr(timezone, "localdate", lambda *_: tomorrow)
    answer = own_client.get("/en/account", follow=True)

    assert "a role of yours ended" in answer.content.decode()
    assert AuditEvent.objects.filter(action="session.expired").count() == 1


@pytest.fixture
def elsewhere(account: Account) -> Client:
    client = Client(headers={"user-agent": "Another browser"})
    client.force_login(account)
    return client


def test_people_see_where_they_are_signed_in_and_end_it(
    own_client: Client, elsewhere: Client
) -> None:
    stranger = Client()
    stranger.force_login(create_account("other", password=PASSWORD, by=None))
    page = own_client.get("/en/account").content.decode()
    marks = re.findall(r'name="mark" value="(\w+)"', page)
    assert len(marks) == 1
    elsewhere_key = str(elsewhere.session.session_key)
    assert elsewhere_key not in page

    stranger.post("/en/account/sessions/end", {"mark": marks[0]})
    assert signed_in(elsewhere)
    own_client.post("/en/account/sessions/end", {"mark": marks[0]})

    assert not signed_in(elsewhere)
    assert signed_in(own_client)
    assert signed_in(stranger)


def test_a_new_password_or_factor_ends_the_others(
    own_client: Client, elsewhere: Client, account: Account
) -> None:
    sent = {"new": "another long one", "again": "another long one"}
    own_client.post("/en/account/password", sent | {"password": PASSWORD})
    assert not signed_in(elsewhere)
    assert signed_in(own_client)

    elsewhere.force_login(account)
    second_factors.add_code_app(account, secret=SECRET)
    own_client.post("/en/account/recovery-codes", {"password": "another long one"})
    assert not signed_in(elsewhere)
    assert signed_in(own_client)


@pytest.fixture
def late(own_client: Client, account: Account) -> Client:
    """Give a browser that sent a form after its session ended."""
    assign(account, Role.DESK_OFFICER, department=Department.MIGRATION, by=None)
    own_client.get("/en/register/add/linkage")
    age(own_client, "seen", minutes=45)
    answer = own_client.post("/en/register/add/linkage?country=GHA", LINKAGE)
    assert answer["Location"] == "/en/sign-in?next=/en/sign-in/kept"
    return own_client


def test_what_was_entered_comes_back_after_signing_in(late: Client) -> None:
    assert late.get("/en/sign-in/kept").status_code == 302
    back = late.post(
        "/en/sign-in?next=/en/sign-in/kept",
        {"username": "somebody", "password": PASSWORD},
    )
    page = late.get(back["Location"]).content.decode()

    assert 'action="/en/register/add/linkage?country=GHA"' in page
    assert "een &quot;tekst&quot;\n&lt;met&gt; regels</textarea>" in page
    again = late.post("/en/register/add/linkage?country=GHA", LINKAGE)
    assert again.status_code == 422
    assert "a text" in again.content.decode()
    assert late.get("/en/sign-in/kept")["Location"] == "/en/work"


def test_nobody_else_sees_what_was_entered(late: Client) -> None:
    create_account("other", password=PASSWORD, by=None)
    back = late.post(
        "/en/sign-in?next=/en/sign-in/kept",
        {"username": "other", "password": PASSWORD},
    )

    assert late.get(back["Location"])["Location"] == "/en/work"


def test_a_forged_form_is_not_kept(account: Account) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account)
    browser.get("/en/account")
    age(browser, "seen", minutes=45)

    assert browser.post("/en/register/add/linkage", LINKAGE).status_code == 403
    assert "kept_form" not in browser.session


def test_passwords_are_not_kept(own_client: Client) -> None:
    own_client.get("/en/account")
    age(own_client, "seen", minutes=45)

    answer = own_client.post("/en/account/password", {"password": PASSWORD})

    assert answer["Location"] == "/en/sign-in?next=/en/account/password"
    assert "kept_form" not in own_client.session

"""What someone tries who wants in: fixed sessions, old answers, broken keys, links."""

import re

import pytest
from django.test import Client

from landenbenadering.web.accounts import second_factors
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import (
    assign,
    create_account,
    end_assignment,
    set_password,
)
from landenbenadering.web.audit.models import AuditEvent
from tests.web.accounts.conftest import PASSWORD, SECRET, code_now

pytestmark = pytest.mark.django_db
RIGHT = {"username": "somebody", "password": PASSWORD}
ANSWER = '{"id":"YQ","rawId":"YQ","type":"public-key","response":%s}'
BROKEN = (
    "",
    "{",
    "{}",
    "[]",
    "1",
    "null",
    '{"id":"a"}',
    '{"id":"\\u0000"}',
    '{"id":1,"rawId":2,"type":3,"response":4}',
    ANSWER % "{}",
    ANSWER % '{"clientDataJSON":"YQ","attestationObject":"YQ"}',
    ANSWER % '{"clientDataJSON":"e30","attestationObject":"oA"}',
    ANSWER % '{"clientDataJSON":"e30","authenticatorData":"YQ","signature":"YQ"}',
)


@pytest.mark.parametrize("credential", BROKEN)
def test_a_broken_answer_of_a_key_is_refused_and_counted(
    client: Client, account: Account, credential: str
) -> None:
    second_factors.add_code_app(account, secret=SECRET)
    client.post("/en/sign-in", RIGHT)
    client.get("/en/sign-in/second-factor")

    for status in (422, 422, 422, 422, 429):
        sent = {"credential": credential}
        answer = client.post("/en/sign-in/second-factor", sent)
        assert answer.status_code == status
    failed = AuditEvent.objects.filter(action="second-factor.failed")
    assert failed.count() == 5


@pytest.mark.parametrize("credential", BROKEN)
def test_a_broken_answer_adds_no_key(
    own_client: Client, account: Account, credential: str
) -> None:
    own_client.get("/en/account/keys/add")

    sent = {"name": "key", "password": PASSWORD, "credential": credential}
    assert own_client.post("/en/account/keys/add", sent).status_code == 422
    assert second_factors.factors_of(account) == ()


def test_the_code_that_added_an_app_does_not_sign_in(
    own_client: Client, account: Account
) -> None:
    page = own_client.get("/en/account/code-app").content.decode()
    found = re.search(r'app-secret">([A-Z2-7 ]+)<', page)
    assert found is not None
    secret = found[1].replace(" ", "")
    code = code_now(secret)
    own_client.post("/en/account/code-app", {"code": code, "password": PASSWORD})

    assert second_factors.has_second_factor(account)
    assert second_factors.use_code(account, code) is None


@pytest.mark.parametrize("with_factor", [False, True])
def test_a_session_that_was_fixed_before_is_not_the_one_after(
    client: Client, account: Account, *, with_factor: bool
) -> None:
    if with_factor:
        second_factors.add_code_app(account, secret=SECRET)
    client.session.save()
    client.cookies["sessionid"] = fixed = str(client.session.session_key)
    client.post("/en/sign-in", RIGHT)
    if with_factor:
        client.post("/en/sign-in/second-factor", {"code": code_now()})

    assert client.get("/en/account").status_code == 200
    assert client.session.session_key != fixed
    thief = Client()
    thief.cookies["sessionid"] = fixed
    assert thief.get("/en/account").status_code == 302


@pytest.mark.parametrize("change", ["password", "ended"])
def test_a_sign_in_that_waits_for_its_code_ends_with_the_password(
    client: Client, account: Account, change: str
) -> None:
    second_factors.add_code_app(account, secret=SECRET)
    client.post("/en/sign-in", RIGHT)
    if change == "password":
        set_password(account, "another long one", by=None)
    else:
        Account.objects.filter(pk=account.pk).update(is_active=False)

    answer = client.post("/en/sign-in/second-factor", {"code": code_now()})

    assert answer["Location"] == "/en/sign-in"
    assert "_auth_user_id" not in client.session
    assert second_factors.use_code(account, code_now()) is not None


def test_a_role_that_ended_opens_nothing_in_a_session_of_before(
    own_client: Client, account: Account
) -> None:
    held = assign(account, Role.AUDITOR, by=None)
    assert own_client.get("/en/audit").status_code == 200

    end_assignment(held, by=None)

    assert own_client.get("/en/audit")["Location"].startswith("/en/sign-in")
    own_client.force_login(account)
    assert own_client.get("/en/audit").status_code == 404
    events = AuditEvent.objects.filter(action__startswith="role.")
    assert [event.action for event in events.order_by("sequence")] == [
        "role.assigned",
        "role.ended",
    ]


def test_an_administrator_who_gives_a_password_ends_every_session(
    own_client: Client, account: Account
) -> None:
    boss = create_account("boss", password=PASSWORD, by=None)
    assign(boss, Role.ADMINISTRATOR, by=None)

    set_password(account, "another long one", by=boss)

    assert own_client.get("/en/account").status_code == 302


@pytest.mark.parametrize(
    "after",
    [
        "https://evil.test",
        "//evil.test",
        "///evil.test",
        "https:evil.test",
        "/\\evil.test",
        "\\\\evil.test",
        "\t//evil.test",
        "https://testserver@evil.test/",
        "javascript:alert(1)",
    ],
)
@pytest.mark.parametrize("with_factor", [False, True])
def test_no_link_leads_from_the_door_to_another_site(
    client: Client, account: Account, after: str, *, with_factor: bool
) -> None:
    if with_factor:
        second_factors.add_code_app(account, secret=SECRET)
    answer = client.post("/en/sign-in", RIGHT | {"next": after})
    if with_factor:
        answer = client.post("/en/sign-in/second-factor", {"code": code_now()})

    assert answer["Location"] == "/en/work"
    assert client.get("/en/sign-in", {"next": after})["Location"] == "/en/work"
    assert client.post("/en/sign-out", {"next": after})["Location"] == "/en/register"

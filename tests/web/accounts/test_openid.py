"""Signing in with a provider, by a real one on this machine: who opens what."""

import json

import pytest
from django.test import Client
from pytest_django import Settings

from landenbenadering.web.accounts import bindings, second_factors
from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account, Binding
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign, create_account
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.verification import verify
from tests.web.accounts.conftest import PASSWORD, SECRET, code_now
from tests.web.accounts.openid_flow import (
    NO_ACCOUNT,
    UNFINISHED,
    begun,
    in_settings,
    is_in,
    last_event,
    refused,
    sent_back,
    sign_in,
    tells,
    told,
)
from tests.web.accounts.openid_server import Provider

pytestmark = pytest.mark.django_db


def test_the_first_use_binds_and_the_next_needs_no_name(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    first = sign_in(client)

    assert first == "/en/about"
    assert client.session["_auth_user_id"] == str(newcomer.pk)
    events = list(AuditEvent.objects.order_by("sequence"))[-2:]
    assert [event.action for event in events] == ["binding.added", "sign-in.succeeded"]
    assert json.loads(events[1].after) == {"through": "ministry"}
    provider.claims["preferred_username"] = "renamed"
    other = Client()
    sign_in(other)
    assert other.session["_auth_user_id"] == str(newcomer.pk)
    assert Binding.objects.count() == 1
    assert verify(anchor=None).total == 0


def test_it_asks_as_the_protocol_has_it(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    sign_in(client)

    (asked,) = provider.asked
    assert asked["redirect_uri"].endswith("/nl/sign-in/with/ministry/back")
    assert asked["scope"] == "openid profile email"
    assert len(asked["nonce"]) >= 43
    assert asked["code_challenge_method"] == "S256"
    assert "acr_values" not in asked


def test_the_key_of_the_session_changes(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    address = begun(client)
    before = client.session.session_key

    client.get(sent_back(address))

    assert is_in(client)
    assert client.session.session_key != before


def test_whoever_opens_no_account_gets_one_answer(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    def refused_as(name: str | None, why: str) -> None:
        provider.claims["preferred_username"] = name
        refused(client, NO_ACCOUNT)
        assert last_event() == told("sign-in.refused", why=why)

    refused_as("nobody", "unknown")
    create_account("somebody", password=PASSWORD, by=None)
    refused_as("somebody", "has a password")
    refused_as(None, "not named")
    bindings.bind(newcomer, issuer=provider.address, subject="someone else")
    refused_as("newcomer", "bound already")
    Account.objects.filter(pk=newcomer.pk).update(is_active=False)
    refused_as("newcomer", "ended")


def test_an_ended_account_is_not_opened_by_its_binding(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    sign_in(client)
    Account.objects.filter(pk=newcomer.pk).update(is_active=False)

    refused(Client(), NO_ACCOUNT)
    assert client.get("/en/account").status_code == 302


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"email": "New.Comer@ministry.example", "email_verified": True}, None),
        ({"email": "new.comer@ministry.example", "email_verified": False}, "not named"),
        ({"email": "new.comer@ministry.example"}, "not named"),
        ({"email": "new.comer@ministry.example", "email_verified": "no"}, "not named"),
        ({"email": "else@ministry.example", "email_verified": True}, "unknown"),
    ],
)
@pytest.mark.parametrize("place", ["claims", "userinfo"])
def test_a_mail_address_counts_when_the_provider_verified_it(
    client: Client,
    provider: Provider,
    settings: Settings,
    said: dict[str, object],
    why: str | None,
    place: str,
) -> None:
    settings.OPENID_PROVIDERS = (in_settings(provider, claim="email"),)
    create_account("new.comer@ministry.example", password=None, by=None)
    getattr(provider, place).update(said)

    sign_in(client)

    assert is_in(client) is (why is None)
    if why is not None:
        assert last_event() == told("sign-in.refused", why=why)


@pytest.mark.parametrize(
    "after", ["https://evil.invalid/", "//evil.invalid", "javascript:alert(1)", ""]
)
def test_signing_in_leads_nowhere_else(
    client: Client, provider: Provider, newcomer: Account, after: str
) -> None:
    assert sign_in(client, after) == "/en/work"


@pytest.fixture
def strict(settings: Settings, newcomer: Account) -> None:
    """Give the newcomer a role that needs a second factor."""
    settings.SECOND_FACTOR_ROLES = frozenset({Role.ADMINISTRATOR})
    assign(newcomer, Role.ADMINISTRATOR, by=None)


@pytest.mark.parametrize(
    ("claims", "counts"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"amr": "mfa"}, True),
        ({"acr": "high"}, True),
        ({"amr": ["pwd"], "acr": "low"}, False),
        ({}, False),
    ],
)
def test_the_provider_s_second_factor_counts_where_the_settings_say(
    client: Client,
    provider: Provider,
    settings: Settings,
    strict: None,
    claims: dict[str, object],
    *,
    counts: bool,
) -> None:
    named = in_settings(
        provider, second_factor_acr=["high"], second_factor_amr=["mfa", "hwk"]
    )
    settings.OPENID_PROVIDERS = (named,)
    provider.claims |= claims

    sign_in(client)

    assert provider.asked[0]["acr_values"] == "high"
    assert (client.get("/en/accounts").status_code == 200) is counts
    settings.OPENID_PROVIDERS = (in_settings(provider),)
    other = Client()
    sign_in(other)
    assert other.get("/en/accounts")["Location"] == "/en/account"


def test_an_own_second_factor_is_asked_before_anything_is_bound(
    client: Client, provider: Provider, newcomer: Account, settings: Settings
) -> None:
    second_factors.add_code_app(newcomer, secret=SECRET)

    assert sign_in(client) == "/en/sign-in/second-factor"
    assert not is_in(client)
    assert not Binding.objects.exists()
    answer = client.post("/en/sign-in/second-factor", {"code": code_now()})

    assert answer["Location"] == "/en/about"
    assert Binding.objects.get().account == newcomer
    settings.OPENID_PROVIDERS = (in_settings(provider, second_factor_amr=["mfa"]),)
    provider.claims["amr"] = ["mfa"]
    assert sign_in(Client()) == "/en/about"


def test_who_was_bound_to_another_meanwhile_is_not_let_in(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    second_factors.add_code_app(newcomer, secret=SECRET)
    sign_in(client)
    bindings.bind(newcomer, issuer=provider.address, subject="someone else")

    answer = client.post("/en/sign-in/second-factor", {"code": code_now()})

    assert answer["Location"] == "/en/sign-in"
    assert not is_in(client)


def test_the_owner_of_a_password_connects_the_account(
    own_client: Client, account: Account, provider: Provider
) -> None:
    path = "/en/account/connect/ministry"
    assert own_client.post(path, {"password": "wrong"}).status_code == 422
    answer = own_client.post(path, {"password": PASSWORD})
    address = answer["Refresh"].removeprefix("0; url=")

    assert own_client.get(sent_back(address))["Location"] == "/en/account"

    assert Binding.objects.get().account == account
    assert "the ministry, since" in own_client.get("/en/account").content.decode()
    browser = Client()
    sign_in(browser)
    assert browser.session["_auth_user_id"] == str(account.pk)


def test_only_who_began_it_is_connected(
    own_client: Client, account: Account, provider: Provider
) -> None:
    """Who is made to follow another's answer connects nothing."""
    answer = own_client.post("/en/account/connect/ministry", {"password": PASSWORD})
    address = sent_back(answer["Refresh"].removeprefix("0; url="))
    other = Client()
    other.force_login(create_account("other", password=PASSWORD, by=None))

    assert other.get(address).status_code == 302
    own_client.post("/en/sign-out")
    again = own_client.get(address, headers={"accept-language": "en"})
    tells(own_client, again["Location"], UNFINISHED)
    assert not Binding.objects.exists()


def test_one_person_opens_one_account(account: Account, newcomer: Account) -> None:
    issuer = "https://provider.invalid"
    bindings.bind(account, issuer=issuer, subject="1")

    for pair in ((account, "2"), (newcomer, "1")):
        with pytest.raises(AccountError, match="ACC113"):
            bindings.bind(pair[0], issuer=issuer, subject=pair[1])
    assert bindings.bind(account, issuer=issuer, subject="1").pk
    assert Binding.objects.count() == 1


def test_an_administrator_removes_a_binding_and_ends_its_sessions(
    client: Client, provider: Provider, newcomer: Account, own_client: Client
) -> None:
    account = Account.objects.get(username="somebody")
    assign(account, Role.ADMINISTRATOR, by=None)
    sign_in(client)
    held = Binding.objects.get()
    path = f"/en/accounts/{newcomer.pk}/bindings/{held.pk}/remove"
    assert path in own_client.get(f"/en/accounts/{newcomer.pk}").content.decode()

    answer = own_client.post(path, {"reason": "left the ministry"})

    assert answer["Location"] == f"/en/accounts/{newcomer.pk}"
    assert not Binding.objects.exists()
    assert client.get("/en/account").status_code == 302
    event = AuditEvent.objects.get(action="binding.removed")
    assert (event.actor_name, event.reason) == ("somebody", "left the ministry")
    assert verify(anchor=None).total == 0


def test_signing_out_says_that_the_provider_may_still_know_the_person(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    sign_in(client)

    page = client.post("/en/sign-out").content.decode()

    assert f'href="{provider.address}/sign-out?client_id=register"' in page
    assert not is_in(client)


def test_without_a_password_a_change_needs_a_fresh_sign_in(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    second_factors.add_code_app(newcomer, secret=SECRET)
    client.force_login(newcomer)
    path = f"/en/account/second-factors/{second_factors.factors_of(newcomer)[0].pk}"
    session = client.session
    session["begun"] -= 11 * 60
    session.save()

    late = client.post(f"{path}/remove", {})
    assert late.status_code == 422
    assert "Sign out and in again" in late.content.decode()
    session["begun"] += 11 * 60
    session.save()
    assert client.post(f"{path}/remove", {}).status_code == 302


def test_the_policy_of_the_page_leaves_forms_on_this_site(
    client: Client, provider: Provider
) -> None:
    for answer in (
        client.get("/en/sign-in"),
        client.post("/en/sign-in/with/ministry", {}),
    ):
        assert "form-action 'self';" in answer["Content-Security-Policy"]

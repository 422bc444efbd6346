"""Every way in which an answer of a provider opens nothing, and what is said then."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from landenbenadering.web.accounts.models import Account, Binding
from tests.web.accounts.openid_flow import (
    SILENT,
    UNFINISHED,
    begun,
    in_settings,
    last_event,
    refused,
    sent_back,
    tells,
    told,
)
from tests.web.accounts.openid_server import CLIENT, Provider, new_key

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"nonce": "of another sign-in"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"aud": "another client"}, "audience"),
        ({"aud": [CLIENT, "another client"]}, "audience"),
        ({"azp": "another client"}, "audience"),
        ({"iss": "https://provider.invalid"}, "issuer"),
        ({"exp": int(time.time()) - 3600}, "expired"),
        ({"exp": None}, "content"),
        ({"iat": int(time.time()) + 3600}, "content"),
        ({"sub": None}, "content"),
        ({"sub": "x" * 256}, "content"),
        ({"sub": "a\x00b"}, "content"),
    ],
)
def test_a_token_that_is_not_for_this_sign_in_opens_nothing(
    client: Client,
    provider: Provider,
    newcomer: Account,
    claims: dict[str, object],
    why: str,
) -> None:
    provider.overrides = claims

    refused(client, UNFINISHED)

    assert last_event() == told("sign-in.refused", why=why)
    assert not Binding.objects.exists()


@pytest.mark.parametrize("forgery", ["another key", "none", "HS256"])
def test_a_signature_that_the_provider_did_not_make_opens_nothing(
    client: Client, provider: Provider, newcomer: Account, forgery: str
) -> None:
    if forgery == "another key":
        provider.signing_key = new_key()
    else:
        provider.algorithm = forgery

    refused(client, UNFINISHED)

    assert last_event() == told("sign-in.refused", why="signature")


def test_an_answer_counts_once(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    answer = sent_back(begun(client))
    assert client.get(answer).status_code == 302
    client.post("/en/sign-out")

    again = client.get(answer, headers={"accept-language": "en"})
    tells(client, again["Location"], UNFINISHED)


def test_a_code_of_another_sign_in_opens_nothing(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    """The code of one browser, with the state of another: PKCE tells them apart."""
    stolen = parse_qs(urlsplit(sent_back(begun(client))).query)["code"][0]
    thief = Client()
    own = parse_qs(urlsplit(begun(thief)).query)["state"][0]

    for state in (own, "made up", ""):
        path = f"/nl/sign-in/with/ministry/back?code={stolen}&state={state}"
        answer = thief.get(path, headers={"accept-language": "en"})
        tells(thief, answer["Location"], UNFINISHED)


def test_a_code_that_was_redeemed_opens_nothing(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    answer = sent_back(begun(client))
    provider.codes.clear()

    tells(client, client.get(answer)["Location"], UNFINISHED)


def test_who_turns_back_is_told_so(client: Client, provider: Provider) -> None:
    state = parse_qs(urlsplit(begun(client)).query)["state"][0]

    answer = client.get(
        f"/nl/sign-in/with/ministry/back?error=access_denied&state={state}"
    )

    tells(client, answer["Location"], "You turned back at the ministry")


def test_what_the_provider_adds_of_someone_else_opens_nothing(
    client: Client, provider: Provider, newcomer: Account
) -> None:
    del provider.claims["preferred_username"]
    provider.userinfo = {"sub": "another", "preferred_username": "newcomer"}

    refused(client, UNFINISHED)


@pytest.mark.parametrize(
    "path", ["/.well-known/openid-configuration", "/keys", "/token"]
)
def test_a_provider_that_is_down_gives_a_page_and_no_traceback(
    client: Client,
    provider: Provider,
    newcomer: Account,
    path: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    address = sent_back(begun(client))
    provider.down = {path}

    answer = client.get(address)

    tells(client, answer["Location"], UNFINISHED if path == "/token" else SILENT)
    provider.down = {"/.well-known/openid-configuration"}
    start = client.post("/en/sign-in/with/ministry", {})
    tells(client, start["Location"], SILENT)
    assert "ACC110" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_provider_that_nobody_answers_for_gives_a_page(
    client: Client, settings: Settings
) -> None:
    nowhere = Provider(address="http://127.0.0.1:9")
    settings.OPENID_PROVIDERS = (in_settings(nowhere),)

    assert client.get("/en/sign-in").status_code == 200
    start = client.post("/en/sign-in/with/ministry", {})
    tells(client, start["Location"], SILENT)


@pytest.mark.parametrize(
    "published",
    [
        {"issuer": "https://provider.invalid"},
        {"token_endpoint": None},
        {"jwks_uri": "http://provider.invalid/keys"},
        {"end_session_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_that_is_not_the_one_of_the_settings_is_not_used(
    client: Client, provider: Provider, published: dict[str, object]
) -> None:
    provider.discovery = published

    start = client.post("/en/sign-in/with/ministry", {})
    tells(client, start["Location"], SILENT)


def test_a_provider_that_nobody_named_does_not_exist(
    client: Client, own_client: Client, settings: Settings
) -> None:
    settings.OPENID_PROVIDERS = ()
    assert client.post("/en/sign-in/with/ministry", {}).status_code == 404
    assert client.get("/nl/sign-in/with/ministry/back").status_code == 404
    assert own_client.get("/en/account/connect/ministry").status_code == 404

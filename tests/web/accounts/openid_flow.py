"""A browser of the tests that signs in with a provider of the tests."""

import html
import json
from urllib.parse import urlsplit

import requests
from django.test import Client
from pydantic import SecretStr

from landenbenadering.web.accounts.openid_provider import OpenIdProvider
from landenbenadering.web.audit.models import AuditEvent
from tests.web.accounts.openid_server import CLIENT, Provider
from tests.web.accounts.openid_server import SECRET as CLIENT_SECRET

WHO = {"sub": "1a2b", "preferred_username": "newcomer"}
NO_ACCOUNT = "the ministry knows you, but with that you open no account here."
UNFINISHED = "What came back from the ministry does not finish this sign-in"
SILENT = "the ministry does not answer, or not as it should."


def in_settings(provider: Provider, **other: object) -> OpenIdProvider:
    """Give a provider as the settings name it."""
    given: dict[str, object] = {
        "id": "ministry",
        "name": "the ministry",
        "issuer": provider.address,
        "client_id": CLIENT,
        "client_secret": SecretStr(CLIENT_SECRET),
    }
    return OpenIdProvider.model_validate(given | other)


def begun(client: Client, after: str = "/en/about", path: str = "sign-in/with") -> str:
    """Begin signing in; give the address at the provider to which the page leads."""
    answer = client.post(f"/en/{path}/ministry", {"next": after})
    assert answer.status_code == 200, answer.content
    address = answer["Refresh"].removeprefix("0; url=")
    assert f'href="{html.escape(address)}"' in answer.content.decode()
    return address


def sent_back(address: str) -> str:
    """Be at the provider; give the address on this site to which it sends back."""
    answer = requests.get(address, allow_redirects=False, timeout=5)
    target = urlsplit(answer.headers["Location"])
    return f"{target.path}?{target.query}"


def sign_in(client: Client, after: str = "/en/about") -> str:
    """Sign in; give where that leads."""
    return client.get(sent_back(begun(client, after)))["Location"]


def is_in(client: Client) -> bool:
    """Say whether someone is signed in."""
    return "_auth_user_id" in client.session


def told(name: str, **after: object) -> tuple[str, object]:
    """Give an event of the provider as `last_event` does."""
    return name, {"through": "ministry", **after}


def last_event() -> tuple[str, object]:
    """Give what the trail said last."""
    event = AuditEvent.objects.order_by("sequence").last()
    assert event is not None
    return event.action, json.loads(event.after)


def tells(client: Client, leads: str, text: str) -> None:
    """Expect nobody signed in, and a page that says why."""
    assert not is_in(client)
    page = client.get(leads)
    assert page.status_code == 200
    assert text in page.content.decode()


def refused(client: Client, text: str) -> None:
    """Expect that signing in ends at the sign-in page, which says why."""
    leads = sign_in(client)
    assert leads == "/en/sign-in?next=%2Fen%2Fabout"
    tells(client, leads, text)

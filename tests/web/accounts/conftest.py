"""Accounts that sign in with a password, and the code of an app at any moment."""

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.services import create_account
from tests.web.accounts.openid_flow import WHO, in_settings
from tests.web.accounts.openid_server import Provider, running

PASSWORD = "a long password"
# The secret of RFC 6238, appendix B: the ASCII digits 1 to 0, twice.
SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.fixture
def account(db: None) -> Account:
    return create_account("somebody", password=PASSWORD, by=None)


@pytest.fixture
def own_client(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def code_at(moment: float, secret: str = SECRET) -> str:
    """Give the code of an app, written down from RFC 4226 and 6238 once more."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(moment) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def code_now(secret: str = SECRET, *, steps: int = 0) -> str:
    """Give the code that an app shows now, or `steps` of half a minute from now."""
    return code_at(time.time() + 30 * steps, secret)


@pytest.fixture(scope="session")
def served() -> Iterator[Provider]:
    """Serve a provider on this machine."""
    with running(Provider()) as provider:
        yield provider


@pytest.fixture
def provider(served: Provider, settings: Settings) -> Provider:
    """Give a provider that does all as it should, and is in the settings."""
    fresh = Provider(address=served.address, key=served.key, claims=dict(WHO))
    vars(served).update(vars(fresh))
    settings.OPENID_PROVIDERS = (in_settings(served),)
    return served


@pytest.fixture
def newcomer(db: None) -> Account:
    """Give an account that waits for its first use."""
    return create_account("newcomer", password=None, by=None)

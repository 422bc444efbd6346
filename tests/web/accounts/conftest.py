"""Accounts that sign in with a password, and the code of an app at any moment."""

import base64
import hashlib
import hmac
import struct
import time

import pytest
from django.test import Client

from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.services import create_account

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

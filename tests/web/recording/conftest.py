"""A register with one fact of each kind to point at, and who records."""

import pytest
from django.test import Client

from landenbenadering.policy.record import Record
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.register.services import add_records
from tests.web.recording.facts import POINTED_AT


@pytest.fixture
def register(db: None) -> list[Record]:
    """Give what facts point at: a paper, an office, a project, an agreement."""
    add_records(POINTED_AT)
    return POINTED_AT


@pytest.fixture
def coordinator(db: None) -> Account:
    """Give who may record every kind of fact."""
    account = Account.objects.create_user("coordinator", password="a long password")
    assign(account, Role.COORDINATOR, by=None)
    return account


@pytest.fixture
def client(coordinator: Account) -> Client:
    """Give the browser of the coordinator."""
    browser = Client()
    browser.force_login(coordinator)
    return browser

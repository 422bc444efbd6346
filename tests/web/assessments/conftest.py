"""A small sheet of our own, and people who may appraise or not."""

from pathlib import Path

import pytest
from django.test import Client

from landenbenadering.pipelines import appraise_files
from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.assessments.computing import LONG
from landenbenadering.web.assessments.views import comparing, files, room

SHIPPED = Path(appraise_files.__file__).parents[1] / "reference" / "appraisals"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every page the time it needs, so that no test depends on the machine."""
    for view in (room, files, comparing):
        monkeypatch.setattr(view, "AT_ONCE", LONG)


@pytest.fixture
def sheet_text() -> str:
    """Give the sheet of Morocco as if it were no illustration."""
    text = (SHIPPED / "morocco-example.toml").read_text(encoding="utf-8")
    text = text.replace("illustration = true", "illustration = false")
    return text.replace('id = "morocco-example"', 'id = "own"')


@pytest.fixture
def desk(db: None) -> Client:
    """Give the browser of someone who may appraise for Migration."""
    return browser_of("desk", Role.DESK_OFFICER, Department.MIGRATION)


@pytest.fixture
def house_reader(db: None) -> Client:
    """Give the browser of someone who may read no internal item."""
    return browser_of("reader", Role.HOUSE_READER, None)


def browser_of(name: str, role: Role, department: Department | None) -> Client:
    """Give the browser of someone in a role."""
    account = Account.objects.create_user(name, password="a long password")
    assign(account, role, department=department, by=None)
    client = Client()
    client.force_login(account)
    return client

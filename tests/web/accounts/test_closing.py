"""A closed account opens nothing, until it is opened again; both are on record."""

import pytest
from django.test import Client

from landenbenadering.cli.main import main
from landenbenadering.web.accounts.bindings import bind
from landenbenadering.web.accounts.closing import close_account, reopen_account
from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account, Binding
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.selectors import capacities_of, holders_of
from landenbenadering.web.accounts.services import assign, create_account
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.verification import verify
from tests.web.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
RIGHT = {"username": "somebody", "password": PASSWORD}


@pytest.fixture
def chief(db: None) -> Account:
    made = create_account("chief", password=PASSWORD, by=None)
    assign(made, Role.ADMINISTRATOR, by=None)
    return made


def test_an_account_is_closed_and_opened_again(
    own_client: Client, account: Account, chief: Account
) -> None:
    assign(account, Role.AUDITOR, by=None)
    desk = Client()
    desk.force_login(chief)
    path = f"/en/accounts/{account.pk}/close"
    assert "Close the account somebody" in desk.get(path).content.decode()

    assert desk.post(path, {"reason": "left"}).status_code == 302

    assert own_client.get("/en/account").status_code == 302
    refused = Client().post("/en/sign-in", RIGHT)
    assert b"do not belong together" in refused.content
    account.refresh_from_db()
    assert capacities_of(account) == frozenset()
    assert not holders_of(Role.AUDITOR).exists()
    assert "it opens nothing" in desk.get(f"/en/accounts/{account.pk}").content.decode()
    assert "(closed)" in desk.get("/en/accounts").content.decode()

    assert desk.post(path, {"reason": "came back"}).status_code == 302
    assert Client().post("/en/sign-in", RIGHT).status_code == 302
    told = AuditEvent.objects.filter(actor_name="chief", action__startswith="account.")
    assert list(told.order_by("sequence").values_list("action", "reason")) == [
        ("account.closed", "left"),
        ("account.reopened", "came back"),
    ]
    assert verify(anchor=None).total == 0


def test_nobody_closes_the_own_account_or_one_twice(
    account: Account, chief: Account
) -> None:
    with pytest.raises(AccountError, match=r"ACC114.*your own"):
        close_account(chief, by=chief)
    with pytest.raises(AccountError, match="ACC101"):
        close_account(chief, by=account)
    with pytest.raises(AccountError, match=r"ACC114.*open already"):
        reopen_account(account, by=chief)
    close_account(account, by=chief)
    with pytest.raises(AccountError, match=r"ACC114.*closed already"):
        close_account(account, by=chief)


def test_the_command_takes_a_binding_away(
    own_client: Client, account: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = "https://one.example", "https://two.example"
    for issuer in (one, two):
        bind(account, issuer=issuer, subject="1")
    assert own_client.get("/en/account").status_code == 200

    assert main(["account", "unbind", "somebody", "--issuer", one]) == 0

    assert own_client.get("/en/account").status_code == 302
    left = Binding.objects.filter(account=account)
    assert list(left.values_list("issuer", flat=True)) == [two]
    assert main(["account", "unbind", "somebody", "--reason", "left"]) == 0
    assert not left.exists()
    told = AuditEvent.objects.filter(action="binding.removed").order_by("sequence")
    assert list(told.values_list("capacity", "reason")) == [
        ("command-line", ""),
        ("command-line", "left"),
    ]
    assert verify(anchor=None).total == 0
    capsys.readouterr()
    assert main(["account", "unbind", "somebody"]) != 0
    assert "ACC115" in capsys.readouterr().err


def test_the_command_closes_and_opens(account: Account) -> None:
    assert main(["account", "close", "somebody", "--reason", "left"]) == 0
    account.refresh_from_db()
    assert not account.is_active
    assert main(["account", "reopen", "somebody"]) == 0
    account.refresh_from_db()
    assert account.is_active

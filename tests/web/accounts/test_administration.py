"""Administrators make accounts and give roles, by page and by command; nobody else."""

import io
from datetime import date

import pytest
from django.test import Client

from landenbenadering.cli.main import main
from landenbenadering.web.accounts import second_factors
from landenbenadering.web.accounts.models import Account, Assignment
from landenbenadering.web.accounts.roles import Capacity, Role
from landenbenadering.web.accounts.selectors import capacities_of
from landenbenadering.web.accounts.services import assign, create_account
from landenbenadering.web.audit.models import AuditEvent
from tests.web.accounts.conftest import PASSWORD, SECRET

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db: None) -> Account:
    made = create_account("chief", password=PASSWORD, by=None)
    assign(made, Role.ADMINISTRATOR, by=None)
    return made


@pytest.fixture
def desk(administrator: Account) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def test_an_account_is_made_and_given_a_role_that_ends(desk: Client) -> None:
    sent = {"username": "new.person", "password": PASSWORD, "reason": "new colleague"}
    made = desk.post("/en/accounts/add", sent)
    account = Account.objects.get(username="new.person")
    assert made["Location"] == f"/en/accounts/{account.pk}"

    given = desk.post(
        f"/en/accounts/{account.pk}/roles/add",
        {"capacity": "adviser:finance", "valid_until": "2999-01-01"},
    )
    assert given.status_code == 302
    assert [str(held) for held in capacities_of(account)] == ["adviser:finance"]

    held = Assignment.objects.get(account=account)
    path = f"/en/accounts/{account.pk}/roles/{held.pk}/end"
    assert desk.post(path, {"reason": "moved"}).status_code == 302
    assert capacities_of(account) == frozenset()
    assert desk.post(path, {}).status_code == 422

    page = desk.get(f"/en/accounts/{account.pk}").content.decode()
    assert "new colleague" in page
    assert "moved" in page
    by = AuditEvent.objects.filter(actor_name="chief").values_list("action", flat=True)
    assert list(by)[1:] == ["account.created", "role.assigned", "role.ended"]
    assert "new.person" in desk.get("/nl/accounts").content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"username": "chief", "password": PASSWORD},
        {"username": "weak", "password": "12345"},
        {"username": "no spaces", "password": PASSWORD},
    ],
)
def test_what_cannot_be_made_comes_back_with_what_was_entered(
    desk: Client, sent: dict[str, str]
) -> None:
    answer = desk.post("/en/accounts/add", sent | {"reason": "kept text"})

    assert answer.status_code == 422
    assert b"kept text" in answer.content
    assert Account.objects.count() == 1


def test_nobody_gives_themselves_a_role_or_a_password_without_the_old(
    desk: Client, administrator: Account
) -> None:
    pk = administrator.pk
    given = desk.post(f"/en/accounts/{pk}/roles/add", {"capacity": "auditor"})
    held = Assignment.objects.get(account=administrator)
    ended = desk.post(f"/en/accounts/{pk}/roles/{held.pk}/end", {})
    changed = desk.post(f"/en/accounts/{pk}/password", {"new": "a longer password"})

    assert (given.status_code, ended.status_code) == (422, 422)
    assert changed["Location"] == "/en/account/password"
    assert capacities_of(administrator) == {Capacity(Role.ADMINISTRATOR)}
    administrator.refresh_from_db()
    assert administrator.check_password(PASSWORD)


def test_lost_second_factors_are_taken_away(desk: Client, account: Account) -> None:
    second_factors.add_code_app(account, secret=SECRET)

    path = f"/en/accounts/{account.pk}/second-factors/reset"
    assert desk.post(path, {"reason": "telephone lost"}).status_code == 302

    assert not second_factors.has_second_factor(account)
    last = AuditEvent.objects.order_by("-sequence")[0]
    assert (last.actor_name, last.reason) == ("chief", "telephone lost")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Type a password into the command, as a script would."""
    monkeypatch.setattr("sys.stdin", io.StringIO("a typed password\n" * 3))
    monkeypatch.setattr("landenbenadering.cli.account.prepare", lambda _bar: None)


def test_the_command_makes_the_first_administrator(
    typed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["account", "add", "first", "--reason", "set-up"]) == 0
    assert main(["account", "assign", "first", "administrator"]) == 0
    account = Account.objects.get(username="first")
    assert account.check_password("a typed password")
    assert capacities_of(account) == {Capacity(Role.ADMINISTRATOR)}

    assert main(["account", "list"]) == 0
    assert "administrator" in capsys.readouterr().out
    assert main(["account", "password", "first"]) == 0
    second_factors.add_code_app(account, secret=SECRET)
    assert main(["account", "reset", "first"]) == 0
    assert main(["account", "end", "first", "administrator"]) == 0
    assert capacities_of(account) == frozenset()
    told = AuditEvent.objects.filter(capacity="command-line")
    assert list(told.order_by("sequence").values_list("action", flat=True)) == [
        "account.created",
        "role.assigned",
        "account.password-changed",
        "second-factor.removed",
        "second-factor.removed",
        "role.ended",
    ]


def test_a_role_of_a_department_is_given_from_a_day(typed: None) -> None:
    main(["account", "add", "adviser", "--no-password"])
    given = ["--department", "finance", "--from", "2999-01-01"]

    assert main(["account", "assign", "adviser", "adviser", *given]) == 0

    account = Account.objects.get(username="adviser")
    assert not account.has_usable_password()
    assert capacities_of(account) == frozenset()
    assert len(capacities_of(account, on=date(2999, 1, 1))) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["password", "nobody"], "ACC108"),
        (["end", "somebody", "auditor"], "ACC109"),
        (["assign", "somebody", "adviser"], "ACC104"),
        (["add", "somebody"], "ACC102"),
    ],
)
def test_the_command_refuses_in_plain_words(
    account: Account,
    typed: None,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: str,
) -> None:
    assert main(["account", *arguments]) == 1

    assert capsys.readouterr().err.lstrip().startswith(code)

"""People sign in and out, and guessing is slowed down."""

import json
import stat
from pathlib import Path

import pytest
from django.test import Client

from landenbenadering.policy.departments import departments_by_area
from landenbenadering.web.accounts.demonstration import (
    ACCOUNTS,
    create_demonstration_accounts,
    demonstration_accounts,
)
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.selectors import capacities_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_person_signs_in_and_out(
    client: Client, author: Account, language: str
) -> None:
    path = f"/{language}/sign-in"
    assert client.get(path).status_code == 200

    answer = client.post(
        f"{path}?next=/{language}/about",
        {"username": "author", "password": "a long password"},
    )
    assert answer["Location"] == f"/{language}/about"
    assert "_auth_user_id" in client.session

    answer = client.post(f"/{language}/sign-out")
    assert answer["Location"] == f"/{language}/register"
    assert "_auth_user_id" not in client.session


def test_signing_in_leads_to_no_other_site(client: Client, author: Account) -> None:
    answer = client.post(
        "/en/sign-in?next=https://example.org/",
        {"username": "author", "password": "a long password"},
    )

    assert answer["Location"] == "/en/work"


def test_a_link_does_not_sign_anyone_out(author_client: Client) -> None:
    assert author_client.get("/en/sign-out").status_code == 405


def test_a_wrong_name_and_a_wrong_password_look_the_same(
    client: Client, author: Account
) -> None:
    pages = [
        client.post("/en/sign-in", {"username": name, "password": "wrong"}).content
        for name in ("author", "nobody")
    ]

    assert b"do not belong together" in pages[0]
    assert b"do not belong together" in pages[1]


def test_too_many_wrong_passwords_close_the_door(
    client: Client, author: Account
) -> None:
    wrong = {"username": "author", "password": "wrong"}
    for _ in range(5):
        answer = client.post("/en/sign-in", wrong)

    assert answer.status_code == 429
    assert b"After 15 minutes" in answer.content
    right = {"username": "author", "password": "a long password"}
    assert client.post("/en/sign-in", right).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post("/en/sign-in", right).status_code == 302


def test_the_demonstration_accounts_keep_their_passwords(data_home: Path) -> None:
    first = demonstration_accounts()
    kept = json.loads(first.passwords_in.read_text("ascii"))
    again = demonstration_accounts()

    assert first == again
    assert json.loads(first.passwords_in.read_text("ascii")) == kept
    assert stat.S_IMODE(first.passwords_in.stat().st_mode) == 0o600
    assert first.passwords_in.is_relative_to(data_home)
    for username, capacity in ACCOUNTS.items():
        account = Account.objects.get(username=username)
        assert account.check_password(kept[username])
        assert capacities_of(account) == {capacity}
        assert not account.is_staff


def test_a_second_run_signs_nobody_out() -> None:
    passwords = dict.fromkeys(ACCOUNTS, "a long password")
    create_demonstration_accounts(passwords)
    before = list(Account.objects.values_list("password", flat=True))

    create_demonstration_accounts(passwords)

    assert list(Account.objects.values_list("password", flat=True)) == before


def test_every_department_that_may_be_asked_has_an_adviser_to_try() -> None:
    """Else a package that touches it would wait for its deadline."""
    asked = {d for held in departments_by_area().values() for d in held}
    advisers = {c.department for c in ACCOUNTS.values() if c.role is Role.ADVISER}

    assert advisers == asked

"""Guessing is slowed down for a name, an address, and both; nothing leaks by it."""

import re
from typing import ClassVar

import pytest
from axes.models import AccessAttempt
from django.conf import settings as installed
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from pytest_django import Settings

from landenbenadering.web.accounts import second_factors
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.second_factor_forms import ConfirmedForm
from landenbenadering.web.accounts.services import create_account
from landenbenadering.web.audit.models import AuditEvent
from tests.web.accounts.conftest import PASSWORD, SECRET

pytestmark = pytest.mark.django_db
RIGHT = {"username": "somebody", "password": PASSWORD}
WRONG = "wrong"


def attempt(name: str, address: str, password: str = WRONG) -> int:
    """Try to sign in from an address; give the status of the answer."""
    browser = Client(REMOTE_ADDR=address)
    sent = {"username": name, "password": password}
    return browser.post("/en/sign-in", sent).status_code


@pytest.fixture
def low(settings: Settings) -> None:
    """Close a name after ten failures in all, and an address after eight."""
    settings.LOCK_OUT_OF_NAME = 10
    settings.LOCK_OUT_OF_ADDRESS = 8


def test_a_name_closes_after_failures_from_everywhere(
    account: Account, low: None
) -> None:
    tried = [attempt("somebody", f"192.0.2.{number}") for number in range(10)]

    assert tried == [200] * 9 + [429]
    assert attempt("somebody", "198.51.100.1", PASSWORD) == 429
    assert AuditEvent.objects.filter(action="sign-in.locked").exists()


def test_an_address_closes_after_failures_for_every_name(
    account: Account, low: None
) -> None:
    tried = [attempt(f"name-{number}", "192.0.2.1") for number in range(8)]

    assert tried == [200] * 7 + [429]
    assert attempt("somebody", "192.0.2.1", PASSWORD) == 429
    assert attempt("somebody", "192.0.2.2", PASSWORD) == 302


def test_one_address_closes_no_name_elsewhere(account: Account, low: None) -> None:
    for _ in range(30):
        attempt("somebody", "192.0.2.1")

    assert attempt("somebody", "192.0.2.1", PASSWORD) == 429
    assert attempt("somebody", "192.0.2.2", PASSWORD) == 302


def test_the_limits_in_all_are_those_of_the_page(settings: Settings) -> None:
    assert (settings.AXES_FAILURE_LIMIT, settings.AXES_COOLOFF_TIME.seconds) == (5, 900)
    assert (settings.LOCK_OUT_OF_NAME, settings.LOCK_OUT_OF_ADDRESS) == (100, 50)


def test_a_name_that_nobody_has_closes_as_any_other(account: Account) -> None:
    for name in ("somebody", "nobody"):
        assert [attempt(name, "192.0.2.1") for _ in range(5)] == [200] * 4 + [429]


class CountingHasher(PBKDF2PasswordHasher):
    """Hashes as this software does, and counts: hashing is what takes time."""

    counted: ClassVar[list[int]] = []

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """Hash, and note with how many rounds."""
        self.counted.append(iterations or self.iterations)
        return super().encode(password, salt, iterations)


def test_no_answer_tells_whether_an_account_exists(settings: Settings) -> None:
    """Neither by its text, nor by how often it hashes."""
    settings.PASSWORD_HASHERS = [f"{__name__}.{CountingHasher.__qualname__}"]
    create_account("somebody", password=PASSWORD, by=None)
    create_account("without", password=None, by=None)
    ended = create_account("ended", password=PASSWORD, by=None)
    Account.objects.filter(pk=ended.pk).update(is_active=False)
    texts, rounds = set(), []
    for name, password in (
        ("somebody", WRONG),
        ("nobody", WRONG),
        ("without", WRONG),
        ("ended", PASSWORD),
    ):
        CountingHasher.counted.clear()
        sent = {"username": name, "password": password}
        page = Client().post("/en/sign-in", sent).content.decode()
        texts.add(re.sub(rf'csrf\w+" value="\w+"|value="{name}"', "", page))
        rounds.append(list(CountingHasher.counted))

    assert len(texts) == 1
    assert rounds == [[CountingHasher.iterations]] * 4


def test_what_is_entered_beside_a_wrong_password_is_not_kept(
    own_client: Client, account: Account
) -> None:
    new = "the next password of somebody"
    sent = {"password": "wrong", "new": new, "again": new}
    own_client.post("/en/account/password", sent)
    second_factors.add_code_app(account, secret=SECRET)
    other = Client()
    other.post("/en/sign-in", RIGHT)
    other.post("/en/sign-in/second-factor", {"code": "1234 5678"})

    kept = "".join(AccessAttempt.objects.values_list("post_data", flat=True))
    assert "password=" in kept
    assert new not in kept
    assert "1234" not in kept


def test_every_field_beside_a_password_is_a_secret_or_a_name() -> None:
    shown: set[str] = set()
    kinds: list[type[ConfirmedForm]] = [ConfirmedForm, *ConfirmedForm.__subclasses__()]
    for form in kinds:
        shown |= set(form.base_fields)

    secret = {"password", *installed.AXES_SENSITIVE_PARAMETERS}
    assert shown - secret == {"name"}

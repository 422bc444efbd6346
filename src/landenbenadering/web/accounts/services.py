"""What may be done to accounts."""

import os
import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.db import transaction

from landenbenadering.pipelines.settings import data_home
from landenbenadering.web.accounts.models import Account

DEMONSTRATION_NAME = "demo"
_PASSWORD_FILE = "demonstration-password"  # noqa: S105  (a file's name)


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """Name and password with which anyone on this machine may try the pages."""

    username: str
    password: str


def demonstration_account() -> DemonstrationAccount:
    """Give the demonstration account, made the first time.

    The password is made at random once and kept in the data home in a file that
    only its owner may read, so that a second run can show it again; the database
    holds it only hashed.
    """
    password = _kept_password()
    create_demonstration_account(password)
    return DemonstrationAccount(username=DEMONSTRATION_NAME, password=password)


@transaction.atomic
def create_demonstration_account(password: str) -> Account:
    """Make the account `demo` with this password, or set its password to this one.

    It may record facts in the register and nothing else. Done twice, the second
    time changes nothing, so that nobody who is signed in is signed out.
    """
    account, _made = Account.objects.get_or_create(username=DEMONSTRATION_NAME)
    if not account.check_password(password):
        account.set_password(password)
        account.save(update_fields=["password"])
    account.user_permissions.add(
        Permission.objects.get(
            content_type__app_label="register", codename="record_fact"
        )
    )
    return account


def _kept_password() -> str:
    path = data_home() / _PASSWORD_FILE
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(12))
    return path.read_text(encoding="ascii")

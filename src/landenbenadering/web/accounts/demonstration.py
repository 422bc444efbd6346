"""Accounts with which anyone on this machine may try every role."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from landenbenadering.pipelines.settings import data_home
from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.models import Account, Assignment
from landenbenadering.web.accounts.roles import Capacity, Role
from landenbenadering.web.accounts.services import assign, create_account, set_password

PASSWORD_FILE = "demonstration-passwords"  # noqa: S105  (a file's name)

ACCOUNTS: Mapping[str, Capacity] = {
    "desk-foreign-affairs": Capacity(Role.DESK_OFFICER, Department.FOREIGN_AFFAIRS),
    "desk-migration": Capacity(Role.DESK_OFFICER, Department.MIGRATION),
    "adviser-foreign-affairs": Capacity(Role.ADVISER, Department.FOREIGN_AFFAIRS),
    "adviser-migration": Capacity(Role.ADVISER, Department.MIGRATION),
    "adviser-development": Capacity(Role.ADVISER, Department.DEVELOPMENT_TRADE),
    "adviser-social-affairs": Capacity(Role.ADVISER, Department.SOCIAL_AFFAIRS),
    "adviser-education": Capacity(Role.ADVISER, Department.EDUCATION),
    "adviser-economic-affairs": Capacity(Role.ADVISER, Department.ECONOMIC_AFFAIRS),
    "adviser-infrastructure": Capacity(Role.ADVISER, Department.INFRASTRUCTURE),
    "coordinator": Capacity(Role.COORDINATOR),
    "decision-maker": Capacity(Role.DECISION_MAKER),
    "liaison": Capacity(Role.LIAISON),
    "house-reader": Capacity(Role.HOUSE_READER),
    "auditor": Capacity(Role.AUDITOR),
    "administrator": Capacity(Role.ADMINISTRATOR),
}


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The demonstration accounts, and the file that keeps their passwords."""

    usernames: tuple[str, ...]
    passwords_in: Path


def demonstration_accounts() -> Demonstration:
    """Make the demonstration accounts, or bring them in step with their passwords.

    Passwords are made at random once and kept in the data home in a file that only
    its owner may read; the database holds them only hashed.
    """
    path = data_home() / PASSWORD_FILE
    passwords = _kept_passwords(path)
    create_demonstration_accounts(passwords)
    return Demonstration(usernames=tuple(ACCOUNTS), passwords_in=path)


@transaction.atomic
def create_demonstration_accounts(passwords: Mapping[str, str]) -> None:
    """Make each account that is not there, with its one role.

    Done twice, the second time changes nothing, so that nobody who is signed in
    is signed out.
    """
    for username, capacity in ACCOUNTS.items():
        _make(username, capacity, passwords[username])


def _make(username: str, capacity: Capacity, password: str) -> None:
    reason = "demonstration"
    account = Account.objects.filter(username=username).first()
    if account is None:
        account = create_account(username, password=password, by=None, reason=reason)
    elif not account.check_password(password):
        set_password(account, password, by=None, reason=reason)
    if not Assignment.objects.filter(account=account).exists():
        assign(
            account,
            capacity.role,
            department=capacity.department,
            by=None,
            reason=reason,
        )


def _kept_passwords(path: Path) -> dict[str, str]:
    held = json.loads(path.read_text("ascii")) if path.is_file() else {}
    missing = [username for username in ACCOUNTS if username not in held]
    if missing:
        held |= {username: secrets.token_urlsafe(12) for username in missing}
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}-{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            json.dump(held, file, indent=2)
        draft.replace(path)
    return {username: str(held[username]) for username in ACCOUNTS}

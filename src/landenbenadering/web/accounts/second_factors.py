"""Second factors of accounts: a code app, keys, and codes for when those are lost.

allauth computes and keeps them; every change is made here, with its event.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.utils.crypto import constant_time_compare

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.selectors import capacities_of
from landenbenadering.web.accounts.services import Granter, granter
from landenbenadering.web.accounts.sessions import end_sessions
from landenbenadering.web.audit.services import record_event, serialise_appends

KIND = "second_factor"
KINDS = Authenticator.Type
_USED = "used_counter"


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """One factor as its owner sees it.

    Attributes
    ----------
    kind : str
        `totp`, `webauthn` or `recovery_codes`.
    name : str
        What the owner called a key; empty for the others.
    left : int or None
        Codes that can still be used; `None` for what is no list of codes.
    """

    pk: int
    kind: str
    name: str
    since: datetime
    left: int | None


def factors_of(account: Account) -> tuple[SecondFactor, ...]:
    """Give the factors of an account, in the order in which they were added."""
    rows = Authenticator.objects.filter(user=account).order_by("pk")
    return tuple(
        SecondFactor(
            pk=row.pk,
            kind=row.type,
            name=str(row.data.get("name", "")),
            since=row.created_at,
            left=_codes_left(row) if row.type == KINDS.RECOVERY_CODES else None,
        )
        for row in rows
    )


def has_second_factor(account: Account) -> bool:
    """Say whether signing in asks this account for more than a password."""
    rows = Authenticator.objects.filter(user=account)
    return bool(rows.exclude(type=KINDS.RECOVERY_CODES).exists())


@transaction.atomic
def add_code_app(
    account: Account, *, secret: str, shown: str | None = None
) -> tuple[str, ...]:
    """Add a code app; give recovery codes if it is the first factor.

    Parameters
    ----------
    shown : str or None
        The code with which its owner showed that it works: it counts no more.

    Raises
    ------
    AccountError
        ACC107 the account has a code app already.
    """
    serialise_appends()
    if Authenticator.objects.filter(user=account, type=KINDS.TOTP).exists():
        raise AccountError(
            "ACC107",
            problem="This account has a code app already.",
            remedy="Remove that one first.",
        )
    added = TOTP.activate(account, secret).instance
    if shown is not None:
        _uses_app_code(added, shown)
    _record("second-factor.added", account, added)
    return _first_recovery_codes(account)


@transaction.atomic
def add_key(
    account: Account, *, name: str, credential: Mapping[str, object]
) -> tuple[str, ...]:
    """Add a key whose answer was checked; give recovery codes if there are none yet."""
    serialise_appends()
    added = WebAuthn.add(account, name, dict(credential)).instance
    _record("second-factor.added", account, added)
    return _first_recovery_codes(account)


@transaction.atomic
def renew_recovery_codes(account: Account) -> tuple[str, ...]:
    """Give new recovery codes; the old ones work no longer."""
    serialise_appends()
    old = Authenticator.objects.filter(user=account, type=KINDS.RECOVERY_CODES).first()
    if old is not None:
        _remove(account, old, by=Granter(account, _capacity(account)))
    return _first_recovery_codes(account)


@transaction.atomic
def remove_factor(account: Account, pk: int) -> None:
    """Remove one of an account's own factors; codes go with the last of the others.

    Does nothing when it is gone already.
    """
    serialise_appends()
    owner = Granter(account, _capacity(account))
    gone = Authenticator.objects.filter(user=account, pk=pk).first()
    if gone is not None:
        _remove(account, gone, by=owner)
    if not has_second_factor(account):
        _remove_all(account, by=owner)


@transaction.atomic
def reset_second_factors(
    account: Account, *, by: Account | None, reason: str = ""
) -> int:
    """Take all factors away from someone who lost them; give how many there were.

    Raises
    ------
    AccountError
        ACC101 `by` may not.
    """
    giver = granter(by)
    serialise_appends()
    end_sessions(account)
    return _remove_all(account, by=giver, reason=reason)


@transaction.atomic
def use_code(account: Account, code: str) -> Authenticator | None:
    """Give the factor of which `code` is a code, used up by this; `None` when of none.

    A code of the app counts once, in whichever process it is asked.

    Raises
    ------
    AccountError
        ACC106 the secret cannot be read.
    """
    serialise_appends()
    given = "".join(code.split())
    rows = Authenticator.objects.select_for_update().filter(user=account)
    for row in rows.exclude(type=KINDS.WEBAUTHN).order_by("-type"):
        if row.type == KINDS.TOTP and _uses_app_code(row, given):
            _record("second-factor.used", account, row)
            return row
        if row.type == KINDS.RECOVERY_CODES and RecoveryCodes(row).validate_code(given):
            row.refresh_from_db()
            _record("second-factor.recovery-used", account, row, left=_codes_left(row))
            return row
    return None


def _uses_app_code(row: Authenticator, code: str) -> bool:
    secret = decrypt(row.data["secret"])
    now = int(time.time()) // app_settings.TOTP_PERIOD
    tolerance = app_settings.TOTP_TOLERANCE
    for counter in range(now - tolerance, now + tolerance + 1):
        right = format_hotp_value(hotp_value(secret, counter))
        if counter > row.data.get(_USED, -1) and constant_time_compare(code, right):
            row.data[_USED] = counter
            row.save(update_fields=["data"])
            return True
    return False


def _first_recovery_codes(account: Account) -> tuple[str, ...]:
    held = Authenticator.objects.filter(user=account, type=KINDS.RECOVERY_CODES)
    if held.exists():
        return ()
    made = RecoveryCodes.activate(account)
    _record("second-factor.added", account, made.instance)
    return tuple(made.generate_codes())


def _codes_left(row: Authenticator) -> int:
    """Count from the mask, without opening the secret."""
    used = int(row.data.get("used_mask", 0)).bit_count()
    return int(app_settings.RECOVERY_CODE_COUNT) - used


def _remove_all(account: Account, *, by: Granter, reason: str = "") -> int:
    rows = list(Authenticator.objects.filter(user=account))
    for row in rows:
        _remove(account, row, by=by, reason=reason)
    return len(rows)


def _remove(
    account: Account, row: Authenticator, *, by: Granter, reason: str = ""
) -> None:
    pk = row.pk
    row.delete()
    row.pk = pk  # Django empties it, and the event names the row by it.
    record_event(
        "second-factor.removed",
        actor=by.account,
        capacity=by.capacity,
        subject=row,
        before=_told(account, row),
        reason=reason,
        disclosure=Disclosure.INTERNAL,
        removed=True,
    )


def _record(action: str, account: Account, row: Authenticator, **more: object) -> None:
    record_event(
        action,
        actor=account,
        capacity=_capacity(account),
        subject=row,
        after=_told(account, row) | more,
        disclosure=Disclosure.INTERNAL,
    )


def _told(account: Account, row: Authenticator) -> dict[str, object]:
    told: dict[str, object] = {"account": account.get_username(), "factor": row.type}
    return told | ({"name": row.data["name"]} if row.type == KINDS.WEBAUTHN else {})


def _capacity(account: Account) -> str:
    return ", ".join(sorted(map(str, capacities_of(account))))

"""Closing the account of someone who left, and opening it again."""

from django.db import transaction

from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.services import granter
from landenbenadering.web.accounts.sessions import end_sessions
from landenbenadering.web.audit.services import record_event, serialise_appends


def close_account(account: Account, *, by: Account | None, reason: str = "") -> None:
    """Close an account: it opens nothing any more, and its sessions end.

    Roles and bindings stay as they are, and hold nothing while it is closed.

    Raises
    ------
    AccountError
        ACC101 `by` may not; ACC114 it is `by`'s own, or closed already.
    """
    _set(account, active=False, by=by, reason=reason)


def reopen_account(account: Account, *, by: Account | None, reason: str = "") -> None:
    """Open a closed account again, with the roles that still hold.

    Raises
    ------
    AccountError
        ACC101 `by` may not; ACC114 it is `by`'s own, or not closed.
    """
    _set(account, active=True, by=by, reason=reason)


@transaction.atomic
def _set(account: Account, *, active: bool, by: Account | None, reason: str) -> None:
    giver = granter(by)
    serialise_appends()
    account.refresh_from_db()
    own = by is not None and by.pk == account.pk
    if own or account.is_active == active:
        state = "open" if account.is_active else "closed"
        raise AccountError(
            "ACC114",
            problem=f"The account {account.get_username()} is "
            f"{'your own' if own else f'{state} already'}.",
            remedy="Ask another administrator." if own else "Look at it again.",
        )
    account.is_active = active
    account.save(update_fields=["is_active"])
    if not active:
        end_sessions(account)
    record_event(
        "account.reopened" if active else "account.closed",
        actor=giver.account,
        capacity=giver.capacity,
        subject=account,
        reason=reason,
    )

"""What the audit trail says of signing in and out."""

from collections.abc import Mapping

from axes.signals import user_locked_out
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.db import transaction
from django.http import HttpRequest

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.selectors import capacities_of
from landenbenadering.web.accounts.sessions import begin, opened_through
from landenbenadering.web.audit.services import record_event
from landenbenadering.web.audit.subjects import Subject


def connect() -> None:
    """Listen to Django and to the lock-out."""
    user_logged_in.connect(_signed_in, dispatch_uid="audit-signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="audit-signed-out")
    user_login_failed.connect(_failed, dispatch_uid="audit-failed")
    user_locked_out.connect(_locked_out, dispatch_uid="audit-locked-out")


def _signed_in(*, user: Account, request: HttpRequest, **_rest: object) -> None:
    begin(request.session, user, agent=request.headers.get("User-Agent", ""))
    through = opened_through(request.session)
    told = None if through is None else {"through": through.provider}
    record_of_account("sign-in.succeeded", user, after=told)


def _signed_out(*, user: Account | None, **_rest: object) -> None:
    if user is not None:
        record_of_account("sign-out", user)


def record_refused(provider: str, *, named: str | None, reason: str) -> None:
    """Record that someone for whom a provider vouched was not let in, and why."""
    _record_stranger(
        "sign-in.refused", named, after={"through": provider, "why": reason}
    )


def _failed(*, credentials: Mapping[str, object], **_rest: object) -> None:
    _record_stranger("sign-in.failed", credentials.get("username"))


def _locked_out(*, username: str | None, **_rest: object) -> None:
    _record_stranger("sign-in.locked", username)


def record_of_account(
    action: str, account: Account, *, after: Mapping[str, object] | None = None
) -> None:
    """Record what someone did at the door, for those who may read internal events."""
    held = ", ".join(sorted(map(str, capacities_of(account))))
    with transaction.atomic():
        # Not the row: a sign-in must not vouch for an account that no service made.
        record_event(
            action,
            actor=account,
            capacity=held,
            subject=Subject("account", account.get_username()),
            after=after,
            disclosure=Disclosure.INTERNAL,
        )


def _record_stranger(
    action: str, username: object, *, after: Mapping[str, object] | None = None
) -> None:
    """Record what was tried under a name that need not be one of an account."""
    named = Subject("account", str(username)) if username else None
    with transaction.atomic():
        record_event(
            action,
            actor=None,
            capacity="",
            subject=named,
            after=after,
            disclosure=Disclosure.INTERNAL,
        )

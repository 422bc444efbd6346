"""Making and revoking the secret address of someone's feeds."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from landenbenadering.web.accounts.models import Account
from landenbenadering.web.audit.services import record_event, serialise_appends
from landenbenadering.web.audit.transitions import transition
from landenbenadering.web.worklist.models import FeedAddress

_BYTES = 32


def hash_of(token: str) -> str:
    """Give what is stored of a secret.

    One round suffices: it is 256 random bits, which nobody can guess.
    """
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_address(account: Account, *, whole: bool = False) -> str:
    """Make the address of someone's own feeds and give its secret, this once.

    An address that was there is revoked.
    """
    serialise_appends()
    revoke_address(account)
    token = secrets.token_urlsafe(_BYTES)
    made = FeedAddress.objects.create(
        account=account, token_hash=hash_of(token), whole=whole, made=timezone.now()
    )
    record_event(
        "feed_address.made",
        actor=account,
        capacity="",
        subject=made,
        after={"account": account.get_username(), "whole": whole},
    )
    return token


@transaction.atomic
def revoke_address(account: Account) -> bool:
    """End the address of someone's own feeds; say whether there was one."""
    serialise_appends()
    held = address_of(account)
    if held is None:
        return False
    transition(
        FeedAddress,
        held.pk,
        from_states=[FeedAddress.State.HELD],
        to_state=FeedAddress.State.REVOKED,
        expected_version=held.version,
        actor=account,
        capacity="",
        reason="",
    )
    return True


def address_of(account: Account) -> FeedAddress | None:
    """Give the address that someone holds now, without its secret."""
    state = FeedAddress.State.HELD
    return FeedAddress.objects.filter(account=account, state=state).first()


def holder_of(token: str) -> FeedAddress | None:
    """Give the address that a secret belongs to.

    `None` alike for a secret that never was, one that was revoked and one whose
    holder may no longer sign in.
    """
    return (
        FeedAddress.objects.filter(
            token_hash=hash_of(token),
            state=FeedAddress.State.HELD,
            account__is_active=True,
        )
        .select_related("account")
        .first()
    )

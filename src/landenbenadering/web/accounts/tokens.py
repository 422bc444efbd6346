"""Tokens for the API: the only writers of them, and whose a token is."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account, ApiToken
from landenbenadering.web.accounts.requirement import needs_second_factor
from landenbenadering.web.accounts.second_factors import has_second_factor
from landenbenadering.web.accounts.secret_texts import hash_of, new_secret
from landenbenadering.web.audit.services import record_event, serialise_appends
from landenbenadering.web.audit.transitions import transition

LASTS = timedelta(days=365)
MOST = 10


@transaction.atomic
def make_token(account: Account, *, name: str) -> str:
    """Make a token for the API and give its secret, this once.

    Raises
    ------
    AccountError
        ACC116 the account holds as many as it may.
    ValidationError
        The name is empty or too long.
    """
    serialise_appends()
    if len(tokens_of(account)) >= MOST:
        raise AccountError(
            "ACC116",
            problem=f"{account} holds {MOST} tokens already.",
            remedy="Revoke one that is no longer used.",
        )
    secret = new_secret()
    token = ApiToken(
        account=account,
        name=name,
        token_hash=hash_of(secret),
        made=timezone.now(),
        ends_on=timezone.localdate() + LASTS,
    )
    token.full_clean(exclude=["account"])
    token.save(force_insert=True)
    record_event(
        "api_token.made",
        actor=account,
        capacity="",
        subject=token,
        after={"account": account.get_username(), "ends_on": token.ends_on},
    )
    return secret


@transaction.atomic
def revoke_token(account: Account, pk: int) -> bool:
    """End one of someone's own tokens; say whether there was such a one."""
    serialise_appends()
    held = next((token for token in tokens_of(account) if token.pk == pk), None)
    if held is None:
        return False
    transition(
        ApiToken,
        held.pk,
        from_states=[ApiToken.State.HELD],
        to_state=ApiToken.State.REVOKED,
        expected_version=held.version,
        actor=account,
        capacity="",
        reason="",
    )
    return True


def tokens_of(account: Account) -> list[ApiToken]:
    """Give the tokens of someone that open something today, the newest first."""
    return list(
        ApiToken.objects.filter(
            account=account,
            state=ApiToken.State.HELD,
            ends_on__gt=timezone.localdate(),
        ).order_by("-made")
    )


def account_with_token(secret: str) -> Account | None:
    """Give the account that a token stands for.

    `None` alike for a token that never was, one that was revoked or has ended, one
    whose holder may no longer sign in, and one whose holder needs a second factor
    and has none.
    """
    held = (
        ApiToken.objects.filter(
            token_hash=hash_of(secret),
            state=ApiToken.State.HELD,
            ends_on__gt=timezone.localdate(),
            account__is_active=True,
        )
        .select_related("account")
        .first()
    )
    if held is None:
        return None
    account = held.account
    if needs_second_factor(account) and not has_second_factor(account):
        return None
    return account

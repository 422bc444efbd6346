"""Which account someone opens for whom a provider vouches; the only writer of that."""

from typing import Literal

from django.db import transaction
from django.utils import timezone

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account, Binding
from landenbenadering.web.accounts.openid_provider import EMAIL, OpenIdProvider
from landenbenadering.web.accounts.selectors import capacities_of
from landenbenadering.web.accounts.services import granter
from landenbenadering.web.accounts.sessions import end_sessions
from landenbenadering.web.audit.services import record_event, serialise_appends

Refusal = Literal["unknown", "not named", "ended", "has a password", "bound already"]


class NotAdmittedError(AccountError):
    """Someone for whom a provider vouches opens no account here.

    Attributes
    ----------
    why : str
        For the trail alone: the person gets the same answer whatever it is.
    """

    def __init__(self, why: Refusal) -> None:
        super().__init__(
            "ACC113",
            problem=f"This person opens no account ({why}).",
            remedy="Make an account with the name that the provider gives, or have "
            "its owner connect it; see the event in the audit trail.",
        )
        self.why: Refusal = why


def account_for(
    provider: OpenIdProvider, *, subject: str, named: str | None
) -> tuple[Account, bool]:
    """Give the account that someone opens, and whether it is bound already.

    Once bound, issuer and subject alone decide. Before, the claim that the settings
    name must name one account without a password that is bound to nobody there: an
    account with a password is connected by its owner, who knows it.

    Parameters
    ----------
    named : str or None
        Value of the claim; `None` when the provider does not vouch for it.

    Raises
    ------
    NotAdmittedError
        ACC113 there is no such account.
    """
    bound = Binding.objects.filter(issuer=provider.issuer, subject=subject)
    held = bound.select_related("account").first()
    if held is not None:
        if not held.account.is_active:
            raise NotAdmittedError("ended")
        return held.account, True
    if named is None:
        raise NotAdmittedError("not named")
    return _unbound(provider, named), False


def _unbound(provider: OpenIdProvider, named: str) -> Account:
    """Give the one account of that name, if it waits for its first use."""
    exactly = "username__iexact" if provider.claim == EMAIL else "username"
    found = list(Account.objects.filter(**{exactly: named})[:2])
    if len(found) != 1:
        raise NotAdmittedError("unknown")
    account = found[0]
    if not account.is_active:
        raise NotAdmittedError("ended")
    if account.has_usable_password():
        raise NotAdmittedError("has a password")
    if Binding.objects.filter(account=account, issuer=provider.issuer).exists():
        raise NotAdmittedError("bound already")
    return account


@transaction.atomic
def bind(account: Account, *, issuer: str, subject: str) -> Binding:
    """Bind an account to someone at a provider; does nothing when it is so already.

    Raises
    ------
    NotAdmittedError
        ACC113 either is bound to another.
    """
    serialise_appends()
    others = Binding.objects.filter(issuer=issuer)
    taken = others.filter(account=account) | others.filter(subject=subject)
    for held in taken:
        if (held.account_id, held.subject) == (account.pk, subject):
            return held
        raise NotAdmittedError("bound already")
    made = Binding.objects.create(
        account=account, issuer=issuer, subject=subject, bound_at=timezone.now()
    )
    record_event(
        "binding.added",
        actor=account,
        capacity=", ".join(sorted(map(str, capacities_of(account)))),
        subject=made,
        after=_told(made),
        disclosure=Disclosure.INTERNAL,
    )
    return made


@transaction.atomic
def unbind(binding: Binding, *, by: Account | None, reason: str = "") -> None:
    """Take a binding away and end the sessions of its account.

    Raises
    ------
    AccountError
        ACC101 `by` may not.
    """
    giver = granter(by)
    serialise_appends()
    pk = binding.pk
    binding.delete()
    binding.pk = pk  # Django empties it, and the event names the row by it.
    end_sessions(binding.account)
    record_event(
        "binding.removed",
        actor=giver.account,
        capacity=giver.capacity,
        subject=binding,
        before=_told(binding),
        reason=reason,
        disclosure=Disclosure.INTERNAL,
        removed=True,
    )


def bindings_of(account: Account, *, issuer: str = "") -> list[Binding]:
    """Give the bindings of an account, at one provider if it is named.

    Raises
    ------
    AccountError
        ACC115 there is none.
    """
    held = Binding.objects.filter(account=account)
    found = list(held.filter(issuer=issuer) if issuer else held)
    if not found:
        at = f" at {issuer}" if issuer else ""
        raise AccountError(
            "ACC115",
            problem=f"{account.get_username()} is bound to nobody{at}.",
            remedy="See its page: Accounts and roles.",
        )
    return found


def _told(binding: Binding) -> dict[str, object]:
    return {
        "account": binding.account.get_username(),
        "issuer": binding.issuer,
        "subject": binding.subject,
    }

"""What someone chooses about feeds and digest; the only writers of those choices."""

from django.db import transaction
from django.utils import timezone

from landenbenadering.core.language import Language
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.secret_texts import hash_of, new_secret
from landenbenadering.web.audit.services import record_event, serialise_appends
from landenbenadering.web.audit.transitions import transition
from landenbenadering.web.worklist.models import DigestChoice, FeedAddress


@transaction.atomic
def make_address(account: Account, *, whole: bool = False) -> str:
    """Make the address of someone's own feeds and give its secret, this once.

    An address that was there is revoked.
    """
    serialise_appends()
    revoke_address(account)
    token = new_secret()
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


@transaction.atomic
def want_digest(account: Account, *, email: str, language: Language) -> None:
    """Have the digest mailed to someone from now on, or elsewhere than before.

    Raises
    ------
    ValidationError
        The address is none.
    """
    serialise_appends()
    held = digest_choice_of(account)
    wanted = DigestChoice.State.WANTED
    choice = DigestChoice(
        account=account, email=email, language=language.value, state=wanted
    )
    choice.full_clean(exclude=["account"])
    if held is not None:
        _change(held, wanted, email=email, language=language.value)
        return
    choice.save(force_insert=True)
    record_event(
        "digest.wanted",
        actor=account,
        capacity="",
        subject=choice,
        after={"email": email, "language": language.value},
    )


@transaction.atomic
def stop_digest(account: Account) -> None:
    """Mail someone no digest any more; nothing where none was wanted."""
    serialise_appends()
    held = digest_choice_of(account)
    if held is not None and held.state == DigestChoice.State.WANTED:
        stopped = DigestChoice.State.STOPPED
        _change(held, stopped, email=held.email, language=held.language)


def _change(
    held: DigestChoice, to: DigestChoice.State, *, email: str, language: str
) -> None:
    transition(
        DigestChoice,
        held.pk,
        from_states=list(DigestChoice.State),
        to_state=to,
        expected_version=held.version,
        actor=held.account,
        capacity="",
        reason="",
        email=email,
        language=language,
    )


def digest_choice_of(account: Account) -> DigestChoice | None:
    """Give what someone chose about the digest; `None` for nothing yet."""
    return DigestChoice.objects.filter(account=account).first()


def wanted_digests() -> list[DigestChoice]:
    """Give whom a digest is mailed to, by name of the account."""
    wanted = DigestChoice.objects.filter(
        state=DigestChoice.State.WANTED, account__is_active=True
    )
    return list(wanted.select_related("account").order_by("account__username"))


@transaction.atomic
def note_sent(choice: DigestChoice, *, items: int, named: int) -> None:
    """Record that a digest went out: how many items it told of, and named."""
    record_event(
        "digest.sent",
        actor=None,
        capacity="command-line",
        subject=choice,
        after={"items": items, "named": named},
    )

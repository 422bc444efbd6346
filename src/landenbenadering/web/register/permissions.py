"""Who may record facts, and who may read which level of disclosure."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.selectors import PUBLIC

RECORD_FACT = "register.record_fact"


def may_record(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Say whether a visitor may add facts to the register."""
    return isinstance(user, PermissionsMixin) and user.has_perm(RECORD_FACT)


def readable_by(user: AbstractBaseUser | AnonymousUser) -> frozenset[Disclosure]:
    """Give the levels that a visitor may read: all for who records, else public."""
    return frozenset(Disclosure) if may_record(user) else PUBLIC

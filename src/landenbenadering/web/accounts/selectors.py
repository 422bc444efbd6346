"""What may be asked of the accounts."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.models import Account, Assignment
from landenbenadering.web.accounts.roles import Capacity, Role


def capacities_of(
    user: AbstractBaseUser | AnonymousUser, *, on: date | None = None
) -> frozenset[Capacity]:
    """Give every role, with its department, that someone holds on a day.

    Parameters
    ----------
    on : date or None
        The day; `None` means today.
    """
    if not isinstance(user, Account) or not user.is_active:
        return frozenset()
    held = assignments_on(on or timezone.localdate()).filter(account=user)
    return frozenset(
        Capacity(Role(role), Department(department) if department else None)
        for role, department in held.values_list("role", "department")
    )


def assignments_on(day: date) -> QuerySet[Assignment, Assignment]:
    """Give the assignments that hold on a day."""
    return Assignment.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day
    )


def holders_of(
    role: Role, *, department: Department | None = None
) -> QuerySet[Account, Account]:
    """Give the accounts that hold a role today, in order of name."""
    held = assignments_on(timezone.localdate()).filter(role=role.value)
    if department is not None:
        held = held.filter(department=department.value)
    accounts = Account.objects.filter(is_active=True, pk__in=held.values("account"))
    return accounts.order_by("username")

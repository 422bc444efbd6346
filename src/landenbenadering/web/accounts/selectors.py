"""What may be asked of the accounts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account, Assignment
from landenbenadering.web.accounts.roles import Capacity, Role


@dataclass(frozen=True, slots=True)
class AccountToday:
    """An account as a list shows it.

    Attributes
    ----------
    last_signed_in : datetime or None
        `None` when it never did.
    """

    pk: int
    username: str
    capacities: tuple[Capacity, ...]
    second_factor: bool
    closed: bool
    last_signed_in: datetime | None


def accounts_today() -> list[AccountToday]:
    """Give every account with the roles that it holds today, in order of name."""
    held: dict[int, list[Capacity]] = defaultdict(list)
    for one in assignments_on(timezone.localdate()):
        held[one.account_id].append(capacity_of(one))
    protected = set(
        Authenticator.objects.exclude(
            type=Authenticator.Type.RECOVERY_CODES
        ).values_list("user", flat=True)
    )
    return [
        AccountToday(
            pk=account.pk,
            username=account.get_username(),
            capacities=tuple(sorted(held[account.pk], key=str)),
            second_factor=account.pk in protected,
            closed=not account.is_active,
            last_signed_in=account.last_login,
        )
        for account in Account.objects.order_by("username")
    ]


def account_named(username: str) -> Account:
    """Give the account of that name.

    Raises
    ------
    AccountError
        ACC108 there is none.
    """
    found = Account.objects.filter(username=username).first()
    if found is None:
        raise AccountError(
            "ACC108",
            problem=f"No account is called {username!r}.",
            remedy="See which there are: landenbenadering account list.",
        )
    return found


def held_assignment(
    account: Account, role: Role, *, department: Department | None
) -> Assignment:
    """Give the assignment of a role that was not ended yet.

    Raises
    ------
    AccountError
        ACC109 the account does not hold it.
    """
    found = Assignment.objects.filter(
        account=account,
        role=role.value,
        department=department.value if department else "",
        state=Assignment.State.HELD,
    ).first()
    if found is None:
        raise AccountError(
            "ACC109",
            problem=f"{account} does not hold the role {Capacity(role, department)}.",
            remedy="See what it holds: landenbenadering account list.",
        )
    return found


def capacity_of(assignment: Assignment) -> Capacity:
    """Give the role with its department."""
    return _capacity(assignment.role, assignment.department)


def _capacity(role: str, department: str) -> Capacity:
    return Capacity(Role(role), Department(department) if department else None)


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
        _capacity(role, department)
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

"""What may be done to accounts; the only writers of accounts and roles."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account, Assignment
from landenbenadering.web.accounts.permissions import capacity_for
from landenbenadering.web.accounts.roles import PER_DEPARTMENT, Act, Role
from landenbenadering.web.accounts.selectors import assignments_on
from landenbenadering.web.accounts.sessions import end_sessions
from landenbenadering.web.audit.services import record_event, serialise_appends
from landenbenadering.web.audit.transitions import transition

# Who may use the command on the machine itself stands above the accounts.
COMMAND_LINE = "command-line"


@dataclass(frozen=True, slots=True)
class Granter:
    """Who gives or takes a role, and in which capacity.

    Attributes
    ----------
    account : Account or None
        `None` for the command on the machine itself.
    """

    account: Account | None
    capacity: str


def granter(by: Account | None) -> Granter:
    """Say in which capacity someone manages accounts.

    Raises
    ------
    AccountError
        ACC101 this account may not manage accounts.
    """
    if by is None:
        return Granter(None, COMMAND_LINE)
    capacity = capacity_for(by, Act.MANAGE_ACCOUNTS)
    if capacity is None:
        raise AccountError(
            "ACC101",
            problem=f"{by.get_username()} may not manage accounts.",
            remedy="Ask an administrator.",
        )
    return Granter(by, str(capacity))


@transaction.atomic
def create_account(
    username: str, *, password: str | None, by: Account | None, reason: str = ""
) -> Account:
    """Make an account that holds no role yet.

    Parameters
    ----------
    password : str or None
        `None` for an account that signs in through the organisation alone.
    by : Account or None
        The administrator; `None` for the command on the machine itself.

    Raises
    ------
    AccountError
        ACC101 `by` may not; ACC102 the name is taken or cannot be used, or the
        password is too weak.
    """
    giver = granter(by)
    serialise_appends()
    account = Account(username=username)
    try:
        if password is not None:
            validate_password(password, account)
        account.set_password(password)
        account.full_clean()
    except ValidationError as error:
        raise AccountError(
            "ACC102",
            problem=f"The account {username!r} cannot be made: "
            f"{' '.join(error.messages)}",
            remedy="Choose another name or password.",
        ) from error
    account.save(force_insert=True)
    record_event(
        "account.created",
        actor=giver.account,
        capacity=giver.capacity,
        subject=account,
        after={"username": username, "with_password": password is not None},
        reason=reason,
    )
    return account


@transaction.atomic
def set_password(
    account: Account, password: str, *, by: Account | None, reason: str = ""
) -> None:
    """Give an account another password, which ends its sessions.

    Raises
    ------
    AccountError
        ACC101 `by` may not; someone may always change the own password. ACC102 it
        is too weak.
    """
    own = by is not None and by.pk == account.pk
    giver = Granter(by, "") if own else granter(by)
    serialise_appends()
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise AccountError(
            "ACC102",
            problem=f"This password cannot be used: {' '.join(error.messages)}",
            remedy="Choose another name or password.",
        ) from error
    account.set_password(password)
    account.save(update_fields=["password"])
    record_event(
        "account.password-changed",
        actor=giver.account,
        capacity=giver.capacity,
        subject=account,
        reason=reason,
    )


@transaction.atomic
def assign(
    account: Account,
    role: Role,
    *,
    department: Department | None = None,
    by: Account | None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    reason: str = "",
) -> Assignment:
    """Give a role to an account; nobody gives one to themselves.

    Parameters
    ----------
    valid_from : date or None
        First day; `None` means today.
    valid_until : date or None
        First day on which it holds no longer; `None` for no end.

    Raises
    ------
    AccountError
        ACC101 `by` may not; ACC103 `by` is the account itself; ACC104 the role
        needs a department or has none; ACC105 the account holds that role.
    """
    giver = granter(by)
    _require_another(account, by)
    if (role in PER_DEPARTMENT) != (department is not None):
        raise AccountError(
            "ACC104",
            problem=f"{role.value} with department "
            f"{department.value if department else '(none)'} is no role.",
            remedy="Name a department for desk_officer and adviser, and for no other.",
        )
    serialise_appends()
    held = Assignment(
        account=account,
        role=role.value,
        department=department.value if department else "",
        valid_from=valid_from or timezone.localdate(),
        valid_until=valid_until,
    )
    try:
        with transaction.atomic():
            held.save(force_insert=True)
    except IntegrityError as error:
        raise AccountError(
            "ACC105",
            problem=f"{account} holds the role {role.value} already, or it would end "
            "before it begins.",
            remedy="End the role that is held first, or correct the dates.",
        ) from error
    record_event(
        "role.assigned",
        actor=giver.account,
        capacity=giver.capacity,
        subject=held,
        after={
            "account": account.get_username(),
            "role": role,
            "department": department,
            "valid_from": held.valid_from,
            "valid_until": valid_until,
        },
        reason=reason,
    )
    return held


@transaction.atomic
def end_assignment(
    assignment: Assignment, *, by: Account | None, reason: str = ""
) -> None:
    """Take a role away from today; where it holds today, its account's sessions end.

    Raises
    ------
    AccountError
        ACC101 `by` may not; ACC103 `by` holds the role.
    TransitionConflictError
        AUD103 it was ended already.
    """
    giver = granter(by)
    _require_another(assignment.account, by)
    today = timezone.localdate()
    held_before = assignments_on(today).filter(pk=assignment.pk).exists()
    transition(
        Assignment,
        assignment.pk,
        from_states=[Assignment.State.HELD],
        to_state=Assignment.State.ENDED,
        expected_version=assignment.version,
        actor=giver.account,
        capacity=giver.capacity,
        reason=reason,
        action="role.ended",
        valid_until=max(today, assignment.valid_from),
    )
    if assignments_on(today).filter(pk=assignment.pk).exists() != held_before:
        end_sessions(assignment.account)


def _require_another(account: Account, by: Account | None) -> None:
    if by is not None and by.pk == account.pk:
        raise AccountError(
            "ACC103",
            problem="Nobody gives or takes a role of their own.",
            remedy="Ask another administrator.",
        )

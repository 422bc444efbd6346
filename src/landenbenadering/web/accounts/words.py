"""What roles, departments and acts are called on pages."""

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.roles import PER_DEPARTMENT, Capacity, Role
from landenbenadering.web.audit import words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ROLES: dict[Role, "StrPromise"] = {
    Role.DESK_OFFICER: _("desk officer"),
    Role.ADVISER: _("adviser"),
    Role.COORDINATOR: _("coordinator"),
    Role.DECISION_MAKER: _("decision maker"),
    Role.LIAISON: _("parliamentary liaison"),
    Role.HOUSE_READER: _("reader for the House"),
    Role.AUDITOR: _("auditor"),
    Role.ADMINISTRATOR: _("administrator"),
}
FACTORS: dict[str, "StrPromise"] = {
    "totp": _("app on a telephone"),
    "webauthn": _("key"),
    "recovery_codes": _("recovery codes"),
}
DEPARTMENTS: dict[Department, "StrPromise"] = {
    Department.GENERAL_AFFAIRS: _("General Affairs"),
    Department.FOREIGN_AFFAIRS: _("Foreign Affairs"),
    Department.DEVELOPMENT_TRADE: _("Development and Trade"),
    Department.MIGRATION: _("Migration"),
    Department.SOCIAL_AFFAIRS: _("Social Affairs"),
    Department.EDUCATION: _("Education"),
    Department.ECONOMIC_AFFAIRS: _("Economic Affairs"),
    Department.INFRASTRUCTURE: _("Infrastructure"),
    Department.DEFENCE: _("Defence"),
    Department.FINANCE: _("Finance"),
}


def capacity_words(capacity: Capacity) -> str:
    """Write a role with its department, as in `adviser, Finance`."""
    if capacity.department is None:
        return str(ROLES[capacity.role])
    return f"{ROLES[capacity.role]}, {DEPARTMENTS[capacity.department]}"


def name_for_the_trail() -> None:
    """Tell the audit trail what is recorded of accounts and by whom."""
    words.name_actions(
        {
            "sign-in.succeeded": _("signed in"),
            "sign-in.failed": _("failed to sign in"),
            "sign-in.locked": _("locked out after failing to sign in"),
            "sign-in.refused": _("known to the organisation, but not let in"),
            "sign-out": _("signed out"),
            "session.expired": _("session rested or lasted too long"),
            "session.ended": _("session ended"),
            "account.created": _("account made"),
            "account.closed": _("account closed"),
            "account.reopened": _("account opened again"),
            "account.password-changed": _("password changed"),
            "second-factor.added": _("second factor added"),
            "second-factor.removed": _("second factor removed"),
            "second-factor.used": _("second factor given"),
            "second-factor.failed": _("wrong second factor given"),
            "second-factor.recovery-used": _("recovery code used up"),
            "binding.added": _("bound to someone at the organisation"),
            "binding.removed": _("binding to the organisation removed"),
            "api_token.made": _("token for the API made"),
            "api_token.revoked": _("token for the API revoked"),
            "role.assigned": _("role given"),
            "role.ended": _("role ended"),
            "item.read": _("internal item read"),
        }
    )
    words.name_kinds(
        {
            "account": _("account"),
            "api_token": _("token for the API"),
            "assignment": _("role held"),
            "second_factor": _("second factor"),
            "binding": _("binding to the organisation"),
        }
    )
    words.name_capacities({"command-line": _("command line")})
    for role in Role:
        words.name_capacities({role.value: ROLES[role]})
    for role in PER_DEPARTMENT:
        for department, name in DEPARTMENTS.items():
            capacity = str(Capacity(role, department))
            named = format_lazy("{role}, {name}", role=ROLES[role], name=name)
            words.name_capacities({capacity: named})

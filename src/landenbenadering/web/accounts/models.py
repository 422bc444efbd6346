"""Accounts of people who work with the register."""

from typing import ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.roles import PER_DEPARTMENT, Role
from landenbenadering.web.audit.subjects import audited


class Account(AbstractUser):
    """Someone who signs in.

    A model of our own from the start: a later change of Django's own user model
    would mean moving every foreign key to it.
    """

    class Meta:
        """What it is called, and what SQLite would not enforce."""

        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("username"), 150),
                name="account_username_length",
            ),
        ]

    def check_password(self, raw_password: str | None) -> bool:
        """Say whether this is the password; never renew its hash on the way.

        Django would write a stronger hash at sign-in, which no event would tell of.
        """
        return check_password(raw_password, self.password)


class Assignment(models.Model):
    """A role that an account holds from one day until another.

    Attributes
    ----------
    department : str
        Empty for a role that belongs to no department.
    valid_until : date or None
        First day on which it holds no longer; `None` while no end is known.
    state, version : str, int
        `held` or `ended`; for the one function that changes rows.
    """

    class State(models.TextChoices):
        """Whether it still stands."""

        HELD = "held", _("held")
        ENDED = "ended", _("ended")

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="assignments"
    )
    role = models.CharField(max_length=40)
    department = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """What SQLite would not enforce, and what no service may get wrong."""

        ordering: ClassVar[list[str]] = ["account", "role", "department", "pk"]
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(map(str, Role))),
                name="assignment_role",
            ),
            models.CheckConstraint(
                condition=Q(
                    role__in=sorted(map(str, PER_DEPARTMENT)),
                    department__in=sorted(map(str, Department)),
                )
                | (~Q(role__in=sorted(map(str, PER_DEPARTMENT))) & Q(department="")),
                name="assignment_department",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="assignment_dates",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "department"],
                condition=Q(state="held"),
                name="assignment_once",
            ),
        ]

    def __str__(self) -> str:
        """Name the role and its holder, as in `adviser:finance of adviser-finance`."""
        role = f"{self.role}:{self.department}" if self.department else self.role
        return f"{role} of {self.account}"


class Binding(models.Model):
    """An account bound to someone at a provider of OpenID Connect.

    Attributes
    ----------
    issuer, subject : str
        The provider, and what it calls the person for good; a name or a mail address
        may be given to someone else one day, these may not.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="bindings"
    )
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    bound_at = models.DateTimeField()

    class Meta:
        """One person for each account at a provider, and one account for each."""

        ordering: ClassVar[list[str]] = ["account", "pk"]
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("issuer"), 255)
                & LessThanOrEqual(Length("subject"), 255),
                name="binding_lengths",
            ),
            models.UniqueConstraint(
                fields=["issuer", "subject"], name="binding_of_one_account"
            ),
            models.UniqueConstraint(
                fields=["account", "issuer"], name="binding_to_one_person"
            ),
        ]

    def __str__(self) -> str:
        """Name the account and the provider, as in `somebody at https://…`."""
        return f"{self.account} at {self.issuer}"


class ApiToken(models.Model):
    """A secret with which a program reads the API as the account that made it.

    Attributes
    ----------
    name : str
        What its maker calls it, as in "spreadsheet".
    token_hash : str
        SHA-256 of the secret, 64 hexadecimal digits; the secret is not kept.
    ends_on : date
        First day on which it opens nothing any more.
    state, version : str, int
        `held` or `revoked`; for the one function that changes rows.
    """

    class State(models.TextChoices):
        """Whether it still opens anything."""

        HELD = "held", _("held")
        REVOKED = "revoked", _("revoked")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """What SQLite would not enforce."""

        ordering: ClassVar[list[str]] = ["account", "-made", "pk"]
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("name"), 60),
                name="api_token_name_length",
            ),
        ]

    def __str__(self) -> str:
        """Name it and its holder."""
        return f"{self.name} of {self.account}"


# The moment of the last sign-in is Django's own note; the trail has the event.
audited(Account, kind="account", identity=("username",), left_out=("last_login",))
audited(Assignment, kind="assignment")
audited(Binding, kind="binding")
audited(ApiToken, kind="api_token")

"""Accounts of people who work with the register."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _


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

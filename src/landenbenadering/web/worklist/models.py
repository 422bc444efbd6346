"""How people have their work list outside the pages: by a secret address, by mail."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from landenbenadering.web.audit.subjects import audited


class FeedAddress(models.Model):
    """The secret address of one person's feeds.

    Attributes
    ----------
    token_hash : str
        SHA-256 of the secret, 64 hexadecimal digits; the secret is not kept.
    whole : bool
        Whether items that are not public stand in it in full; else they are reduced
        to a neutral title.
    state, version : str, int
        `held` or `revoked`; for the one function that changes rows.
    """

    class State(models.TextChoices):
        """Whether it still leads anywhere."""

        HELD = "held"
        REVOKED = "revoked"

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    whole = models.BooleanField(default=False)
    made = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """At most one that leads anywhere for each person."""

        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(state="held"), name="one_feed_address"
            ),
        ]

    def __str__(self) -> str:
        """Name whose it is."""
        return f"feed address of {self.account}"


class DigestChoice(models.Model):
    """Where and in which language someone has the digest mailed.

    Attributes
    ----------
    language : str
        `nl` or `en`.
    state, version : str, int
        `wanted` or `stopped`; for the one function that changes rows.
    """

    class State(models.TextChoices):
        """Whether it is mailed."""

        WANTED = "wanted"
        STOPPED = "stopped"

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    email = models.EmailField()
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=State.choices)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """What SQLite would not enforce."""

        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(language__in=["nl", "en"]), name="digest_language"
            ),
        ]

    def __str__(self) -> str:
        """Name whose it is."""
        return f"digest of {self.account}"


audited(FeedAddress, kind="feed_address")
audited(DigestChoice, kind="digest")

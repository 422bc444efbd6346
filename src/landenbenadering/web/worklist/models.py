"""The secret addresses under which people read their work list in other programs."""

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


audited(FeedAddress, kind="feed_address")

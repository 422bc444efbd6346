"""The table of the audit trail: one row for each event."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.audit.protection import AppendOnly, protected

LENGTHS = {
    "actor_name": 150,
    "capacity": 80,
    "action": 60,
    "subject_kind": 40,
    "subject_id": 200,
}
_HASH_LENGTH = 64

PROTECTION = protected(
    AppendOnly(
        table="audit_auditevent",
        prefix="audit",
        refusal="AUD110 events of the audit trail",
        identities=(("sequence",),),
    )
)


class AuditEvent(models.Model):
    """One event; written once, never changed or removed.

    Attributes
    ----------
    sequence : int
        Its place in the chain, from 1 without gaps.
    actor : Account or None
        Who did it; `None` for the software itself and for who is not signed in.
    actor_name : str
        The name that the account had then, or that a stranger gave.
    capacity : str
        Role and department in which it was done, as in `adviser:finance`.
    action : str
        What was done, as in `proposal.decided`.
    subject_kind, subject_id : str
        What it was done to; empty for what concerns no one row.
    before, after : str
        The columns that changed, as canonical JSON; empty for none.
    disclosure : str
        Who may read of it.
    subject_digest : str
        SHA-256 over every column of the subject's row after the event; empty when
        the event changed no row, `removed` when the row was removed.
    previous_hash, hash : str
        SHA-256 of the event before, and over every other column of this one.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    actor_name = models.CharField(max_length=LENGTHS["actor_name"], blank=True)
    capacity = models.CharField(max_length=LENGTHS["capacity"], blank=True)
    action = models.CharField(max_length=LENGTHS["action"])
    subject_kind = models.CharField(max_length=LENGTHS["subject_kind"], blank=True)
    subject_id = models.CharField(max_length=LENGTHS["subject_id"], blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    disclosure = models.CharField(max_length=10)
    subject_digest = models.CharField(max_length=_HASH_LENGTH, blank=True)
    previous_hash = models.CharField(max_length=_HASH_LENGTH)
    hash = models.CharField(max_length=_HASH_LENGTH)

    class Meta:
        """Order, what SQLite would not enforce, and what is searched for."""

        ordering: ClassVar[list[str]] = ["sequence"]
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(sequence__gte=1), name="audit_sequence_from_1"
            ),
            models.CheckConstraint(
                condition=Q(disclosure__in=[str(level) for level in Disclosure]),
                name="audit_disclosure",
            ),
            *(
                models.CheckConstraint(
                    condition=LessThanOrEqual(Length(name), length),
                    name=f"audit_{name}_length",
                )
                for name, length in LENGTHS.items()
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # A fact is looked up by the first part of its name too, which PostgreSQL
            # does by an index only if that compares letter by letter.
            models.Index(
                fields=["subject_kind", "subject_id", "sequence"],
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops", "int8_ops"],
                name="audit_subject",
            ),
            models.Index(fields=["subject_kind", "sequence"], name="audit_kind"),
            models.Index(fields=["action", "sequence"], name="audit_action"),
            models.Index(fields=["actor_name", "sequence"], name="audit_actor"),
            models.Index(
                fields=["actor_name", "action", "sequence"], name="audit_actor_action"
            ),
            models.Index(fields=["at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        """Name the event, as in `12 proposal.decided`."""
        return f"{self.sequence} {self.action}"

"""The decision notes as they were when the decision was taken."""

from typing import ClassVar

from django.db import models

from landenbenadering.web.audit.protection import AppendOnly, protected
from landenbenadering.web.audit.subjects import audited


class FrozenNote(models.Model):
    """One file of a decision note, with its hash; written once, never changed.

    Attributes
    ----------
    proposal : str
        Record id of the proposal.
    sha256 : str
        Of `content`, 64 hexadecimal digits.
    """

    proposal = models.CharField(max_length=100)
    language = models.CharField(max_length=2)
    suffix = models.CharField(max_length=4)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        """One file of each kind for each proposal."""

        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["proposal", "language", "suffix"], name="one_frozen_note"
            )
        ]

    def __str__(self) -> str:
        """Name the file, as in `proposal-gha-2026 (nl, pdf)`."""
        return f"{self.proposal} ({self.language}, {self.suffix})"


PROTECTION = protected(
    AppendOnly(
        table="decisions_frozennote",
        prefix="decisions_note",
        refusal="DEC110 frozen notes",
        identities=(("id",), ("proposal", "language", "suffix")),
    )
)

# The content is answered for by its hash.
audited(
    FrozenNote,
    kind="decision_note",
    identity=("proposal", "language", "suffix"),
    left_out=("content",),
)

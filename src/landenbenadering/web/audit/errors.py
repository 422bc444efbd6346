"""Refusals of the audit trail."""

from collections.abc import Mapping

from landenbenadering.core.errors import LandenbenaderingError


class AuditError(LandenbenaderingError):
    """An event cannot be recorded, or the trail cannot be read."""


class TransitionConflictError(AuditError):
    """AUD103: the row is not, or no longer, as the author saw it.

    Attributes
    ----------
    held : Mapping or None
        What the row holds now, by column; `None` when there is no such row.
    """

    def __init__(self, subject: str, held: Mapping[str, object] | None) -> None:
        super().__init__(
            "AUD103",
            problem=f"{subject} was changed in the meantime.",
            remedy="Look at it as it is now, and do it again if it still holds.",
        )
        self.held = held

"""Refusals of the register."""

from landenbenadering.core.errors import LandenbenaderingError


class RegisterError(LandenbenaderingError):
    """The register cannot take a fact in, or does not show it."""


class VersionConflictError(RegisterError):
    """REG103: someone else recorded a version first."""

    def __init__(self, record_id: str) -> None:
        super().__init__(
            "REG103",
            problem=f"{record_id!r} got a new version in the meantime.",
            remedy="Look at that version, and record yours again if it still holds.",
        )

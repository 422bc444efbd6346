"""Refusals of the evidence room."""

from landenbenadering.core.errors import LandenbenaderingError


class EvidenceError(LandenbenaderingError):
    """A file, a date or the store itself cannot serve as evidence."""

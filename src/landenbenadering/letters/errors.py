"""Refusals of the letters room."""

from landenbenadering.core.errors import LandenbenaderingError


class LettersError(LandenbenaderingError):
    """A letter would say what no fact supports, or cannot be written."""

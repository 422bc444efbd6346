"""Refusals of the numerics room."""

from landenbenadering.core.errors import LandenbenaderingError


class NumericsError(LandenbenaderingError):
    """The numbers given have no answer, or none that can be had exactly."""

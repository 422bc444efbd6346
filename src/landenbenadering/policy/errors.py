"""Refusals of the policy room."""

from landenbenadering.core.errors import LandenbenaderingError


class PolicyError(LandenbenaderingError):
    """Something contradicts the values or the rules of the approach."""

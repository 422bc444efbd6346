"""Refusals around accounts."""

from landenbenadering.core.errors import LandenbenaderingError


class AccountError(LandenbenaderingError):
    """An account or a role cannot be given as asked."""

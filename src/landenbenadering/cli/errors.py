"""Refusals of the command line."""

from landenbenadering.core.errors import LandenbenaderingError


class CommandError(LandenbenaderingError):
    """A command cannot be carried out on this machine as asked."""

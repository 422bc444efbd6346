"""Refusals of the pipelines room."""

from landenbenadering.core.errors import LandenbenaderingError


class PipelinesError(LandenbenaderingError):
    """A task cannot be carried out as asked."""

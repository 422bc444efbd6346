"""Refusals of the appraisal room."""

from landenbenadering.core.errors import LandenbenaderingError


class AppraisalError(LandenbenaderingError):
    """What is asked cannot be weighed as it stands."""

"""Refusals of the appraisal room."""

from landenbenadering.core.errors import LandenbenaderingError


class AppraisalError(LandenbenaderingError):
    """What is asked cannot be weighed as it stands."""


# Codes with which a sheet is refused that names something it does not hold.
NAMES_WHAT_IS_NOT_THERE = frozenset({"APP202", "APP211", "APP311"})

"""Refusals of the policy room."""

from landenbenadering.core.errors import LandenbenaderingError


class PolicyError(LandenbenaderingError):
    """Something contradicts the values or the rules of the approach."""


class MisreadError(PolicyError):
    """A value does not have its form; `path` is where, dotted, as in `fact.since`."""

    path: str = ""

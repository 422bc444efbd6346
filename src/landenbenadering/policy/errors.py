"""Refusals of the policy room."""

from landenbenadering.core.errors import LandenbenaderingError


class PolicyError(LandenbenaderingError):
    """Something contradicts the values or the rules of the approach.

    `path` is the field of the record that it is about, dotted, as in `fact.since`;
    empty where it is about no field.
    """

    path: str = ""


class MisreadError(PolicyError):
    """A value does not have its form."""

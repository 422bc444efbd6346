"""Refusals of the measurement room."""

from landenbenadering.core.errors import LandenbenaderingError


class MeasurementError(LandenbenaderingError):
    """A quantity cannot be measured from what is given."""


class TooFewOrdersError(MeasurementError):
    """In some year the true number of orders may be 0."""

"""Thresholds and deadlines of the approach, dated, each with its source."""

"""Diplomatic missions, Diplometrics."""

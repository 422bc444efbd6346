"""Eurostat's enforcement statistics (EIL): from a file to observations."""

"""Departures from the Netherlands, Repatriation and Departure Service."""

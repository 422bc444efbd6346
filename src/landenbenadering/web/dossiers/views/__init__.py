"""Views: read the address, ask, show."""

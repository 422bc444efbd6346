"""Keeping a whole installation: backup, restore, and moving to another database."""

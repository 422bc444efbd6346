"""A register of full size: filling it, asking it, and what it must reach."""

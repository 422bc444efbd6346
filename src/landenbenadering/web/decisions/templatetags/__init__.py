"""Template tags of the cycle."""

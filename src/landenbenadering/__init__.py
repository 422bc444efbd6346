"""Working instrument of a strategic country approach to migration."""

__version__ = "0.1.0"

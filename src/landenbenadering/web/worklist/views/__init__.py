"""Pages and feeds of the work list."""

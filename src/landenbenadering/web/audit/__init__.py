"""Who did what, when, in which role, to what, and why: a chain that shows changes."""

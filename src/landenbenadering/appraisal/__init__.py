"""Before the decision: which package, with whom, and whether it can pass."""

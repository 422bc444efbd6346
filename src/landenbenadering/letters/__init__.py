"""Letters to Parliament as data: composed from facts, written in three formats."""

"""The letter to Parliament as a page and as files."""

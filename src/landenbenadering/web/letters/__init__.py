"""The letter to Parliament as a page, and its downloads."""

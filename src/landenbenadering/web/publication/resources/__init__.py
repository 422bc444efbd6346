"""What the API gives, from the selectors that the pages read."""

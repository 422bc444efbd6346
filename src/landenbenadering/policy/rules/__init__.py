"""The rules of the approach as code that reads records."""

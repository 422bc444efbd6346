"""From a publisher's file to observations, each traceable to its cell."""

"""What waits for whom, on pages, in feeds and by mail; and the approach as a whole."""

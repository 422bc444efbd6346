"""Every kind of fact recorded, changed and corrected on a page."""

"""The register: facts with their three dates, and the pages that show them."""

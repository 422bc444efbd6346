"""Students by country of origin, OECD."""

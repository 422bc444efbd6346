"""Short-stay visas to 2012, European Visa Database."""

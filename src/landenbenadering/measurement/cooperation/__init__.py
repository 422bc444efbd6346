"""How a country cooperates, separated from the practice of reporting states."""

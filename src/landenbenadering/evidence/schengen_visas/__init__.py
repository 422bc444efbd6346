"""Short-stay visas by consulate, European Commission."""

"""Mathematics only: arrays in, frozen results out."""

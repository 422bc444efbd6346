"""Mathematics alone: arrays go in, frozen results come out."""

"""What flows between a country and a sender, and what it is to each of them."""

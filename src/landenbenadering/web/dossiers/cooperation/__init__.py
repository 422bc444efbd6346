"""How countries cooperate, as pages show it."""

"""Aid by donor and recipient (DAC2a), OECD."""

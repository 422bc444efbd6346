"""Bilateral trade in goods, Correlates of War."""

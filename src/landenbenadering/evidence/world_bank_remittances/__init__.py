"""Bilateral remittances and migrant stocks, World Bank."""

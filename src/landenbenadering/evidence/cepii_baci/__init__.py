"""Bilateral trade in goods with both reports reconciled (BACI), CEPII."""

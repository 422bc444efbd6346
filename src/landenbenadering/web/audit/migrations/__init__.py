"""Migrations of the audit trail."""

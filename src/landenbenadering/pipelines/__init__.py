"""Whole tasks on frozen values: refresh, measure, draft."""

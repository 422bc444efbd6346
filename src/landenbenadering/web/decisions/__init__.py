"""Proposals, advice, decisions and reviews, and the rules page."""

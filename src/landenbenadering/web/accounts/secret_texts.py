"""Secrets that stand for an account outside the pages, as addresses and tokens."""

import hashlib
import secrets

_BYTES = 32


def new_secret() -> str:
    """Make a secret of 256 random bits, as text for an address or a header."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(secret: str) -> str:
    """Give what is stored of a secret.

    One round suffices: it is 256 random bits, which nobody can guess.
    """
    return hashlib.sha256(secret.encode()).hexdigest()

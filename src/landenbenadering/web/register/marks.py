"""Marks that stand in a name where a number would tell of what not everybody reads."""

from django.utils.crypto import salted_hmac

_LENGTH = 8


def mark_of(*said: str) -> str:
    """Give a mark of what something says that this installation alone works out.

    The same words have the same mark, so that what is sent twice has one name; from
    a mark nobody tells what or how much stands beside it.
    """
    told = "\n".join(said)
    return salted_hmac("landenbenadering.names", told).hexdigest()[:_LENGTH]

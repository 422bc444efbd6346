"""Secrets of second factors, sealed with the key of the installation.

A copy of the database alone, as in a backup, gives nobody a code.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from landenbenadering.web.accounts.errors import AccountError


def seal(text: str) -> str:
    """Encrypt a secret; no two results are equal."""
    return _box().encrypt(text.encode("utf-8")).decode("ascii")


def unseal(sealed: str) -> str:
    """Decrypt a secret.

    Raises
    ------
    AccountError
        ACC106 it was sealed with another key, or changed.
    """
    try:
        return _box().decrypt(sealed.encode("utf-8")).decode("utf-8")
    except InvalidToken:
        raise AccountError(
            "ACC106",
            problem="The second factor cannot be read: it was sealed with another key "
            "than this installation has.",
            remedy="Put the secret key of the settings back, or have an administrator "
            "take the second factors away.",
        ) from None


def _box() -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"second factor")
    return Fernet(urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))

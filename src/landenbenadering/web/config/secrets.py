"""The secret key of an installation that was given none."""

import os
import secrets
from pathlib import Path

_FILE_NAME = "secret-key"


def kept_secret_key(home: Path) -> str:
    """Give the key kept in `home`, made at random the first time.

    Only the owner may read the file. Two processes that start at once end up
    with the same key: the second finds the link of the first.
    """
    path = home / _FILE_NAME
    if not path.is_file():
        home.mkdir(parents=True, exist_ok=True)
        _make(path)
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    draft = path.with_name(f"{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

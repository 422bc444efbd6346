"""From a database address to Django's settings for it."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from landenbenadering.web.config.errors import SettingsError

DatabaseSettings = dict[str, object]

# SQLite gives no turn to who waits longest: of eight who write all the time, one
# waited for more than five seconds.
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA busy_timeout=30000;"
    "PRAGMA foreign_keys=ON"
)


def database_settings(url: str | None, *, home: Path) -> DatabaseSettings:
    """Read a database address; without one, SQLite in `home`.

    Parameters
    ----------
    url : str or None
        `sqlite:///relative`, `sqlite:////absolute`, or
        `postgresql://user:password@host:port/name?option=value`.

    Raises
    ------
    SettingsError
        CFG102, when the address is of another kind or has no name in it.
    """
    if url is None:
        return _sqlite(home / "landenbenadering.sqlite3")
    parts = urlsplit(url)
    name = unquote(parts.path).removeprefix("/")
    if parts.scheme not in {"sqlite", "postgres", "postgresql"} or not name:
        raise SettingsError(
            "CFG102",
            problem=f"The database address of kind {parts.scheme!r} cannot be used.",
            remedy="Give sqlite:////path/to/file or postgresql://user@host/name in "
            "LANDENBENADERING_DATABASE_URL.",
        )
    if parts.scheme == "sqlite":
        return _sqlite(Path(name))
    try:
        port = parts.port
    except ValueError:
        raise SettingsError(
            "CFG102",
            problem="The port in the database address is not a number below 65536.",
            remedy="Correct the port in LANDENBENADERING_DATABASE_URL.",
        ) from None
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(path: Path) -> DatabaseSettings:
    """Set SQLite up for several writers at a time."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": _SQLITE_PRAGMAS,
        },
    }

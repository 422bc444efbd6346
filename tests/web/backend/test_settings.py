"""Settings come from the environment, and bad ones are refused in plain words."""

import hashlib
import json
import stat
from pathlib import Path

import pytest
from django.conf import global_settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.db import connection
from django.utils.module_loading import import_string

from landenbenadering.web.config import settings as product
from landenbenadering.web.config.databases import database_settings
from landenbenadering.web.config.environment import read_environment
from landenbenadering.web.config.errors import SettingsError
from landenbenadering.web.config.secrets import kept_secret_key


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("DEBUG", "perhaps"),
        ("ALLOWED_HOSTS", " , "),
        ("LOG_LEVEL", "LOUD"),
        ("HTTPS", "s"),
    ],
)
def test_a_bad_setting_is_named_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"LANDENBENADERING_{name}", value)

    with pytest.raises(SettingsError, match=f"CFG101.*LANDENBENADERING_{name}") as told:
        read_environment()

    assert "short" not in str(told.value)


@pytest.mark.parametrize(
    ("hosts", "https", "expected"),
    [
        ("localhost,127.0.0.1", None, False),
        ("example.org", None, True),
        ("localhost,example.org", None, True),
        ("example.org", "false", False),
    ],
)
def test_https_is_taken_for_granted_except_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, hosts: str, https: str | None, *, expected: bool
) -> None:
    monkeypatch.setenv("LANDENBENADERING_ALLOWED_HOSTS", hosts)
    if https is not None:
        monkeypatch.setenv("LANDENBENADERING_HTTPS", https)

    assert read_environment().over_https is expected


def test_without_an_address_the_database_stands_in_the_data_home() -> None:
    home = Path("/data")

    settings = database_settings(None, home=home)

    assert settings["NAME"] == str(home / "landenbenadering.sqlite3")


@pytest.mark.parametrize(
    ("url", "part", "value"),
    [
        ("sqlite:////data/a.sqlite3", "NAME", "/data/a.sqlite3"),
        ("sqlite:///a.sqlite3", "NAME", "a.sqlite3"),
        ("postgresql://u:p%40ss@db:5433/name", "PASSWORD", "p@ss"),
        ("postgresql://u:p@db:5433/name", "PORT", "5433"),
        ("postgresql://postgres:@/postgres?host=/run/pg", "HOST", "/run/pg"),
        ("postgresql://u@db/n?sslmode=require", "OPTIONS", {"sslmode": "require"}),
    ],
)
def test_a_database_address_is_read(url: str, part: str, value: object) -> None:
    assert database_settings(url, home=Path("/data"))[part] == value


@pytest.mark.parametrize(
    "url",
    ["mysql://db/name", "postgresql://db", "sqlite://", "text", "postgresql://d:x/n"],
)
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="CFG102"):
        database_settings(url, home=Path("/data"))


def test_the_secret_key_is_made_once_and_is_for_its_owner(tmp_path: Path) -> None:
    home = tmp_path / "new"

    key = kept_secret_key(home)

    assert len(key) >= 50
    assert kept_secret_key(home) == key
    (file,) = home.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.django_db
def test_sqlite_is_set_up_for_several_writers() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only on SQLite")
    with connection.cursor() as cursor:
        held = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }

    assert held == {
        "journal_mode": "wal",
        "synchronous": 1,
        "busy_timeout": 30_000,
        "foreign_keys": 1,
    }


def test_a_password_is_kept_by_a_slow_hash() -> None:
    named = getattr(product, "PASSWORD_HASHERS", global_settings.PASSWORD_HASHERS)
    hasher = import_string(named[0])()

    assert isinstance(hasher, PBKDF2PasswordHasher)
    assert hasher.digest is hashlib.sha256
    # OWASP, Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA-256, 600,000 rounds.
    assert hasher.iterations >= 600_000


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_migrations_can_be_taken_back() -> None:
    call_command("migrate", "register", "0001", verbosity=0)
    call_command("migrate", "register", verbosity=0)


GOOD_PROVIDER = {
    "id": "ministry",
    "name": "the ministry",
    "issuer": "https://id.example.nl",
    "client_id": "register",
    "client_secret": "do not repeat",
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "The Ministry"},
        {"id": "ministry-"},
        {"issuer": "http://id.example.nl"},
        {"issuer": "http://localhost.evil.example"},
        {"issuer": "file:///etc/passwd"},
        {"client_secret": ""},
        {"client_secret_file": "/etc/passwd"},
        {"client_secret": None},
        {"client_secret": None, "client_secret_file": "/nowhere/at/all"},
        {"scopes": ["email"]},
        {"second_factor_arm": ["mfa"]},
    ],
)
def test_a_provider_that_cannot_be_used_is_refused(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, object]
) -> None:
    name = "LANDENBENADERING_OPENID_PROVIDERS"
    monkeypatch.setenv(name, json.dumps([GOOD_PROVIDER | wrong]))

    with pytest.raises(SettingsError, match=f"CFG101.*{name}") as told:
        read_environment()

    assert "do not repeat" not in str(told.value)


def test_no_two_providers_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "LANDENBENADERING_OPENID_PROVIDERS"
    other = GOOD_PROVIDER | {"id": "other", "issuer": "https://other.example.nl"}
    monkeypatch.setenv(name, json.dumps([GOOD_PROVIDER, other]))
    assert [one.id for one in read_environment().openid_providers] == [
        "ministry",
        "other",
    ]

    for same in ({"id": "ministry"}, {"issuer": "https://id.example.nl"}):
        monkeypatch.setenv(name, json.dumps([GOOD_PROVIDER, other | same]))
        with pytest.raises(SettingsError, match="two providers have the same"):
            read_environment()


def test_the_secret_of_a_provider_is_read_anew_from_its_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = tmp_path / "secret"
    kept.write_text("first\n", encoding="utf-8")
    given = GOOD_PROVIDER | {"client_secret": None, "client_secret_file": str(kept)}
    monkeypatch.setenv("LANDENBENADERING_OPENID_PROVIDERS", json.dumps([given]))
    (provider,) = read_environment().openid_providers

    assert provider.secret == "first"
    kept.write_text("second\n", encoding="utf-8")
    assert provider.secret == "second"

"""What every test stands on: a data home of its own, and the shared input."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(autouse=True)
def data_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Keep tests away from the data of the checkout."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("LANDENBENADERING_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder with the publishers' files, or skip."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("../shared/data is not here")
    return folder


@pytest.fixture(scope="session")
def on_ci() -> bool:
    """Say whether a missing browser or database is a failure."""
    return os.environ.get("CI") == "true"


@pytest.fixture(scope="session", autouse=True)
def passwords_are_hashed_quickly() -> Iterator[None]:
    """Take no tenth of a second for each account that a test makes.

    What the product hashes with is Django's own choice and held by
    `test_a_password_is_kept_by_a_slow_hash`.
    """
    from django.test import override_settings

    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Test SQLite in a file, as it is used: in memory it locks in another way."""
    from django.db import connection

    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session", autouse=True)
def flush_may_empty_the_tables() -> Iterator[None]:
    """Lift the protection of append-only tables while Django empties them.

    Only tests that commit, as those with a live server, end in such a flush.
    """
    from django.db import connection

    from landenbenadering.web.audit.protection import lifted

    flush = connection.ops.execute_sql_flush

    def flush_all(statements: Sequence[str]) -> None:
        with lifted(connection):
            flush(statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "execute_sql_flush", flush_all)
        yield

"""An installation with something in it, and empty databases to put it in."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from pytest_django import Settings

from landenbenadering.core.language import Bilingual
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.operations.databases import (
    DatabaseSettings,
    in_place_of_default,
    opened,
    own_settings,
)
from landenbenadering.web.register.services import load_records, store_record

# What a careless file format would spoil.
ODD = '“quoted” \'n “tab\t”, line\nend, \\ back, €, Ñ, \u2028, 👩‍💻, {"a": 1}'


@contextmanager
def installed(settings: DatabaseSettings, home: Path) -> Iterator[None]:
    """Be in the installation with this database and data folder."""
    with (
        override_settings(AUDIT_ANCHOR=home / "audit-anchor"),
        opened(settings) as other,
        in_place_of_default(other),
    ):
        yield


def odd_linkage(records: tuple[Record, ...], *, number: int = 0) -> Record:
    """Give a linkage that no reader outside may see, with marks beyond ASCII."""
    held = next(r for r in records if isinstance(r.fact, Linkage))
    assert isinstance(held.fact, Linkage)
    text = Bilingual(nl=f"“é€” {number}", en=f"“é€” {number}")
    return replace(
        held,
        fact=replace(held.fact, text=text),
        known_from=date(2024, 2, 29),
        disclosure=Disclosure.INTERNAL,
    )


@pytest.fixture
def home(data_home: Path) -> Path:
    """Give a data folder with files of every kind in it."""
    for name in (
        "evidence/manifests/20260101T000000Z-a.json",
        "evidence/snapshots/aa",
        "evidence/observations/bb.parquet",
        "evidence/staging/half/x",
        "theme.css",
        "secret-key",
    ):
        path = data_home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(secrets.token_bytes(3000))
    return data_home


@pytest.fixture
def filled(transactional_db: None, home: Path, settings: Settings) -> Account:
    """Fill the database: shipped and own facts, an account, a session."""
    settings.AUDIT_ANCHOR = home / "audit-anchor"
    records = reference_records()
    load_records(records)
    author = Account.objects.create_user(
        "author", password="a long password", first_name=ODD
    )
    assign(author, Role.DESK_OFFICER, department=Department.MIGRATION, by=None)
    store_record(odd_linkage(tuple(records)), entered_by_user=author)
    Session.objects.create(
        session_key="secret", session_data="x", expire_date=timezone.now()
    )
    # The highest number goes: it must not be given out a second time.
    Account.objects.create_user("gone").delete()
    return author


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> DatabaseSettings:
    """Name an SQLite file that does not exist yet."""
    from landenbenadering.web.config.databases import database_settings

    return database_settings(f"sqlite:///{tmp_path}/other.sqlite3", home=tmp_path)


@pytest.fixture
def empty_database(
    transactional_db: None, empty_sqlite: DatabaseSettings
) -> Iterator[DatabaseSettings]:
    """Name an empty database of the engine that is tested."""
    if connection.vendor == "sqlite":
        yield empty_sqlite
        return
    name = f"other_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield {**own_settings(), "NAME": name}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")

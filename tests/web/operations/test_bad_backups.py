"""What is not a whole backup of this software is refused, and changes nothing."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from landenbenadering.web.accounts.models import Account
from landenbenadering.web.operations.archive import Archive, ArchiveWriter
from landenbenadering.web.operations.contents import Contents
from landenbenadering.web.operations.databases import DatabaseSettings
from landenbenadering.web.operations.errors import OperationsError
from landenbenadering.web.operations.services import backup, restore
from tests.web.operations.conftest import installed

FLIPS = 150


@pytest.fixture
def whole(filled: Account, home: Path, tmp_path: Path) -> Path:
    backup(tmp_path / "whole", home=home)
    return tmp_path / "whole"


@pytest.fixture
def elsewhere(
    transactional_db: None, empty_sqlite: DatabaseSettings, tmp_path: Path
) -> Iterator[Path]:
    """Be in another, empty installation; gives its data folder."""
    with installed(empty_sqlite, tmp_path / "elsewhere"):
        yield tmp_path / "elsewhere"


def rewritten(whole: Path, path: Path, contents: Contents) -> Path:
    """Write a backup with the rows of another one, that says other things of itself."""
    writer = ArchiveWriter(path)
    with Archive(whole) as archive:
        for table in archive.tables:
            writer.add_lines(table.name, archive.lines(table.name))
    writer.finish(replace(contents, files=()))
    return path


def contents_of(path: Path) -> Contents:
    with Archive(path) as archive:
        return archive.contents


def refused(path: Path, home: Path) -> str:
    with pytest.raises(OperationsError) as caught:
        restore(path, home=home)
    with connection.cursor() as cursor:
        assert connection.introspection.table_names(cursor) == []
    assert not has_files(home)
    return caught.value.code


def has_files(home: Path) -> bool:
    return home.exists() and {path.name for path in home.iterdir()} > {
        "operations.lock"
    }


def test_a_file_of_another_kind_is_refused(tmp_path: Path, elsewhere: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"PK\x03\x04" + bytes(400))

    assert refused(other, elsewhere) == "OPS101"
    assert refused(tmp_path / "absent", elsewhere) == "OPS101"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_backup_that_is_cut_off_is_refused(
    whole: Path, elsewhere: Path, tmp_path: Path, share: float
) -> None:
    content = whole.read_bytes()
    cut = tmp_path / "cut"
    cut.write_bytes(content[: int(len(content) * share)])

    assert refused(cut, elsewhere) == "OPS102"


def refusal_of(path: Path, expected: Contents) -> str:
    """Read a backup whole; give the code of the refusal, or nothing."""
    try:
        with Archive(path) as archive:
            archive.verify()
            contents = archive.contents
    except OperationsError as error:
        return error.code
    assert contents == expected
    return ""


def test_no_changed_byte_changes_what_is_read(whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    expected = contents_of(whole)
    spoilt = tmp_path / "spoilt"
    refusals = 0
    chance = random.Random(20130306)  # noqa: S311  (the same flips each time)
    for position in chance.sample(range(len(content)), FLIPS):
        changed = bytearray(content)
        changed[position] ^= 1 << chance.randrange(8)
        spoilt.write_bytes(changed)
        code = refusal_of(spoilt, expected)
        assert code in {"", "OPS101", "OPS102", "OPS103"}
        refusals += bool(code)

    # Some bytes of a ZIP say nothing, as those of dates.
    assert refusals > FLIPS * 0.8


def test_a_backup_of_a_newer_format_is_refused(
    whole: Path, elsewhere: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer"
    newer.write_bytes(whole.read_bytes().replace(b"format 1", b"format 9", 1))

    assert refused(newer, elsewhere) == "OPS103"


def test_a_backup_of_newer_software_is_refused(
    whole: Path, elsewhere: Path, tmp_path: Path
) -> None:
    contents = contents_of(whole)
    newer = replace(
        contents, migrations=contents.migrations | {("register", "9999_later")}
    )

    assert refused(rewritten(whole, tmp_path / "n", newer), elsewhere) == "OPS103"


def test_a_row_that_does_not_fit_is_refused_with_its_table(
    whole: Path, elsewhere: Path, tmp_path: Path
) -> None:
    writer = ArchiveWriter(tmp_path / "bad")
    contents = contents_of(whole)
    tables = []
    with Archive(whole) as archive:
        for table in archive.tables:
            lines = list(archive.lines(table.name))
            if table.name == "register_recordversion":
                lines.append(lines[-1])
            rows, sha256 = writer.add_lines(table.name, lines)
            tables.append(replace(table, rows=rows, sha256=sha256))
    writer.finish(replace(contents, tables=tuple(tables), files=()))

    assert refused(tmp_path / "bad", elsewhere) == "OPS105"


def test_a_backup_of_older_software_is_brought_up_to_date(
    elsewhere: Path, tmp_path: Path
) -> None:
    older = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "older")}
    with installed(older, tmp_path / "old-home"):
        MigrationExecutor(connection).migrate([("accounts", "0001_initial")])
        Account.objects.create_user("veteran")
        backup(tmp_path / "old", home=tmp_path / "old-home")

    restore(tmp_path / "old", home=elsewhere)

    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert Account.objects.get().username == "veteran"


def test_a_filled_target_is_refused_and_kept(
    whole: Path, filled: Account, home: Path
) -> None:
    with pytest.raises(OperationsError, match="OPS107"):
        restore(whole, home=home)
    with pytest.raises(OperationsError, match="OPS107"):
        restore(whole, home=home, replacing="another")

    assert Account.objects.filter(username="author").exists()


def test_a_target_that_is_named_is_replaced(whole: Path, elsewhere: Path) -> None:
    restore(whole, home=elsewhere)
    Account.objects.create_user("later")
    (elsewhere / "evidence/snapshots/later").touch()

    restore(whole, home=elsewhere, replacing="other.sqlite3")

    assert not Account.objects.filter(username="later").exists()
    assert not (elsewhere / "evidence/snapshots/later").exists()
    assert (elsewhere / "evidence/snapshots/aa").exists()


def test_a_database_of_something_else_is_never_replaced(
    whole: Path, elsewhere: Path
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bookkeeping (id integer)")

    for name in (None, "other.sqlite3"):
        with pytest.raises(OperationsError, match="OPS107"):
            restore(whole, home=elsewhere, replacing=name)
